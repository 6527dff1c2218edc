import type { Deployment, Task } from './deployment.ts';
import { distinctEdges, type EdgeList } from './edge-list.ts';
import type { StatedGraph } from './stated-graph.ts';

/**
 * The fine graph in flat lists, for whoever passes through all of it: a deployment of a million tasks feels it when a
 * graph of objects has to be made first.
 */
export interface TaskList extends EdgeList {
  /** In the order of the graph's nodes and edges; edge i goes from task `from[i]` to task `to[i]`, each pair once. */
  readonly ids: readonly string[];
  readonly tasks: readonly Task[];
  /** Whether some reason of some edge is under a condition. */
  readonly hasConditionalReason: boolean;
}

/** By deployment, which is never changed: a copy with another graph is another deployment. */
const stated = new WeakMap<Deployment, { readonly graph: StatedGraph<Task>; list: TaskList | null }>();

/** For the builder: what this deployment's tasks were stated as. */
export function rememberTasks(deployment: Deployment, graph: StatedGraph<Task>): void {
  stated.set(deployment, { graph, list: null });
}

/** The fine graph of a deployment in lists. */
export function taskListOf(deployment: Deployment): TaskList {
  const known = stated.get(deployment);
  if (known === undefined) return listOfGraph(deployment);
  known.list ??= listOfStated(known.graph);
  return known.list;
}

function listOfStated(graph: StatedGraph<Task>): TaskList {
  const { from, to } = distinctEdges(graph.ids.length, graph);
  const hasConditionalReason = graph.reasons.some(({ when }) => when !== null);
  return { ids: graph.ids, tasks: graph.nodes, from, to, hasConditionalReason };
}

function listOfGraph({ tasks: graph }: Deployment): TaskList {
  const ids = graph.nodes();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const tasks = ids.map((id) => graph.getNodeAttributes(id));
  const from: number[] = [];
  const to: number[] = [];
  let hasConditionalReason = false;
  graph.forEachDirectedEdge((_edge, { reasons }, source, target) => {
    from.push(indexOf.get(source) as number);
    to.push(indexOf.get(target) as number);
    hasConditionalReason ||= reasons.some(({ when }) => when !== null);
  });
  return { ids, tasks, from, to, hasConditionalReason };
}
