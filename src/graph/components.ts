import type { Digraph } from './digraph.ts';

/** Which strongly connected component each node is in. */
export interface Components {
  readonly count: number;
  /** Numbered so that an edge between components leads from a higher number to a lower one. */
  readonly componentOf: Int32Array;
}

/**
 * Strongly connected components in O(nodes + edges), by Tarjan's algorithm (SIAM J. Comput. 1, 1972) with its
 * recursion unrolled: a chain of a million nodes must not overflow the stack, as it does in graphology-components.
 */
export function stronglyConnectedComponents(graph: Digraph): Components {
  const search = new TarjanSearch(graph);
  for (let root = 0; root < graph.nodeCount; root += 1) if (search.index[root] === 0) search.visit(root);
  return { count: search.count, componentOf: search.componentOf };
}

/**
 * The components that hold a cycle: several nodes, or one with an edge to itself.
 * @returns node lists, each by rising number, in order of their first node
 */
export function cyclicComponents(graph: Digraph): readonly (readonly number[])[] {
  const { count, componentOf } = stronglyConnectedComponents(graph);
  const sizes = new Int32Array(count);
  const looped = new Uint8Array(count);
  for (const component of componentOf) sizes[component]! += 1;
  for (let edge = 0; edge < graph.edgeCount; edge += 1)
    if (graph.from[edge] === graph.to[edge]) looped[componentOf[graph.from[edge]!]!] = 1;
  const members = new Map<number, number[]>();
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const component = componentOf[node]!;
    if (sizes[component]! < 2 && !looped[component]) continue;
    const list = members.get(component);
    if (list) list.push(node);
    else members.set(component, [node]);
  }
  return [...members.values()];
}

export function isAcyclic(graph: Digraph): boolean {
  return cyclicComponents(graph).length === 0;
}

/** The state of the search; `index` 0 means not yet visited. */
class TarjanSearch {
  readonly index: Int32Array;
  readonly componentOf: Int32Array;
  count = 0;
  readonly #graph: Digraph;
  readonly #low: Int32Array;
  readonly #nextEdge: Int32Array;
  /** Nodes on the path from the root to here. */
  readonly #path: number[] = [];
  /** Visited nodes whose component is not known yet. */
  readonly #open: number[] = [];
  #counter = 0;

  constructor(graph: Digraph) {
    this.#graph = graph;
    this.index = new Int32Array(graph.nodeCount);
    this.componentOf = new Int32Array(graph.nodeCount).fill(-1);
    this.#low = new Int32Array(graph.nodeCount);
    this.#nextEdge = graph.outStart.slice(0, graph.nodeCount);
  }

  visit(root: number): void {
    const { outStart, outEdges, to } = this.#graph;
    this.#enter(root);
    while (this.#path.length > 0) {
      const node = this.#path.at(-1)!;
      const at = this.#nextEdge[node]!;
      if (at === outStart[node + 1]) {
        this.#leave(node);
        continue;
      }
      this.#nextEdge[node] = at + 1;
      const next = to[outEdges[at]!]!;
      if (this.index[next] === 0) this.#enter(next);
      else if (this.componentOf[next] === -1) this.#low[node] = Math.min(this.#low[node]!, this.index[next]!);
    }
  }

  #enter(node: number): void {
    this.#counter += 1;
    this.index[node] = this.#counter;
    this.#low[node] = this.#counter;
    this.#path.push(node);
    this.#open.push(node);
  }

  #leave(node: number): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (parent !== undefined) this.#low[parent] = Math.min(this.#low[parent]!, this.#low[node]!);
    if (this.#low[node] !== this.index[node]) return;
    for (let member = -1; member !== node; ) {
      member = this.#open.pop()!;
      this.componentOf[member] = this.count;
    }
    this.count += 1;
  }
}
