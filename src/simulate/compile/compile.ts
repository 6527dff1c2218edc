import { cyclicComponents } from '../../graph/components.ts';
import { shortestCycle } from '../../graph/cycles.ts';
import { compileDigraph } from '../../graph/digraph.ts';
import { topologicalOrder } from '../../graph/order.ts';
import type { Deployment } from '../../model/deployment.ts';
import { type TaskOrder, taskOrder } from '../../model/granularity.ts';
import type { Granularity } from '../../model/groups.ts';
import type { EngineRules, Limit } from '../engines/engine.ts';
import type { Network } from '../kernel/network.ts';
import { compileGates } from './compile-gates.ts';
import { rowsOf, transposed } from './rows.ts';

/** A deployment at a granularity, as the kernel runs it, and the way back from its numbers to names. */
export interface CompiledDeployment {
  readonly network: Network;
  /**
   * Node i below the number of tasks is this task. Tasks are in the order of their ids, so ties do not depend on the
   * template's order.
   */
  readonly taskIds: readonly string[];
  /** Node `taskIds.length + i` is the start (even i) or the done (odd i) of group `milestoneGroups[i >> 1]`. */
  readonly milestoneGroups: readonly string[];
  readonly isTracked: Uint8Array;
  readonly poolIds: readonly string[];
  /** The handle that each counter counts for. */
  readonly handleIds: readonly string[];
  readonly notes: readonly string[];
}

export interface CompileOptions {
  readonly granularity: Granularity;
  readonly rules: EngineRules;
  readonly workers: number | null;
  readonly countUntracked: boolean;
}

/**
 * Compiles an existing deployment once; the replications then touch only flat arrays. A cyclic order gives its
 * shortest cycle.
 */
export function compile(
  deployment: Deployment,
  options: CompileOptions,
): CompiledDeployment | { readonly cycle: readonly string[] } {
  const order = taskOrder(deployment, options.granularity, { countUntracked: options.countUntracked });
  const names = numbering(order);
  const from = order.from.map((node) => names.nodeOf[node] as number);
  const to = order.to.map((node) => names.nodeOf[node] as number);
  const topological = topologicalOrder(compileDigraph(order.nodeCount, from, to));
  if (topological === null) return { cycle: cycleOf(deployment, order) };
  const outward = transposed(order.nodeCount, rowsOf(order.nodeCount, to, from));
  const inward = transposed(order.nodeCount, outward);
  const nodeOfTask = new Map(names.taskIds.map((id, node) => [id, node]));
  const gates = compileGates(deployment, nodeOfTask, order.nodeCount);
  const limits = bindingLimits([...options.rules.limits, ...workerLimit(deployment, options.workers)]);
  return {
    network: {
      nodeCount: order.nodeCount,
      order: topological,
      outStart: outward.start,
      outNode: outward.values,
      inStart: inward.start,
      inNode: inward.values,
      ...compilePools(limits, nodeOfTask, order.nodeCount),
      gates: gates.gates,
    },
    taskIds: names.taskIds,
    milestoneGroups: names.groups,
    isTracked: Uint8Array.from(names.taskIds, (id) => (deployment.tasks.getNodeAttribute(id, 'tracked') ? 1 : 0)),
    poolIds: limits.map((limit) => limit.id),
    handleIds: gates.handleIds,
    notes: [...gates.notes, ...multiplicityNotes(deployment)],
  };
}

interface Numbering {
  readonly taskIds: readonly string[];
  readonly groups: readonly string[];
  /** The node of each node of the order. */
  readonly nodeOf: Int32Array;
}

