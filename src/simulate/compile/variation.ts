import { hashWord } from '../draws/counter-hash.ts';
import { streamKey } from '../draws/stream-key.ts';
import type { Conduct } from '../kernel/conduct.ts';

/** What an engine leaves to chance besides durations: plain data, so that it can be handed to a worker. */
export interface Variation {
  /** By stack: nodes that start `gapSeconds` apart in an order drawn anew. */
  readonly orders: readonly {
    readonly key: string;
    readonly nodes: Int32Array;
    readonly baseSeconds: Float64Array;
    readonly gapSeconds: number;
  }[];
  /** Nodes whose rank is drawn anew, and what keys each. */
  readonly ranked: Int32Array;
  readonly rankKeys: readonly string[];
  /** Nodes that take a part of the time that another takes. */
  readonly copies: readonly { readonly node: number; readonly of: number; readonly part: number }[];
}

/** Draws what an engine leaves to chance, for each replication alike whatever ran before it. */
export class VariationDraws {
  readonly #variation: Variation;
  readonly #conduct: Conduct;
  readonly #orderKeys: readonly (readonly [number, number])[];
  readonly #rankKeys: readonly (readonly [number, number])[];

  constructor(variation: Variation, conduct: Conduct, seed: string) {
    const keyOf = (text: string): readonly [number, number] => {
      const { first, second } = streamKey(seed, text, 0);
      return [first, second];
    };
    this.#variation = variation;
    this.#conduct = conduct;
    this.#orderKeys = variation.orders.flatMap(({ key, nodes }) =>
      Array.from(nodes, (_, place) => keyOf(JSON.stringify(['order', key, place]))),
    );
    this.#rankKeys = variation.rankKeys.map((key) => keyOf(JSON.stringify(['rank', key])));
  }

  /** Writes one replication's orders, ranks and copies. @param replication −1 for the order of the template */
  fill(replication: number, durations: Float64Array): void {
    let first = 0;
    for (const order of this.#variation.orders) {
      const places = this.#placesOf(order.nodes.length, first, replication);
      first += order.nodes.length;
      order.nodes.forEach((node, at) => {
        this.#conduct.lag[node] = (order.baseSeconds[at] as number) + (places[at] as number) * order.gapSeconds;
      });
    }
    this.#variation.ranked.forEach((node, at) => {
      const [key0, key1] = this.#rankKeys[at] as readonly [number, number];
      this.#conduct.rank[node] = replication < 0 ? 0 : hashWord(key0, key1, replication);
    });
    for (const { node, of, part } of this.#variation.copies) durations[node] = part * (durations[of] as number);
  }

  /** A permutation: the places sorted by a random word each, ties by number. */
  #placesOf(count: number, first: number, replication: number): readonly number[] {
    const listed = Array.from({ length: count }, (_, place) => place);
    if (replication < 0) return listed;
    const words = listed.map((place) => {
      const [key0, key1] = this.#orderKeys[first + place] as readonly [number, number];
      return hashWord(key0, key1, replication);
    });
    const sorted = [...listed].sort((a, b) => (words[a] as number) - (words[b] as number) || a - b);
    const result = new Array<number>(count);
    sorted.forEach((place, rank) => {
      result[place] = rank;
    });
    return result;
  }
}
