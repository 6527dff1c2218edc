import { type IndexedEdges, layersOf } from './layers.ts';

/** An exchange looks at every node and edge: so many looks are a second or so. */
const MOST_WORK = 60_000_000;
/** Larger graphs keep their longest paths: the gain is not worth the wait. */
const MOST_NODES = 6000;

/**
 * Layers whose edges are together as short as they can be, while each still points forward: the network simplex of
 * Gansner, Koutsofios, North and Vo (A technique for drawing directed graphs, 1993, section 2). Begins with the longest
 * paths, moves along a tree of tight edges, and stops at the optimum or after a number of exchanges that the size
 * decides. Deterministic: the first edge that can leave does.
 */
export function shortLayers(nodeCount: number, edges: IndexedEdges): readonly number[] {
  const layers = layersOf(nodeCount, edges);
  if (nodeCount > MOST_NODES) return layers;
  const forward = edges.from.flatMap((from, edge) => {
    const to = edges.to[edge] as number;
    return (layers[from] as number) < (layers[to] as number) ? [[from, to] as const] : [];
  });
  return new LayerTree(layers, forward).shortest();
}

/** A spanning forest of tight edges, one tree a component, with the cut value of each edge. */
class LayerTree {
  readonly #layer: Int32Array;
  readonly #tails: Int32Array;
  readonly #heads: Int32Array;
  readonly #around: number[][];
  readonly #isTree: Uint8Array;
  readonly #cut: Int32Array;
  /** Postorder numbers: a node's subtree is `low … own`. */
  readonly #low: Int32Array;
  readonly #own: Int32Array;
  readonly #parent: Int32Array;
  /** Edges out of each node less edges into it. */
  readonly #balance: Int32Array;

  constructor(layers: readonly number[], edges: readonly (readonly [number, number])[]) {
    this.#layer = Int32Array.from(layers);
    this.#tails = Int32Array.from(edges, ([tail]) => tail);
    this.#heads = Int32Array.from(edges, ([, head]) => head);
    this.#around = layers.map(() => []);
    edges.forEach(([tail, head], edge) => {
      this.#around[tail]!.push(edge);
      this.#around[head]!.push(edge);
    });
    this.#balance = new Int32Array(layers.length);
    for (const [tail, head] of edges) {
      this.#balance[tail]! += 1;
      this.#balance[head]! -= 1;
    }
    this.#isTree = new Uint8Array(edges.length);
    this.#cut = new Int32Array(edges.length);
    this.#low = new Int32Array(layers.length);
    this.#own = new Int32Array(layers.length);
    this.#parent = new Int32Array(layers.length).fill(-1);
  }

  shortest(): readonly number[] {
    this.#growTrees();
    this.#number();
    this.#cutValues();
    let from = 0;
    const size = this.#layer.length + this.#tails.length;
    for (let left = Math.min(3 * this.#layer.length, Math.ceil(MOST_WORK / size)); left > 0; left -= 1) {
      const leaving = this.#leaving(from);
      if (leaving < 0) break;
      from = leaving + 1;
      this.#exchange(leaving, this.#entering(leaving));
    }
    return this.#fromZero();
  }

  #slack(edge: number): number {
    return this.#layer[this.#heads[edge]!]! - this.#layer[this.#tails[edge]!]! - 1;
  }

