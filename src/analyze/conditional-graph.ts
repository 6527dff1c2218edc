import type { AbstractGraph } from 'graphology-types';
import { compileDigraph, type Digraph } from '../graph/digraph.ts';
import { type Condition, collectNames, type Environment, evaluate, type Truth } from '../model/condition.ts';
import type { Dependency, Deployment, Reason, Resource, Task } from '../model/deployment.ts';
import { compareSpans } from '../model/span.ts';

/** One of a deployment's two graphs as flat arrays, with what each node and edge stands for. */
export interface ConditionalGraph {
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly nodes: readonly (Resource | Task)[];
  readonly digraph: Digraph;
  /** By edge index of `digraph`. */
  readonly reasons: readonly (readonly Reason[])[];
  /**
   * By node: its place in the order in which a reader of the file meets them; marks of a group's begin or end come
   * last.
   */
  readonly rank: Int32Array;
  /** By node: whether it only marks the begin or end of a group. */
  readonly marks: readonly boolean[];
}

export function compileResources(deployment: Deployment): ConditionalGraph {
  return compile(deployment.resources, ({ id }) => {
    const tasks = deployment.tasksOfResource.get(id) ?? [];
    return tasks.length > 0 && tasks.every((task) => deployment.tasks.getNodeAttribute(task, 'kind') === 'milestone');
  });
}

export function compileTasks(deployment: Deployment): ConditionalGraph {
  return compile(deployment.tasks, ({ kind }) => kind === 'milestone');
}

/** Whether the node exists. */
export function nodeTruth(graph: ConditionalGraph, node: number, environment: Environment): Truth {
  return evaluate(graph.nodes[node]!.when, environment);
}

/** Whether both ends exist and one of the accepted reasons holds. */
export function edgeTruth(
  graph: ConditionalGraph,
  edge: number,
  options: { readonly environment: Environment; readonly accept: (reason: Reason, edge: number) => boolean },
): Truth {
  const { environment, accept } = options;
  let best: Truth = false;
  for (const reason of graph.reasons[edge]!) {
    if (best === true || !accept(reason, edge)) continue;
    const truth = evaluate(reason.when, environment);
    if (truth !== false) best = truth;
  }
  if (best === false) return false;
  const from = nodeTruth(graph, graph.digraph.from[edge]!, environment);
  const to = nodeTruth(graph, graph.digraph.to[edge]!, environment);
  if (from === false || to === false) return false;
  return from === true && to === true ? best : 'unknown';
}

/** The named conditions that decide these edges and their ends, sorted. */
export function namesOf(graph: ConditionalGraph, edges: Iterable<number>): readonly string[] {
  const names = new Set<string>();
  for (const edge of edges) for (const condition of conditionsOf(graph, edge)) collectNames(condition, names);
  return [...names].sort();
}

function conditionsOf(graph: ConditionalGraph, edge: number): readonly (Condition | null)[] {
  const ends = [graph.nodes[graph.digraph.from[edge]!]!, graph.nodes[graph.digraph.to[edge]!]!];
  return [...ends.map((end) => end.when), ...graph.reasons[edge]!.map((reason) => reason.when)];
}

function compile<Node extends Resource | Task>(
  graph: AbstractGraph<Node, Dependency>,
  isMark: (node: Node) => boolean,
): ConditionalGraph {
  const ids = graph.nodes();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const nodes = ids.map((id) => graph.getNodeAttributes(id));
  const from: number[] = [];
  const to: number[] = [];
  const reasons: (readonly Reason[])[] = [];
  graph.forEachDirectedEdge((_edge, attributes, source, target) => {
    from.push(indexOf.get(source)!);
    to.push(indexOf.get(target)!);
    reasons.push(attributes.reasons);
  });
  const rank = new Int32Array(ids.length);
  const reading = nodes.map((_node, index) => index);
  const marks = nodes.map(isMark);
  reading.sort(
    (a, b) =>
      Number(marks[a]) - Number(marks[b]) ||
      compareSpans(nodes[a]!.span, nodes[b]!.span) ||
      nodes[a]!.order - nodes[b]!.order,
  );
  reading.forEach((node, place) => {
    rank[node] = place;
  });
  return { ids, indexOf, nodes, digraph: compileDigraph(ids.length, from, to), reasons, rank, marks };
}
