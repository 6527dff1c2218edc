/** A set of arrows whose removal leaves no cycle. */
export interface FeedbackSet {
  /** Indices into the arrows given, rising. */
  readonly arrows: readonly number[];
  /** Their total weight. */
  readonly weight: number;
  /** False when it is an upper bound by a greedy order. */
  readonly exact: boolean;
}

export interface WeightedArrow {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Up to here the least feedback set is found exactly: 2^20 subsets, a few hundred milliseconds. */
export const EXACT_FEEDBACK_NODES = 20;

/**
 * Arrows of least total weight whose removal makes the graph acyclic. The problem is NP-hard (Karp 1972): exact by
 * dynamic programming over which nodes come first for up to 20 nodes, O(2^k k); above that the order of Eades, Lin and
 * Smyth (Inf. Process. Lett. 47, 1993), an upper bound. Self-loops always count.
 */
export function minimumFeedbackSet(nodeCount: number, arrows: readonly WeightedArrow[]): FeedbackSet {
  const exact = nodeCount <= EXACT_FEEDBACK_NODES;
  const order = exact ? bestOrder(nodeCount, arrows) : greedyOrder(nodeCount, arrows);
  const position = new Int32Array(nodeCount);
  order.forEach((node, index) => {
    position[node] = index;
  });
  const backward = arrows.flatMap((arrow, index) => (position[arrow.from]! >= position[arrow.to]! ? [index] : []));
  const weight = backward.reduce((sum, index) => sum + arrows[index]!.weight, 0);
  return { arrows: backward, weight, exact };
}

/** `cost[set]` is the least weight of backward arrows when the nodes of the set come first, in their best order. */
function bestOrder(nodeCount: number, arrows: readonly WeightedArrow[]): readonly number[] {
  const weightInto = intoSubset(nodeCount, arrows);
  const full = 2 ** nodeCount - 1;
  const cost = new Float64Array(full + 1).fill(Number.POSITIVE_INFINITY);
  const last = new Int8Array(full + 1);
  cost[0] = 0;
  for (let set = 0; set < full; set += 1) {
    for (let node = 0; node < nodeCount; node += 1) {
      if ((set >> node) & 1) continue;
      const wider = set | (1 << node);
      const total = cost[set]! + weightInto(node, set);
      if (total >= cost[wider]!) continue;
      cost[wider] = total;
      last[wider] = node;
    }
  }
  const order: number[] = [];
  for (let set = full; set !== 0; set &= ~(1 << last[set]!)) order.push(last[set]!);
  return order.reverse();
}

/** The weight of the arrows from a node into a set, from two tables of half the nodes each. */
function intoSubset(nodeCount: number, arrows: readonly WeightedArrow[]): (node: number, set: number) => number {
  const half = nodeCount >> 1;
  const lowMask = 2 ** half - 1;
  const direct = Array.from({ length: nodeCount }, () => new Float64Array(nodeCount));
  for (const { from, to, weight } of arrows) if (from !== to) direct[from]![to]! += weight;
  const table = (row: Float64Array, offset: number, bits: number): Float64Array => {
    const sums = new Float64Array(2 ** bits);
    for (let set = 1; set < sums.length; set += 1) {
      const lowest = 31 - Math.clz32(set & -set);
      sums[set] = sums[set & (set - 1)]! + row[offset + lowest]!;
    }
    return sums;
  };
  const low = direct.map((row) => table(row, 0, half));
  const high = direct.map((row) => table(row, half, nodeCount - half));
  return (node, set) => low[node]![set & lowMask]! + high[node]![set >> half]!;
}

/** Sinks to the end, sources to the front, else the node whose outgoing weight most exceeds its incoming. */
function greedyOrder(nodeCount: number, arrows: readonly WeightedArrow[]): readonly number[] {
  const outWeight = new Float64Array(nodeCount);
  const inWeight = new Float64Array(nodeCount);
  const touching = Array.from({ length: nodeCount }, () => [] as WeightedArrow[]);
  for (const arrow of arrows) {
    if (arrow.from === arrow.to) continue;
    outWeight[arrow.from]! += arrow.weight;
    inWeight[arrow.to]! += arrow.weight;
    touching[arrow.from]!.push(arrow);
    touching[arrow.to]!.push(arrow);
  }
  const left = new Set(Array.from({ length: nodeCount }, (_, node) => node));
  const front: number[] = [];
  const back: number[] = [];
  while (left.size > 0) {
    const node = nextNode(left, outWeight, inWeight);
    left.delete(node);
    if (outWeight[node] === 0) back.push(node);
    else front.push(node);
    for (const arrow of touching[node]!) {
      if (arrow.from === node && left.has(arrow.to)) inWeight[arrow.to]! -= arrow.weight;
      if (arrow.to === node && left.has(arrow.from)) outWeight[arrow.from]! -= arrow.weight;
    }
  }
  return [...front, ...back.reverse()];
}

function nextNode(left: ReadonlySet<number>, outWeight: Float64Array, inWeight: Float64Array): number {
  let best = -1;
  for (const node of left) {
    if (outWeight[node] === 0 || inWeight[node] === 0) return node;
    if (best === -1 || outWeight[node]! - inWeight[node]! > outWeight[best]! - inWeight[best]!) best = node;
  }
  return best;
}
