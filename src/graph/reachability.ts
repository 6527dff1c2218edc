import type { Digraph } from './digraph.ts';
import { topologicalOrder } from './order.ts';

/**
 * Which nodes a walk of one or more edges reaches from any of the starts; a start only when a walk comes back to it.
 */
export function reachableFrom(graph: Digraph, starts: Iterable<number>): Uint8Array {
  const reached = new Uint8Array(graph.nodeCount);
  const open = [...starts];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let at = graph.outStart[node]!; at < graph.outStart[node + 1]!; at += 1) {
      const next = graph.to[graph.outEdges[at]!]!;
      if (reached[next]) continue;
      reached[next] = 1;
      open.push(next);
    }
  }
  return reached;
}

export interface PathOptions {
  /** Edges that may be walked. Default: all. */
  readonly allow?: (edge: number) => boolean;
}

interface Ends {
  readonly from: number;
  readonly to: number;
}

/** The edges of a shortest path of one or more edges, ties by edge index; null when there is none. */
export function shortestPath(graph: Digraph, ends: Ends, options: PathOptions = {}): readonly number[] | null {
  return pathSearch(graph)(ends, options);
}

/** The same for many questions about one graph: a search then costs what it visits, not the size of the graph. */
export function pathSearch(graph: Digraph): (ends: Ends, options?: PathOptions) => readonly number[] | null {
  const reachedBy = new Int32Array(graph.nodeCount);
  const reachedIn = new Int32Array(graph.nodeCount);
  let search = 0;
  return (ends, { allow = () => true } = {}) => {
    search += 1;
    let layer = [ends.from];
    while (layer.length > 0) {
      const next: number[] = [];
      for (const node of layer) {
        for (let at = graph.outStart[node]!; at < graph.outStart[node + 1]!; at += 1) {
          const edge = graph.outEdges[at]!;
          const target = graph.to[edge]!;
          if (reachedIn[target] === search || !allow(edge)) continue;
          reachedIn[target] = search;
          reachedBy[target] = edge;
          if (target === ends.to) return trace(graph, reachedBy, ends);
          next.push(target);
        }
      }
      layer = next;
    }
    return null;
  };
}

/**
 * The edges that a longer path makes superfluous: what a transitive reduction of an acyclic graph drops. Of parallel
 * edges all but the first are superfluous. For each edge the search stays between its ends in topological order, so
 * sparse graphs cost little; O(edges · (nodes + edges)) at worst.
 * @returns edge indices, rising; null when the graph is cyclic
 */
export function redundantEdges(graph: Digraph): readonly number[] | null {
  const order = topologicalOrder(graph);
  if (order === null) return null;
  const position = new Int32Array(graph.nodeCount);
  order.forEach((node, index) => {
    position[node] = index;
  });
  const redundant: number[] = [];
  const seenIn = new Int32Array(graph.nodeCount).fill(-1);
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    if (hasDetour(graph, { edge, position, seenIn })) redundant.push(edge);
  }
  return redundant;
}

function hasDetour(
  graph: Digraph,
  search: { readonly edge: number; readonly position: Int32Array; readonly seenIn: Int32Array },
): boolean {
  const { edge: skipped, position, seenIn } = search;
  const goal = graph.to[skipped]!;
  const open = [graph.from[skipped]!];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let at = graph.outStart[node]!; at < graph.outStart[node + 1]!; at += 1) {
      const edge = graph.outEdges[at]!;
      const next = graph.to[edge]!;
      if (next === goal && (node !== graph.from[skipped] || edge < skipped)) return true;
      if (seenIn[next] === skipped || position[next]! >= position[goal]!) continue;
      seenIn[next] = skipped;
      open.push(next);
    }
  }
  return false;
}

function trace(graph: Digraph, reachedBy: Int32Array, ends: Ends): readonly number[] {
  const edges = [reachedBy[ends.to]!];
  while (graph.from[edges.at(-1)!]! !== ends.from) edges.push(reachedBy[graph.from[edges.at(-1)!]!]!);
  return edges.reverse();
}
