import type { Draws } from '../draws/draws.ts';
import type { Layout } from '../kernel/layout.ts';
import { LANE_BYTES, LANES, type LaneMachine } from '../kernel/machine.ts';

/** The durations of a block stay in the second-level cache of most machines. */
const BLOCK_BYTES = 1 << 21;
const MOST_CHUNKS = 64;

/** How many times eight replications make a block. */
export function chunksPerBlock(nodeCount: number, replications: number): number {
  const fitting = Math.floor(BLOCK_BYTES / (LANE_BYTES * Math.max(1, nodeCount)));
  return Math.max(1, Math.min(fitting, MOST_CHUNKS, Math.ceil(replications / LANES)));
}

export interface SamplerOptions {
  readonly draws: Draws;
  /** The duration of each node; what is drawn replaces it. */
  readonly constants: Float64Array;
  /** The rank of each node in memory. */
  readonly rankOf: Int32Array;
  readonly chunks: number;
}

/** Draws a block of replications into lanes: eight numbers a node, all nodes of eight replications together. */
export class Sampler {
  readonly #draws: Draws;
  readonly #options: SamplerOptions;
  readonly chunkBytes: number;
  /** Where the durations of the block's first chunk begin. */
  readonly durations: number;
  readonly #rows: number;
  readonly #missing: number;
  readonly #scratch: number;
  readonly #tables: number;
  #machine: LaneMachine | null = null;
  #numbers = new Float64Array(0);
  #words = new Int32Array(0);

  constructor(layout: Layout, options: SamplerOptions) {
    const { draws, constants, chunks } = options;
    this.#draws = draws;
    this.#options = options;
    this.chunkBytes = LANE_BYTES * constants.length;
    this.durations = layout.reserve(chunks * this.chunkBytes);
    this.#rows = layout.reserve(16 * draws.nodes.length);
    this.#missing = layout.reserve(4 * draws.nodes.length);
    this.#scratch = layout.reserve(16 * LANES * chunks);
    this.#tables = layout.reserve(draws.tables.bytes, draws.tables.alignment);
  }

  attach(machine: LaneMachine): void {
    const { constants, rankOf, chunks } = this.#options;
    this.#machine = machine;
    this.#numbers = new Float64Array(machine.buffer);
    this.#words = new Int32Array(machine.buffer);
    this.#draws.tables.moveTo(machine.buffer, this.#tables);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const from = (this.durations + chunk * this.chunkBytes) >> 3;
      constants.forEach((seconds, node) => {
        const at = from + LANES * (rankOf[node] as number);
        this.#numbers.fill(seconds, at, at + LANES);
      });
    }
    this.#draws.nodes.forEach((node, at) => {
      const row = (this.#rows >> 2) + 4 * at;
      this.#words[row] = this.#draws.keys0[at] as number;
      this.#words[row + 1] = this.#draws.keys1[at] as number;
      this.#words[row + 2] = this.#draws.tables.addressOf(at);
      this.#words[row + 3] = LANE_BYTES * (rankOf[node] as number);
    });
  }

  /** Draws replications first … first + count − 1; the lanes beyond hold what nobody reads. */
  fill(first: number, count: number): void {
    const chunks = Math.ceil(count / LANES);
    const taskCount = this.#draws.nodes.length;
    const { durations, chunkBytes } = this;
    this.#machine?.sample(taskCount, this.#rows, this.#missing, this.#scratch, durations, chunkBytes, chunks, first);
    for (let at = 0; at < taskCount; at += 1) {
      if (this.#words[(this.#missing >> 2) + at] === 1) this.#complete(at, first, count);
    }
  }

  /** Draws again what met a missing edge; the next block finds the edge. */
  #complete(at: number, first: number, count: number): void {
    const hasTable = this.#words[(this.#rows >> 2) + 4 * at + 2] !== 0;
    const from = (this.durations + (this.#words[(this.#rows >> 2) + 4 * at + 3] as number)) >> 3;
    for (let index = 0; index < count; index += 1) {
      const lane = from + ((index >> 3) * this.chunkBytes) / 8 + (index & 7);
      if (hasTable && !Number.isNaN(this.#numbers[lane])) continue;
      this.#numbers[lane] = this.#draws.draw(at, first + index);
    }
  }
}
