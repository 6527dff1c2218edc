import type { Digraph } from './digraph.ts';

/**
 * A topological order, by Kahn's algorithm with first-come ties, so equal graphs give equal orders.
 * @returns null when the graph is cyclic
 */
export function topologicalOrder(graph: Digraph): Int32Array | null {
  const { nodeCount, outStart, outEdges, inStart, to } = graph;
  const missing = new Int32Array(nodeCount);
  const order = new Int32Array(nodeCount);
  let filled = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    missing[node] = inStart[node + 1]! - inStart[node]!;
    if (missing[node] === 0) order[filled++] = node;
  }
  for (let done = 0; done < filled; done += 1) {
    const node = order[done]!;
    for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
      const next = to[outEdges[at]!]!;
      if (--missing[next]! === 0) order[filled++] = next;
    }
  }
  return filled === nodeCount ? order : null;
}

/** The number of edges of a longest path that ends at each node: its generation. @returns null when cyclic */
export function generations(graph: Digraph): Int32Array | null {
  const lengths = longestPath(graph, () => 1);
  return lengths && Int32Array.from(lengths.finish, (value) => value - 1);
}

export interface LongestPath {
  /** For each node, the greatest sum of weights over paths that end with it (its own included). */
  readonly finish: Float64Array;
  /** The node before it on such a path; −1 at its beginning. */
  readonly before: Int32Array;
  /** The path whose sum is the greatest, in order. */
  readonly path: readonly number[];
}

/** Longest paths by node weight, in O(nodes + edges). @returns null when cyclic */
export function longestPath(graph: Digraph, weight: (node: number) => number): LongestPath | null {
  const order = topologicalOrder(graph);
  if (order === null) return null;
  const finish = new Float64Array(graph.nodeCount);
  const before = new Int32Array(graph.nodeCount).fill(-1);
  for (const node of order) {
    let start = 0;
    for (let at = graph.inStart[node]!; at < graph.inStart[node + 1]!; at += 1) {
      const source = graph.from[graph.inEdges[at]!]!;
      if (finish[source]! > start || before[node] === -1) {
        start = finish[source]!;
        before[node] = source;
      }
    }
    finish[node] = start + weight(node);
  }
  let last = 0;
  for (let node = 1; node < graph.nodeCount; node += 1) if (finish[node]! > finish[last]!) last = node;
  const path: number[] = [];
  for (let node = graph.nodeCount === 0 ? -1 : last; node !== -1; node = before[node]!) path.push(node);
  return { finish, before, path: path.reverse() };
}
