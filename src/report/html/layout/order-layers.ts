import type { IndexedEdges } from './layers.ts';

/** Sweeps along the layers and back; fewer on large graphs, whose every sweep gains less and costs more. */
const SWEEPS = 24;
/** A pass of exchanges between neighbours, and a sweep after it to leave the valley. */
const ROUNDS: readonly (readonly [number, number])[] = [
  [4000, 60],
  [16_000, 6],
  [60_000, 1],
];

/** Up to so many nodes and knots, a second beginning is tried. */
const BOTH_BEGINNINGS = 12_000;

/**
 * An order of the nodes within their layers with few crossings, as a height for each node (1 is one row). Long edges
 * get a knot in each layer that they pass. Sweeps of means and medians (Sugiyama, Tagawa, Toda 1981), then exchanges
 * of neighbours (Gansner et al. 1993, `transpose`), and heights that pull each row towards its neighbours without
 * breaking the order (pool adjacent violators). No randomness: equal input gives equal heights.
 */
export function orderedHeights(layers: readonly number[], edges: IndexedEdges): Float64Array {
  const first = orderedRows(layers, edges, 'sources');
  const second = first.size <= BOTH_BEGINNINGS ? orderedRows(layers, edges, 'sinks') : first;
  const rows = second.fewest < first.fewest ? second : first;
  return rows.heights().slice(0, layers.length);
}

function orderedRows(layers: readonly number[], edges: IndexedEdges, begin: Beginning): Rows {
  const rows = new Rows(layers, edges, begin);
  rows.sweep();
  rows.exchange();
  return rows;
}

/** Where the first order begins, depth first. */
type Beginning = 'sources' | 'sinks';

class Rows {
  readonly #layer: number[];
  readonly #up: number[][];
  readonly #down: number[][];
  #rows: number[][];
  readonly #place: Float64Array;
  readonly #wish: Float64Array;
  readonly #real: number;
  #best: number[][];
  #fewest: number;

  constructor(layers: readonly number[], { from, to }: IndexedEdges, begin: Beginning) {
    this.#real = layers.length;
    this.#layer = [...layers];
    this.#up = layers.map(() => []);
    this.#down = layers.map(() => []);
    from.forEach((node, index) => {
      this.#connect(node, to[index]!);
    });
    this.#place = new Float64Array(this.#layer.length);
    this.#wish = new Float64Array(this.#layer.length);
    this.#rows = begin === 'sources' ? this.#firstRows(this.#up, this.#down) : this.#firstRows(this.#down, this.#up);
    this.#number();
    this.#best = this.#rows.map((row) => [...row]);
    this.#fewest = this.#crossings();
  }

  /** Edges within a layer or backwards do not take part. */
  #connect(from: number, to: number): void {
    let last = from;
    if (this.#layer[to]! <= this.#layer[from]!) return;
    for (let layer = this.#layer[from]! + 1; layer < this.#layer[to]!; layer += 1) {
      const knot = this.#layer.push(layer) - 1;
      this.#up.push([last]);
      this.#down.push([]);
      this.#down[last]!.push(knot);
      last = knot;
    }
    this.#down[last]!.push(to);
    this.#up[to]!.push(last);
  }

  get fewest(): number {
    return this.#fewest;
  }

  /** Nodes and knots. */
  get size(): number {
    return this.#layer.length;
  }

  /** Depth first from one end: chains begin side by side. */
  #firstRows(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number[][] {
    const rows: number[][] = [];
    for (const layer of this.#layer) while (rows.length <= layer) rows.push([]);
    const seen = new Uint8Array(this.#layer.length);
    for (let root = 0; root < this.#layer.length; root += 1) {
      if (before[root]!.length > 0) continue;
      const stack = [root];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (seen[node] === 1) continue;
        seen[node] = 1;
        rows[this.#layer[node]!]!.push(node);
        for (const next of [...after[node]!].reverse()) if (seen[next] === 0) stack.push(next);
      }
    }
    return rows;
  }

  #number(): void {
    for (const row of this.#rows) for (let at = 0; at < row.length; at += 1) this.#place[row[at]!] = at;
  }

  #keepBest(): boolean {
    const crossings = this.#crossings();
    if (crossings >= this.#fewest) return false;
    const isMuch = crossings < this.#fewest * 0.995;
    this.#fewest = crossings;
    this.#best = this.#rows.map((row) => [...row]);
    return isMuch;
  }

  #recallBest(): void {
    this.#rows = this.#best.map((row) => [...row]);
    this.#number();
  }

  sweep(): void {
    let stale = 0;
    for (let sweep = 0; sweep < SWEEPS && stale < 5; sweep += 1) {
      this.#sweepOnce(sweep % 2 === 0, (sweep >> 1) % 2 === 1);
      stale = this.#keepBest() ? 0 : stale + 1;
    }
    this.#recallBest();
  }

