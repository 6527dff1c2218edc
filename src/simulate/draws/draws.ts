import type { Duration } from '../../model/durations/duration.ts';
import { hashWord, secondWord } from './counter-hash.ts';
import { BIN_BITS, EDGES_PER_SIDE, OCTAVES, octaveTable } from './octave-table.ts';
import { streamKey } from './stream-key.ts';

const TWO_TO_MINUS_32 = 1 / 4_294_967_296;

/** A task that takes a random time: its node, and the id that keys its draws. */
export interface DrawnTask {
  readonly node: number;
  readonly task: string;
  readonly duration: Duration;
}

/**
 * Draws the durations of a replication. A draw depends on the seed, the task's id, the attempt and the replication, and
 * on nothing else: not on the granularity, the engine, other tasks, or how many replications there are.
 */
export class Draws {
  readonly #nodes: Int32Array;
  readonly #keys0: Int32Array;
  readonly #keys1: Int32Array;
  /** Where each task's table begins; −1 when the quantile function is asked itself. */
  readonly #tableAt: Int32Array;
  readonly #tables: Float64Array;
  readonly #durations: readonly Duration[];

  constructor(tasks: readonly DrawnTask[], seed: string) {
    const keys = tasks.map(({ task }) => streamKey(seed, task, 0));
    this.#nodes = Int32Array.from(tasks, ({ node }) => node);
    this.#keys0 = Int32Array.from(keys, ({ first }) => first);
    this.#keys1 = Int32Array.from(keys, ({ second }) => second);
    this.#durations = tasks.map(({ duration }) => duration);
    const places = new Map<string, number>();
    const tables: Float64Array[] = [];
    this.#tableAt = Int32Array.from(tasks, ({ duration }) => {
      if (duration.isDiscrete) return -1;
      const known = places.get(duration.expression);
      if (known !== undefined) return known;
      const place = tables.length * 2 * EDGES_PER_SIDE;
      tables.push(octaveTable(duration.quantile));
      places.set(duration.expression, place);
      return place;
    });
    this.#tables = new Float64Array(tables.length * 2 * EDGES_PER_SIDE);
    tables.forEach((table, index) => {
      this.#tables.set(table, index * 2 * EDGES_PER_SIDE);
    });
  }

  /** Writes the durations of one replication to their nodes; constant tasks are not touched. */
  fill(replication: number, into: Float64Array): void {
    for (let at = 0; at < this.#nodes.length; at += 1) {
      into[this.#nodes[at] as number] = this.#draw(at, replication);
    }
  }

  #draw(at: number, replication: number): number {
    const key0 = this.#keys0[at] as number;
    const key1 = this.#keys1[at] as number;
    const word = hashWord(key0, key1, replication);
    const fraction = ((secondWord(key0, key1, replication) >>> 0) + 0.5) * TWO_TO_MINUS_32;
    const place = this.#tableAt[at] as number;
    if (place < 0) return this.#exact(at, ((word >>> 0) + fraction) * TWO_TO_MINUS_32);
    // The sign bit chooses the side of the median; 31 bits go down to the tail.
    const depth = word & 0x7fffffff;
    const octave = OCTAVES - Math.clz32(depth);
    if (octave < 0) {
      const p = (depth + fraction) * TWO_TO_MINUS_32;
      return this.#exact(at, word < 0 ? 1 - p : p);
    }
    const shift = octave + 31 - OCTAVES - BIN_BITS;
    const bin = (depth >>> shift) - (1 << BIN_BITS);
    const edge = place + (word < 0 ? EDGES_PER_SIDE : 0) + (octave << BIN_BITS) + bin;
    const within = (depth - ((bin + (1 << BIN_BITS)) << shift) + fraction) / (1 << shift);
    const low = this.#tables[edge] as number;
    return low + ((this.#tables[edge + 1] as number) - low) * within;
  }

  /** The tails beyond the table, one draw in 2²⁴, and staircases. */
  #exact(at: number, p: number): number {
    return (this.#durations[at] as Duration).quantile(p);
  }
}
