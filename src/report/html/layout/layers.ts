/** A graph by index: edge i goes from `from[i]` to `to[i]`. */
export interface IndexedEdges {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * The layer of each node: the length of the longest path that leads to it, so that edges point one way. Edges that
 * close a cycle, found depth first in node order, are left out and so point back. Linear in nodes and edges.
 */
export function layersOf(nodeCount: number, edges: IndexedEdges): readonly number[] {
  const next = adjacency(nodeCount, edges.from, edges.to);
  const order = depthFirstOrder(nodeCount, next);
  const rank = new Int32Array(nodeCount);
  order.forEach((node, index) => {
    rank[node] = index;
  });
  const layer = new Array<number>(nodeCount).fill(0);
  for (const node of order) {
    for (const other of next[node] as readonly number[]) {
      const forward = (rank[other] as number) > (rank[node] as number);
      if (forward) layer[other] = Math.max(layer[other] as number, (layer[node] as number) + 1);
    }
  }
  return layer;
}

/** An edge is looked at no longer than this; in a large graph it is then drawn, implied or not. */
const MOST_LOOKS = 300;
const SMALL = 4000;

/** The edges that a longer path already implies, by index. In graphs of more than 4,000 edges some are not found. */
export function impliedEdges(nodeCount: number, edges: IndexedEdges): ReadonlySet<number> {
  const implied = new Set<number>();
  const most = edges.from.length > SMALL ? MOST_LOOKS : Number.POSITIVE_INFINITY;
  const next = adjacency(nodeCount, edges.from, edges.to);
  const layer = layersOf(nodeCount, edges);
  edges.from.forEach((from, index) => {
    const to = edges.to[index] as number;
    const isLong = (layer[to] as number) - (layer[from] as number) > 1;
    if (isLong && hasLongerPath({ next, layer, most }, from, to)) implied.add(index);
  });
  return implied;
}

interface LayeredGraph {
  readonly next: readonly (readonly number[])[];
  readonly layer: readonly number[];
  /** So many nodes are looked at. */
  readonly most: number;
}

function hasLongerPath({ next, layer, most }: LayeredGraph, from: number, to: number): boolean {
  const seen = new Set<number>([from]);
  const stack = (next[from] as readonly number[]).filter((node) => node !== to);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === to) return true;
    if (seen.has(node) || (layer[node] as number) >= (layer[to] as number)) continue;
    if (seen.size > most) return false;
    seen.add(node);
    stack.push(...(next[node] as readonly number[]));
  }
  return false;
}

/** Reverse postorder without recursion: an order along which every edge points forward unless it closes a cycle. */
function depthFirstOrder(nodeCount: number, next: readonly (readonly number[])[]): readonly number[] {
  const state = new Uint8Array(nodeCount);
  const cursor = new Int32Array(nodeCount);
  const order: number[] = [];
  const incoming = new Int32Array(nodeCount);
  for (const list of next) for (const node of list) incoming[node] = (incoming[node] as number) + 1;
  const roots = [...Array(nodeCount).keys()].sort(
    (a, b) => Number((incoming[a] as number) > 0) - Number((incoming[b] as number) > 0) || a - b,
  );
  for (const root of roots) {
    const stack = state[root] === 0 ? [root] : [];
    while (stack.length > 0) {
      const node = stack[stack.length - 1] as number;
      state[node] = 1;
      const child = (next[node] as readonly number[])[cursor[node] as number];
      cursor[node] = (cursor[node] as number) + 1;
      if (child === undefined) {
        order.push(node);
        stack.pop();
      } else if (state[child] === 0) stack.push(child);
    }
  }
  return order.reverse();
}

export function adjacency(
  nodeCount: number,
  from: readonly number[],
  to: readonly number[],
): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: nodeCount }, () => []);
  from.forEach((node, index) => {
    (lists[node] as number[]).push(to[index] as number);
  });
  return lists;
}
