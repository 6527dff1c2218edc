import { cyclicComponents } from '../../graph/components.ts';
import { shortestCycle } from '../../graph/cycles.ts';
import { compileDigraph } from '../../graph/digraph.ts';
import type { Deployment, Task } from '../../model/deployment.ts';
import { type TaskOrder, taskOrder } from '../../model/granularity.ts';
import type { Granularity } from '../../model/groups.ts';
import { taskListOf } from '../../model/task-list.ts';
import type { EngineRules, Limit } from '../engines/engine.ts';
import type { Network } from '../kernel/network.ts';
import { compileConduct } from './compile-conduct.ts';
import { compileGates } from './compile-gates.ts';
import { orderedRows } from './ordered-rows.ts';
import { rowsOf } from './rows.ts';
import type { Edge } from './stack-nodes.ts';
import type { Variation } from './variation.ts';

/** A deployment at a granularity, as the kernel runs it, and the way back from its numbers to names. */
export interface CompiledDeployment {
  readonly network: Network;
  /**
   * Node i below the number of tasks is this task. Tasks are in the order of their ids, so ties do not depend on the
   * template's order.
   */
  readonly taskIds: readonly string[];
  /**
   * Node `taskIds.length + i` is the start (even i) or the done (odd i) of group `milestoneGroups[i >> 1]`: groups that
   * the granularity orders, then the stacks that the engine runs as wholes. The nodes after them are early ends.
   */
  readonly milestoneGroups: readonly string[];
  /** By node from `taskIds.length + 2 · milestoneGroups.length` on: the task whose early end it is. */
  readonly earlyOf: Int32Array;
  /** The node whose end is the end of the whole as its engine sees it; null where that is just the last task's. */
  readonly wholeNode: number | null;
  /** By stack that the engine runs as a whole: how long it takes to begin. */
  readonly beginSeconds: readonly number[];
  /** What the engine leaves to chance; null when nothing. */
  readonly variation: Variation | null;
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
  const { tasks } = taskListOf(deployment);
  const names = numbering(order);
  const nodeOfTask = new Map(names.taskIds.map((id, node) => [id, node]));
  const limits = bindingLimits([...options.rules.limits, ...workerLimit(tasks, options.workers)]);
  const conducted = conductOf({ deployment, options, order, names, nodeOfTask, limits });
  const { nodeCount, from, to } = conducted;
  const milestoneGroups = [...names.groups, ...conducted.stackGroups];
  const rows = orderedRows(nodeCount, from, to);
  if (rows === null)
    return { cycle: cycleOf(deployment, order) ?? cycleOfAll({ names, milestoneGroups, ...conducted }) };
  const gates = compileGates(deployment, nodeOfTask, nodeCount);
  return {
    network: {
      nodeCount,
      ...rows,
      ...compilePools(limits, nodeOfTask, nodeCount),
      gates: gates.gates,
      ...(conducted.conduct === null ? {} : { conduct: conducted.conduct }),
    },
    taskIds: names.taskIds,
    milestoneGroups,
    earlyOf: conducted.earlyOf,
    wholeNode: conducted.stackGroups.length === 0 ? null : order.nodeCount + 1,
    beginSeconds: options.rules.conduct?.stacks.map((stack) => stack.beginSeconds) ?? [],
    variation: conducted.variation,
    isTracked: trackedNodes(tasks, names),
    poolIds: limits.map((limit) => limit.id),
    handleIds: gates.handleIds,
    notes: [...gates.notes, ...multiplicityNotes(tasks), ...flowNotes(tasks, options, order)],
  };
}

interface Parts {
  readonly deployment: Deployment;
  readonly options: CompileOptions;
  readonly order: TaskOrder;
  readonly names: Numbering;
  readonly nodeOfTask: ReadonlyMap<string, number>;
  readonly limits: readonly Limit[];
}