  #sweepOnce(forward: boolean, median: boolean): void {
    const count = this.#rows.length;
    if (forward) for (let row = 1; row < count; row += 1) this.#sort(row, this.#up, median);
    else for (let row = count - 2; row >= 0; row -= 1) this.#sort(row, this.#down, median);
  }

  #sort(index: number, around: readonly (readonly number[])[], median: boolean): void {
    const row = this.#rows[index]!;
    for (const node of row) {
      const near = around[node]!;
      if (near.length === 0) this.#wish[node] = this.#place[node]!;
      else this.#wish[node] = median ? this.#medianOf(near) : this.#meanOf(near);
    }
    row.sort((a, b) => this.#wish[a]! - this.#wish[b]! || this.#place[a]! - this.#place[b]!);
    for (let at = 0; at < row.length; at += 1) this.#place[row[at]!] = at;
  }

  #meanOf(near: readonly number[]): number {
    let sum = 0;
    for (const node of near) sum += this.#place[node]!;
    return sum / near.length;
  }

  #medianOf(near: readonly number[]): number {
    const places = this.#places(near);
    const middle = places.length >> 1;
    return places.length % 2 === 1 ? places[middle]! : (places[middle - 1]! + places[middle]!) / 2;
  }

  #places(near: readonly number[]): readonly number[] {
    return near.map((node) => this.#place[node]!).sort((a, b) => a - b);
  }

  exchange(): void {
    const rounds = ROUNDS.find(([most]) => this.#layer.length < most)?.[1] ?? 0;
    let stale = 0;
    for (let round = 0; round < rounds && stale < 16; round += 1) {
      this.#exchangeAll(round % 2 === 1);
      const before = this.#fewest;
      this.#keepBest();
      stale = this.#fewest < before ? 0 : stale + 1;
      const forward = round % 4 < 2;
      this.#sweepOnce(forward, round % 2 === 1);
      this.#sweepOnce(!forward, round % 2 === 1);
    }
    this.#recallBest();
  }

  #exchangeAll(ties: boolean): void {
    for (let pass = 0, improved = true; improved && pass < 12; pass += 1) {
      improved = false;
      for (const row of this.#rows) if (this.#exchangeIn(row, ties && pass === 0)) improved = true;
    }
  }

  #exchangeIn(row: number[], ties: boolean): boolean {
    let improved = false;
    if (row.length === 0) return false;
    let [up, down] = [this.#places(this.#up[row[0]!]!), this.#places(this.#down[row[0]!]!)];
    for (let at = 0; at < row.length - 1; at += 1) {
      const [node, next] = [row[at]!, row[at + 1]!];
      const [nextUp, nextDown] = [this.#places(this.#up[next]!), this.#places(this.#down[next]!)];
      const gain = inversions(up, nextUp) + inversions(down, nextDown);
      const loss = inversions(nextUp, up) + inversions(nextDown, down);
      if (gain > loss || (ties && gain === loss)) {
        row[at] = next;
        row[at + 1] = node;
        this.#place[next] = at;
        this.#place[node] = at + 1;
        if (gain > loss) improved = true;
      } else [up, down] = [nextUp, nextDown];
    }
    return improved;
  }

  /** Pairs of edges between neighbouring layers that cross: inversions, by a tree of sums (Barth et al. 2004). */
  #crossings(): number {
    let count = 0;
    for (let layer = 0; layer + 1 < this.#rows.length; layer += 1) {
      let size = 1;
      while (size < this.#rows[layer + 1]!.length) size *= 2;
      const sums = new Int32Array(2 * size);
      for (const node of this.#rows[layer]!) {
        const places = this.#places(this.#down[node]!);
        for (const place of places)
          for (let at = place + size; at > 1; at >>= 1) if (at % 2 === 0) count += sums[at + 1]!;
        for (const place of places) for (let at = place + size; at > 0; at >>= 1) sums[at]! += 1;
      }
    }
    return count;
  }

  heights(): Float64Array {
    const heights = Float64Array.from(this.#place);
    for (let pass = 0; pass < 12; pass += 1) {
      for (let step = 0; step < this.#rows.length; step += 1) {
        const row = this.#rows[pass % 2 === 0 ? step : this.#rows.length - 1 - step]!;
        this.#settle(row, heights, pass);
      }
    }
    return heights;
  }

  /** Least squares for one row, its order kept: means are pooled wherever two would come closer than a row. */
  #settle(row: readonly number[], heights: Float64Array, pass: number): void {
    const sums: number[] = [];
    const weights: number[] = [];
    const counts: number[] = [];
    const gaps = this.#offsets(row);
    row.forEach((node, at) => {
      const near = pass >= 9 ? [...this.#up[node]!, ...this.#down[node]!] : (pass % 2 ? this.#down : this.#up)[node]!;
      let weight = near.length === 0 ? 0.01 : 0;
      let sum = heights[node]! * weight;
      for (const other of near) {
        const pull = this.#pull(node, other);
        weight += pull;
        sum += pull * heights[other]!;
      }
      sum -= gaps[at]! * weight;
      let count = 1;
      while (sums.length > 0 && sums[sums.length - 1]! / weights[weights.length - 1]! >= sum / weight) {
        sum += sums.pop()!;
        weight += weights.pop()!;
        count += counts.pop()!;
      }
      sums.push(sum);
      weights.push(weight);
      counts.push(count);
    });
    let at = 0;
    counts.forEach((count, block) => {
      const mean = sums[block]! / weights[block]!;
      for (const end = at + count; at < end; at += 1) heights[row[at]!] = mean + gaps[at]!;
    });
  }

  /** Long edges are kept straight: 1, 2 or 8 as none, one or both ends are knots (Gansner et al. 1993, section 4). */
  #pull(node: number, other: number): number {
    const knots = Number(node >= this.#real) + Number(other >= this.#real);
    return knots === 2 ? 8 : 1 + knots;
  }

  /** A knot takes a third of a row. */
  #offsets(row: readonly number[]): readonly number[] {
    let at = 0;
    return row.map((node, index) => {
      const before = row[index - 1];
      if (before !== undefined) at += node < this.#real || before < this.#real ? 1 : 0.33;
      return at;
    });
  }
}

/** Pairs of which the second comes before the first; both sorted. */
function inversions(first: readonly number[], second: readonly number[]): number {
  let [count, passed] = [0, 0];
  for (const place of first) {
    while (passed < second.length && second[passed]! < place) passed += 1;
    count += passed;
  }
  return count;
}
