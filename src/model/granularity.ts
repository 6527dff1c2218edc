import type { Deployment } from './deployment.ts';
import { distinctEdges } from './edge-list.ts';
import { type Granularity, unitOfGroup } from './groups.ts';
import { type TaskList, taskListOf } from './task-list.ts';

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
  const list = taskListOf(deployment);
  const indexOfTask = new Map<string, number>();
  list.ids.forEach((id, index) => {
    indexOfTask.set(id, index);
  });
  if (granularity === 'fine') {
    const edges = { from: Int32Array.from(list.from), to: Int32Array.from(list.to) };
    const milestones = { nodeCount: list.ids.length, milestoneGroups: [], groupEdges: [] };
    return { granularity, taskIds: list.ids, indexOfTask, ...milestones, ...edges };
  }
  return { granularity, taskIds: list.ids, indexOfTask, ...coarseOrder(deployment, list, granularity, options) };
}

function coarseOrder(
  deployment: Deployment,
  list: TaskList,
  level: Exclude<Granularity, 'fine'>,
  { countUntracked = false }: OrderOptions,
): Omit<TaskOrder, 'granularity' | 'taskIds' | 'indexOfTask'> {
  const [from, to] = [[...list.from], [...list.to]];
  const taskCount = list.ids.length;
  const groupEdges = unitEdges(deployment, list, level);
  const milestoneGroups = [...new Set(groupEdges.flat())];
  const startOf = new Map(milestoneGroups.map((group, index) => [group, taskCount + 2 * index]));
  for (const [prerequisite, dependent] of groupEdges) {
    from.push((startOf.get(prerequisite) as number) + 1);
    to.push(startOf.get(dependent) as number);
  }
  list.tasks.forEach(({ group, tracked }, index) => {
    const start = startOf.get(unitOfGroup(deployment, group, level));
    if (start === undefined) return;
    from.push(start);
    to.push(index);
    if (!countUntracked && !tracked) return;
    from.push(index);
    to.push(start + 1);
  });
  const nodeCount = taskCount + 2 * milestoneGroups.length;
  return { nodeCount, milestoneGroups, from: Int32Array.from(from), to: Int32Array.from(to), groupEdges };
}

/** The pairs of different units between which some task dependency runs, each once, in template order. */
export function coarseEdges(
  deployment: Deployment,
  level: Exclude<Granularity, 'fine'>,
): readonly (readonly [string, string])[] {
  return unitEdges(deployment, taskListOf(deployment), level);
}

function unitEdges(
  deployment: Deployment,
  { tasks, from, to }: TaskList,
  level: Exclude<Granularity, 'fine'>,
): readonly (readonly [string, string])[] {
  const units: string[] = [];
  const numberOf = new Map<string, number>();
  const unitOfTask = tasks.map(({ group }) => {
    const unit = unitOfGroup(deployment, group, level);
    const number = numberOf.get(unit) ?? units.push(unit) - 1;
    numberOf.set(unit, number);
    return number;
  });
  const crossing = [...from.keys()].filter(
    (edge) => unitOfTask[from[edge] as number] !== unitOfTask[to[edge] as number],
  );
  const pairs = distinctEdges(units.length, {
    from: crossing.map((edge) => unitOfTask[from[edge] as number] as number),
    to: crossing.map((edge) => unitOfTask[to[edge] as number] as number),
  });
  return pairs.from.map((source, at) => [units[source] as string, units[pairs.to[at] as number] as string]);
}
