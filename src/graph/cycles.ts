import type { Digraph } from './digraph.ts';

/** A closed walk that visits no node twice. */
export interface Cycle {
  /** In the direction of the edges; the first node is the one of least rank. */
  readonly nodes: readonly number[];
  /** `edges[i]` leads from `nodes[i]` to the next, the last one back to the first. */
  readonly edges: readonly number[];
  /** False when the work ran out before every start was tried: a shorter one may exist. */
  readonly exact: boolean;
}

export interface CycleOptions {
  /**
   * Nodes are tried by rising rank, and of equally short cycles the one through the least rank wins. Default: node
   * number.
   */
  readonly rank?: (node: number) => number;
  /** Edges looked at in all; the first start is always finished. Default 5,000,000. */
  readonly work?: number;
}

/**
 * A shortest cycle among the given nodes: a breadth-first search from each, O(k (k + m)) for k nodes and m edges at
 * worst, cut at `work`. After a node's search it is taken out, and with it all that can no longer be on a cycle, so a
 * plain ring of any size costs one search.
 * @param members the nodes of one cyclic component
 * @returns null when no cycle runs among the members
 */
export function shortestCycle(graph: Digraph, members: readonly number[], options: CycleOptions = {}): Cycle | null {
  const rank = options.rank ?? ((node: number): number => node);
  const starts = [...members].sort((a, b) => rank(a) - rank(b) || a - b);
  const search = new CycleSearch(graph, members);
  const work = options.work ?? 5_000_000;
  let best: readonly number[] | null = null;
  let exact = true;
  for (const start of starts) {
    if (!search.isAlive(start)) continue;
    if (search.work > work) {
      exact = false;
      break;
    }
    best = search.through(start, best === null ? Number.POSITIVE_INFINITY : best.length) ?? best;
    if (best?.length === 1) break;
    search.remove(start);
  }
  return best && { nodes: best.map((edge) => graph.from[edge]!), edges: best, exact };
}

class CycleSearch {
  work = 0;
  readonly #graph: Digraph;
  readonly #alive: Uint8Array;
  readonly #outLeft: Int32Array;
  readonly #inLeft: Int32Array;
  /** The search that reached the node last, and the edge by which it did. */
  readonly #reachedIn: Int32Array;
  readonly #reachedBy: Int32Array;
  #round = 0;

  constructor(graph: Digraph, members: readonly number[]) {
    this.#graph = graph;
    this.#alive = new Uint8Array(graph.nodeCount);
    this.#outLeft = new Int32Array(graph.nodeCount);
    this.#inLeft = new Int32Array(graph.nodeCount);
    this.#reachedIn = new Int32Array(graph.nodeCount);
    this.#reachedBy = new Int32Array(graph.nodeCount);
    for (const node of members) this.#alive[node] = 1;
    for (let edge = 0; edge < graph.edgeCount; edge += 1) {
      const [a, b] = [graph.from[edge]!, graph.to[edge]!];
      if (!this.#alive[a] || !this.#alive[b]) continue;
      this.#outLeft[a]! += 1;
      this.#inLeft[b]! += 1;
    }
  }

  isAlive(node: number): boolean {
    return this.#alive[node] === 1;
  }

  /** The edges of a shortest cycle through `start` that has fewer than `limit` edges, or null. */
  through(start: number, limit: number): readonly number[] | null {
    const { outStart, outEdges, to } = this.#graph;
    this.#round += 1;
    let layer = [start];
    for (let depth = 1; depth < limit && layer.length > 0; depth += 1) {
      const next: number[] = [];
      for (const node of layer) {
        for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
          const edge = outEdges[at]!;
          const target = to[edge]!;
          this.work += 1;
          if (target === start) return this.#trace(start, edge);
          if (!this.#alive[target] || this.#reachedIn[target] === this.#round) continue;
          this.#reachedIn[target] = this.#round;
          this.#reachedBy[target] = edge;
          next.push(target);
        }
      }
      layer = next;
    }
    return null;
  }

  /** Takes the node out, then every node left without a way in or a way out. */
  remove(node: number): void {
    const { outStart, outEdges, inStart, inEdges, from, to } = this.#graph;
    const doomed = [node];
    for (let gone = doomed.pop(); gone !== undefined; gone = doomed.pop()) {
      if (!this.#alive[gone]) continue;
      this.#alive[gone] = 0;
      for (let at = outStart[gone]!; at < outStart[gone + 1]!; at += 1) {
        const target = to[outEdges[at]!]!;
        if (this.#alive[target] && --this.#inLeft[target]! === 0) doomed.push(target);
      }
      for (let at = inStart[gone]!; at < inStart[gone + 1]!; at += 1) {
        const source = from[inEdges[at]!]!;
        if (this.#alive[source] && --this.#outLeft[source]! === 0) doomed.push(source);
      }
    }
  }

  #trace(start: number, last: number): readonly number[] {
    const edges = [last];
    for (let node = this.#graph.from[last]!; node !== start; node = this.#graph.from[edges.at(-1)!]!)
      edges.push(this.#reachedBy[node]!);
    return edges.reverse();
  }
}