/** Tasks by id, then milestones by group id: equal whatever order the template lists them in. */
function numbering(order: TaskOrder): Numbering {
  const taskCount = order.taskIds.length;
  const byId = sortedIndices(order.taskIds);
  const byGroup = sortedIndices(order.milestoneGroups);
  const nodeOf = new Int32Array(order.nodeCount);
  byId.forEach((task, node) => {
    nodeOf[task] = node;
  });
  byGroup.forEach((group, rank) => {
    nodeOf[taskCount + 2 * group] = taskCount + 2 * rank;
    nodeOf[taskCount + 2 * group + 1] = taskCount + 2 * rank + 1;
  });
  return {
    taskIds: byId.map((task) => order.taskIds[task] as string),
    groups: byGroup.map((group) => order.milestoneGroups[group] as string),
    nodeOf,
  };
}

function sortedIndices(names: readonly string[]): readonly number[] {
  return names.map((_, index) => index).sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
}

/** Groups when they are cyclic among themselves, otherwise the tasks. */
function cycleOf(deployment: Deployment, order: TaskOrder): readonly string[] {
  const groups = order.milestoneGroups;
  const place = new Map([...deployment.groups.keys()].map((id, index) => [id, index]));
  const indexOf = new Map(groups.map((id, index) => [id, index]));
  const ofGroups = shortestCycleNames(groups, {
    from: order.groupEdges.map(([a]) => indexOf.get(a) as number),
    to: order.groupEdges.map(([, b]) => indexOf.get(b) as number),
    rank: (node) => place.get(groups[node] as string) as number,
  });
  if (ofGroups !== null) return ofGroups;
  const taskCount = order.taskIds.length;
  const fine = [...order.from.keys()].filter((i) => order.from[i]! < taskCount && order.to[i]! < taskCount);
  const ofTasks = shortestCycleNames(order.taskIds, {
    from: fine.map((i) => order.from[i] as number),
    to: fine.map((i) => order.to[i] as number),
    rank: (node) => node,
  });
  if (ofTasks === null) throw new Error('an order that cannot be walked has no cycle of groups or tasks');
  return ofTasks;
}

function shortestCycleNames(
  names: readonly string[],
  edges: { readonly from: readonly number[]; readonly to: readonly number[]; readonly rank: (node: number) => number },
): readonly string[] | null {
  const graph = compileDigraph(names.length, edges.from, edges.to);
  let best: readonly number[] | null = null;
  for (const members of cyclicComponents(graph)) {
    const cycle = shortestCycle(graph, members, { rank: edges.rank });
    if (cycle && (best === null || cycle.nodes.length < best.length)) best = cycle.nodes;
  }
  return best?.map((node) => names[node] as string) ?? null;
}

/** `workers` limits every task of the deployment; a blocked wait keeps its worker, as a thread of an engine does. */
function workerLimit(deployment: Deployment, workers: number | null): readonly Limit[] {
  if (workers === null) return [];
  const tasks = deployment.tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
  return [{ id: 'workers', capacity: workers, tasks, holdsWhileWaiting: true }];
}

/** Those that can make somebody wait, by id: a task asks its pools in this order. */
function bindingLimits(limits: readonly Limit[]): readonly Limit[] {
  return limits.filter(({ tasks, capacity }) => tasks.length > capacity).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function compilePools(limits: readonly Limit[], nodeOfTask: ReadonlyMap<string, number>, nodeCount: number) {
  const nodes: number[] = [];
  const pools: number[] = [];
  limits.forEach((limit, pool) => {
    for (const task of new Set(limit.tasks)) {
      const node = nodeOfTask.get(task);
      if (node === undefined) continue;
      nodes.push(node);
      pools.push(pool);
    }
  });
  const rows = rowsOf(nodeCount, nodes, pools);
  return {
    nodePoolStart: rows.start,
    nodePool: rows.values,
    poolCapacity: Int32Array.from(limits, (limit) => limit.capacity),
    poolHolds: Uint8Array.from(limits, (limit) => (limit.holdsWhileWaiting ? 1 : 0)),
  };
}

function multiplicityNotes(deployment: Deployment): readonly string[] {
  return deployment.tasks
    .filterNodes((_id, { multiplicity }) => multiplicity !== 1)
    .map((id) => `task '${id}' stands for several members of a group; it takes the time of one`);
}
