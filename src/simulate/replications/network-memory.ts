import type { Layout } from '../kernel/layout.ts';
import type { LaneMachine } from '../kernel/machine.ts';
import type { Network } from '../kernel/network.ts';
import { lastTrackedOf, type RunnerInput, sinksOf } from './block-runner.ts';

export interface MemoryOptions {
  /** The node of each rank: the order of the nodes in memory. */
  readonly order: Int32Array;
  /** A node's place is its rank times this power of two, in bytes. */
  readonly placeBits: number;
}

/** A network in a machine's memory: what `describe` points to. */
export class NetworkMemory {
  readonly #input: RunnerInput;
  readonly #options: MemoryOptions;
  readonly rankOf: Int32Array;
  readonly sinks: readonly number[];
  readonly lastTracked: readonly number[];
  readonly #at: Readonly<Record<'inStart' | 'inPlace' | 'ids' | 'sinks' | 'scratch' | 'counts', number>>;
  /** Where the places of the sinks and of the last tracked tasks are. */
  readonly sinksAt: number;
  readonly lastTrackedAt: number;
  criticalCounts = new Int32Array(0);

  constructor(layout: Layout, input: RunnerInput, options: MemoryOptions) {
    const { nodeCount, inNode } = input.network;
    this.#input = input;
    this.#options = options;
    this.rankOf = new Int32Array(nodeCount);
    options.order.forEach((node, rank) => {
      this.rankOf[node] = rank;
    });
    this.sinks = sinksOf(input.network);
    this.lastTracked = lastTrackedOf(input);
    this.#at = {
      inStart: layout.reserve(4 * (nodeCount + 1)),
      inPlace: layout.reserve(4 * inNode.length),
      ids: layout.reserve(4 * nodeCount),
      sinks: layout.reserve(4 * this.sinks.length),
      scratch: layout.reserve(8 * nodeCount),
      counts: layout.reserve(4 * input.taskCount),
    };
    this.sinksAt = this.#at.sinks;
    this.lastTrackedAt = layout.reserve(4 * this.lastTracked.length);
  }

  attach(machine: LaneMachine): void {
    const { network, taskCount } = this.#input;
    const { order, placeBits } = this.#options;
    const words = new Int32Array(machine.buffer);
    const placeOf = (node: number): number => (this.rankOf[node] as number) << placeBits;
    this.#writeRows(words, network, placeOf);
    words.set(order, this.#at.ids >> 2);
    words.set(this.sinks.map(placeOf), this.sinksAt >> 2);
    words.set(this.lastTracked.map(placeOf), this.lastTrackedAt >> 2);
    this.criticalCounts = new Int32Array(machine.buffer, this.#at.counts, taskCount);
    const { inStart, inPlace, ids, sinks, scratch, counts } = this.#at;
    machine.describe(
      placeBits,
      network.nodeCount,
      taskCount,
      inStart,
      inPlace,
      ids,
      this.sinks.length,
      sinks,
      scratch,
      counts,
    );
  }

  /** Rows in the order of ranks; inside a row by rising node, so that ties go to the least. */
  #writeRows(words: Int32Array, network: Network, placeOf: (node: number) => number): void {
    const starts = this.#at.inStart >> 2;
    let edge = 0;
    this.#options.order.forEach((node, rank) => {
      for (let at = network.inStart[node] as number; at < (network.inStart[node + 1] as number); at += 1) {
        words[(this.#at.inPlace >> 2) + edge] = placeOf(network.inNode[at] as number);
        edge += 1;
      }
      words[starts + rank + 1] = edge;
    });
  }
}
