/**
 * A directed graph in compressed rows: nodes are `0 … nodeCount − 1`, edges keep the index they were given, so a
 * caller finds its own data of edge `i` at `i`. Parallel edges and self-loops are allowed.
 */
export interface Digraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The edges that leave node `v` are `outEdges[outStart[v]] … outEdges[outStart[v + 1] − 1]`, by rising index. */
  readonly outStart: Int32Array;
  readonly outEdges: Int32Array;
  /** The same for the edges that enter. */
  readonly inStart: Int32Array;
  readonly inEdges: Int32Array;
}

/**
 * Compiles edge lists to rows in O(nodes + edges).
 * @throws RangeError when the lists differ in length or an end is not a node
 */
export function compileDigraph(nodeCount: number, from: ArrayLike<number>, to: ArrayLike<number>): Digraph {
  if (from.length !== to.length) throw new RangeError(`${from.length} sources for ${to.length} targets`);
  const sources = Int32Array.from(from);
  const targets = Int32Array.from(to);
  for (let edge = 0; edge < sources.length; edge += 1) {
    const [a, b] = [sources[edge]!, targets[edge]!];
    if (a < 0 || b < 0 || a >= nodeCount || b >= nodeCount)
      throw new RangeError(`edge ${edge}, ${a} → ${b}, leaves a graph of ${nodeCount} nodes`);
  }
  const [outStart, outEdges] = rows(nodeCount, sources);
  const [inStart, inEdges] = rows(nodeCount, targets);
  const edgeCount = sources.length;
  return { nodeCount, edgeCount, from: sources, to: targets, outStart, outEdges, inStart, inEdges };
}

/** The same nodes and edges, each edge the other way round, without a copy. */
export function reversed(graph: Digraph): Digraph {
  const { from, to, outStart, outEdges, inStart, inEdges } = graph;
  return { ...graph, from: to, to: from, outStart: inStart, outEdges: inEdges, inStart: outStart, inEdges: outEdges };
}

/** The graph of the same nodes with only the edges that `keep` accepts; `edges[i]` is the old index of edge `i`. */
export function filterEdges(
  graph: Digraph,
  keep: (edge: number) => boolean,
): { readonly graph: Digraph; readonly edges: Int32Array } {
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge += 1) if (keep(edge)) edges.push(edge);
  const from = edges.map((edge) => graph.from[edge]!);
  const to = edges.map((edge) => graph.to[edge]!);
  return { graph: compileDigraph(graph.nodeCount, from, to), edges: Int32Array.from(edges) };
}

/** A counting sort of the edges by one of their ends; stable, so rows list edges by rising index. */
function rows(nodeCount: number, ends: Int32Array): readonly [Int32Array, Int32Array] {
  const start = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < ends.length; edge += 1) start[ends[edge]! + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) start[node + 1]! += start[node]!;
  const next = start.slice(0, nodeCount);
  const edges = new Int32Array(ends.length);
  for (let edge = 0; edge < ends.length; edge += 1) edges[next[ends[edge]!]!++] = edge;
  return [start, edges];
}