  /** Grows a tree of tight edges over each component; where it ends, all of it moves until one more edge is tight. */
  #growTrees(): void {
    const seen = new Uint8Array(this.#layer.length);
    for (let root = 0; root < this.#layer.length; root += 1) {
      if (seen[root] === 1) continue;
      const members = [root];
      seen[root] = 1;
      for (let at = 0; ; ) {
        for (; at < members.length; at += 1) {
          for (const edge of this.#around[members[at]!]!) {
            const other = this.#other(edge, members[at]!);
            if (seen[other] === 1 || this.#slack(edge) !== 0) continue;
            seen[other] = 1;
            this.#isTree[edge] = 1;
            members.push(other);
          }
        }
        const nearest = this.#nearestOutside(members, seen);
        if (nearest < 0) break;
        const inward = seen[this.#heads[nearest]!] === 1;
        const by = inward ? -this.#slack(nearest) : this.#slack(nearest);
        for (const member of members) this.#layer[member]! += by;
        const other = inward ? this.#tails[nearest]! : this.#heads[nearest]!;
        seen[other] = 1;
        this.#isTree[nearest] = 1;
        members.push(other);
      }
    }
  }

  #other(edge: number, node: number): number {
    return this.#tails[edge] === node ? this.#heads[edge]! : this.#tails[edge]!;
  }

  #nearestOutside(members: readonly number[], seen: Uint8Array): number {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
    for (const member of members) {
      for (const edge of this.#around[member]!) {
        if (seen[this.#other(edge, member)] === 1 || this.#slack(edge) >= least) continue;
        nearest = edge;
        least = this.#slack(edge);
        if (least === 1) return nearest;
      }
    }
    return nearest;
  }

  /** Postorder from each root, over the edges of the tree. */
  #number(): void {
    let next = 1;
    const cursor = new Int32Array(this.#layer.length);
    this.#own.fill(0);
    this.#parent.fill(-1);
    for (let root = 0; root < this.#layer.length; root += 1) {
      if (this.#own[root] !== 0) continue;
      const stack = [root];
      this.#low[root] = next;
      this.#own[root] = -1;
      while (stack.length > 0) {
        const node = stack[stack.length - 1]!;
        const edge = this.#around[node]![cursor[node]!];
        cursor[node]! += 1;
        if (edge === undefined) {
          this.#own[node] = next;
          next += 1;
          stack.pop();
          continue;
        }
        const other = this.#other(edge, node);
        if (this.#isTree[edge] === 0 || this.#own[other] !== 0) continue;
        this.#parent[other] = edge;
        this.#low[other] = next;
        this.#own[other] = -1;
        stack.push(other);
      }
    }
  }

  #isBelow(node: number, top: number): boolean {
    return this.#low[top]! <= this.#own[node]! && this.#own[node]! <= this.#own[top]!;
  }

  /** The end of a tree edge that is farther from the root. */
  #lower(edge: number): number {
    return this.#parent[this.#heads[edge]!] === edge ? this.#heads[edge]! : this.#tails[edge]!;
  }

  /**
   * The cut value of a tree edge: edges that leave the subtree below it less those that enter. It is the sum over the
   * subtree of each node's own edges out less in, because edges within it cancel.
   */
  #cutValues(): void {
    const sums = new Int32Array(this.#layer.length + 1);
    this.#own.forEach((own, node) => {
      sums[own] = this.#balance[node]!;
    });
    for (let at = 1; at < sums.length; at += 1) sums[at]! += sums[at - 1]!;
    this.#parent.forEach((edge, node) => {
      if (edge < 0) return;
      const out = sums[this.#own[node]!]! - sums[this.#low[node]! - 1]!;
      this.#cut[edge] = this.#tails[edge] === node ? out : -out;
    });
  }

  #leaving(from: number): number {
    const count = this.#isTree.length;
    for (let step = 0; step < count; step += 1) {
      const edge = (from + step) % count;
      if (this.#isTree[edge] === 1 && this.#cut[edge]! < 0) return edge;
    }
    return -1;
  }

  /** The tightest edge that points from the head's side of the cut to the tail's. */
  #entering(leaving: number): number {
    const top = this.#lower(leaving);
    const tailBelow = this.#tails[leaving] === top;
    let [found, least] = [-1, Number.POSITIVE_INFINITY];
    for (let edge = 0; edge < this.#tails.length; edge += 1) {
      const tailIn = this.#isBelow(this.#tails[edge]!, top);
      if (tailIn === tailBelow || this.#isBelow(this.#heads[edge]!, top) === tailIn) continue;
      if (this.#slack(edge) >= least) continue;
      found = edge;
      least = this.#slack(edge);
      if (least === 0) break;
    }
    return found;
  }

  #exchange(leaving: number, entering: number): void {
    const top = this.#lower(leaving);
    const by = this.#slack(entering) * (this.#tails[leaving] === top ? -1 : 1);
    if (by !== 0) {
      for (let node = 0; node < this.#layer.length; node += 1) if (this.#isBelow(node, top)) this.#layer[node]! += by;
    }
    this.#isTree[leaving] = 0;
    this.#isTree[entering] = 1;
    this.#number();
    this.#cutValues();
  }

  /** Each component begins in the first layer. */
  #fromZero(): readonly number[] {
    const least = this.#layer.reduce((low, layer) => Math.min(low, layer), 0);
    return Array.from(this.#layer, (layer) => layer - least);
  }
}
