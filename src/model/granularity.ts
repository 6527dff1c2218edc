import type { Deployment } from './deployment.ts';
import { type Granularity, unitOf } from './groups.ts';

/**
 * The order that a granularity enforces, as flat arrays. Nodes `0 … taskIds.length − 1` are the tasks in template
 * order; the nodes after them are milestones, which take no time: a start and a done per group. So the size stays
 * linear where "every task of B waits for every task of A" would be quadratic.
 */
export interface TaskOrder {
  readonly granularity: Granularity;
  readonly taskIds: readonly string[];
  readonly indexOfTask: ReadonlyMap<string, number>;
  /** Tasks plus milestones. */
  readonly nodeCount: number;
  /**
   * The group of each milestone: node `taskIds.length + i` belongs to `milestoneGroups[i >> 1]`; even i is the start.
   */
  readonly milestoneGroups: readonly string[];
  /** Edge i goes from prerequisite `from[i]` to dependent `to[i]`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /**
   * The group pairs (prerequisite, dependent) that the granularity orders, in order of first appearance; empty when
   * fine.
   */
  readonly groupEdges: readonly (readonly [string, string])[];
}

export interface OrderOptions {
  /** Whether the done milestone of a group also waits for its untracked tasks. Default false. */
  readonly countUntracked?: boolean;
}

/**
 * The order of a deployment's tasks at a granularity. At a coarse level, when any task of group B depends on any
 * task of group A ≠ B, every task of B waits for every tracked task of A. The result may be cyclic: say so, never loop.
 */
export function taskOrder(deployment: Deployment, granularity: Granularity, options: OrderOptions = {}): TaskOrder {
  const taskIds = deployment.tasks.nodes();
  const indexOfTask = new Map(taskIds.map((id, index) => [id, index]));
  const from: number[] = [];
  const to: number[] = [];
  deployment.tasks.forEachDirectedEdge((_edge, _attributes, source, target) => {
    from.push(indexOfTask.get(source) as number);
    to.push(indexOfTask.get(target) as number);
  });
  const groupEdges = granularity === 'fine' ? [] : coarseEdges(deployment, granularity);
  const milestoneGroups = [...new Set(groupEdges.flat())];
  const startOf = new Map(milestoneGroups.map((group, index) => [group, taskIds.length + 2 * index]));
  for (const [prerequisite, dependent] of groupEdges) {
    from.push((startOf.get(prerequisite) as number) + 1);
    to.push(startOf.get(dependent) as number);
  }
  if (granularity !== 'fine') {
    taskIds.forEach((id, index) => {
      const start = startOf.get(unitOf(deployment, id, granularity));
      if (start === undefined) return;
      from.push(start);
      to.push(index);
      if (!options.countUntracked && !deployment.tasks.getNodeAttribute(id, 'tracked')) return;
      from.push(index);
      to.push(start + 1);
    });
  }
  return {
    granularity,
    taskIds,
    indexOfTask,
    nodeCount: taskIds.length + 2 * milestoneGroups.length,
    milestoneGroups,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    groupEdges,
  };
}

/** The pairs of different units between which some task dependency runs, each once, in template order. */
export function coarseEdges(
  deployment: Deployment,
  level: Exclude<Granularity, 'fine'>,
): readonly (readonly [string, string])[] {
  const unit = new Map(deployment.tasks.mapNodes((id) => [id, unitOf(deployment, id, level)]));
  const pairs = new Map<string, readonly [string, string]>();
  deployment.tasks.forEachDirectedEdge((_edge, _attributes, source, target) => {
    const [a, b] = [unit.get(source) as string, unit.get(target) as string];
    if (a !== b) pairs.set(JSON.stringify([a, b]), [a, b]);
  });
  return [...pairs.values()];
}