/** What the engine adds; nothing for engines that only know order and limits. */
function conductOf({ deployment, options, order, names, nodeOfTask, limits }: Parts) {
  const from = order.from.map((node) => names.nodeOf[node] as number);
  const to = order.to.map((node) => names.nodeOf[node] as number);
  const rules = options.rules.conduct;
  if (!rules) {
    const nothing = { stackGroups: [], earlyOf: new Int32Array(0), conduct: null, variation: null };
    return { nodeCount: order.nodeCount, from, to, ...nothing };
  }
  const isRanked = new Uint8Array(limits.length);
  const edges = Array.from(from, (source, index): Edge => [source, to[index] as number]);
  const conducted = compileConduct({
    ...{ deployment, rules, nodeOfTask, nodeCount: order.nodeCount, edges, isRanked },
    workerPool: limits.findIndex(({ id }) => id === 'worker threads'),
    hasMilestones: order.milestoneGroups.length > 0,
  });
  return {
    ...conducted,
    from: Int32Array.from(conducted.edges, ([source]) => source),
    to: Int32Array.from(conducted.edges, ([, target]) => target),
  };
}

/** A cycle through the wholes that the engine makes of nested stacks. */
function cycleOfAll(parts: {
  readonly names: Numbering;
  readonly milestoneGroups: readonly string[];
  readonly nodeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}): readonly string[] {
  const taskCount = parts.names.taskIds.length;
  const nameOf = (node: number): string =>
    parts.names.taskIds[node] ?? parts.milestoneGroups[(node - taskCount) >> 1] ?? 'the early end of a resource';
  const cycle = shortestCycleNames(
    Array.from({ length: parts.nodeCount }, (_, node) => nameOf(node)),
    { from: parts.from, to: parts.to, rank: (node) => node },
  );
  if (cycle === null) throw new Error('an order that cannot be walked has no cycle');
  return cycle.filter((name, index) => name !== cycle[index - 1]);
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

function trackedNodes(tasks: readonly Task[], { nodeOf }: Numbering): Uint8Array {
  const isTracked = new Uint8Array(tasks.length);
  tasks.forEach(({ tracked }, index) => {
    isTracked[nodeOf[index] as number] = tracked ? 1 : 0;
  });
  return isTracked;
}

function sortedIndices(names: readonly string[]): readonly number[] {
  return names.map((_, index) => index).sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
}

/** Groups when they are cyclic among themselves, otherwise the tasks; null when neither are. */
function cycleOf(deployment: Deployment, order: TaskOrder): readonly string[] | null {
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
  return shortestCycleNames(order.taskIds, {
    from: fine.map((i) => order.from[i] as number),
    to: fine.map((i) => order.to[i] as number),
    rank: (node) => node,
  });
}

function shortestCycleNames(
  names: readonly string[],
  edges: {
    readonly from: ArrayLike<number>;
    readonly to: ArrayLike<number>;
    readonly rank: (node: number) => number;
  },
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
function workerLimit(tasks: readonly Task[], workers: number | null): readonly Limit[] {
  if (workers === null) return [];
  const limited = tasks.filter(({ kind }) => kind !== 'milestone').map(({ id }) => id);
  return [{ id: 'workers', capacity: workers, tasks: limited, holdsWhileWaiting: true }];
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

/** A whole machine that waits for another has no place in a flow that runs again. */
function flowNotes(tasks: readonly Task[], { rules }: CompileOptions, order: TaskOrder): readonly string[] {
  const isLost =
    rules.conduct?.flows && order.milestoneGroups.length > 0 && tasks.some(({ retry }) => retry !== undefined);
  return isLost ? ['after a failure, flows run again and are reverted at fine granularity only'] : [];
}

function multiplicityNotes(tasks: readonly Task[]): readonly string[] {
  return tasks
    .filter(({ multiplicity }) => multiplicity !== 1)
    .map(({ id }) => `task '${id}' stands for several members of a group; it takes the time of one`);
}
