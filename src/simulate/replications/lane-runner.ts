import type { Draws } from '../draws/draws.ts';
import { Layout } from '../kernel/layout.ts';
import { assembledMachine, LANE_BYTES, LANES, type LaneMachine } from '../kernel/machine.ts';
import { PlainLanes } from '../kernel/plain-lanes.ts';
import type { EndQuantiles } from '../statistics/end-quantiles.ts';
import type { BlockRunner, RunnerInput } from './block-runner.ts';
import { NetworkMemory } from './network-memory.ts';
import { chunksPerBlock, Sampler } from './sampler.ts';

export interface LaneRunnerOptions {
  readonly draws: Draws;
  /** How many replications there will be: fewer than a block take less memory. */
  readonly replications: number;
  /** False for plain functions instead of WebAssembly. */
  readonly assembled: boolean;
}

/** Runs a network without pools and gates: one pass in topological order over eight replications side by side. */
export class LaneRunner implements BlockRunner {
  readonly blockSize: number;
  readonly makespans: Float64Array;
  readonly completes: Float64Array;
  readonly #machine: LaneMachine;
  readonly #memory: NetworkMemory;
  readonly #sampler: Sampler;
  readonly #ends: number;
  readonly #makespansAt: number;
  readonly #completesAt: number;
  readonly #numbers: Float64Array;
  /** How many replications were looked back through; each has a stamp of its own. */
  #stamp = 1;

  constructor(input: RunnerInput, { draws, replications, assembled }: LaneRunnerOptions) {
    const { network, constants } = input;
    const layout = new Layout();
    const chunks = chunksPerBlock(network.nodeCount, replications);
    this.blockSize = LANES * chunks;
    this.#memory = new NetworkMemory(layout, input, { order: network.order, placeBits: 6 });
    this.#ends = layout.reserve(LANE_BYTES * network.nodeCount);
    this.#makespansAt = layout.reserve(8 * this.blockSize);
    const { sinks, lastTracked } = this.#memory;
    const isSame = sinks.length === lastTracked.length && sinks.every((node, at) => node === lastTracked[at]);
    this.#completesAt = isSame ? this.#makespansAt : layout.reserve(8 * this.blockSize);
    this.#sampler = new Sampler(layout, { draws, constants, rankOf: this.#memory.rankOf, chunks });
    this.#machine = (assembled ? assembledMachine(layout.bytes) : null) ?? new PlainLanes(layout.bytes);
    this.#memory.attach(this.#machine);
    this.#sampler.attach(this.#machine);
    this.#numbers = new Float64Array(this.#machine.buffer);
    this.makespans = new Float64Array(this.#machine.buffer, this.#makespansAt, this.blockSize);
    this.completes = new Float64Array(this.#machine.buffer, this.#completesAt, this.blockSize);
  }

  get criticalCounts(): Int32Array {
    return this.#memory.criticalCounts;
  }

  run(first: number, count: number, ends: EndQuantiles | null): void {
    const { sinks, sinksAt, lastTracked, lastTrackedAt } = this.#memory;
    const machine = this.#machine;
    this.#sampler.fill(first, count);
    for (let from = 0; from < count; from += LANES) {
      const lanes = Math.min(LANES, count - from);
      const makespans = this.#makespansAt + 8 * from;
      machine.longestPaths(this.#sampler.durations + (from / LANES) * this.#sampler.chunkBytes, this.#ends);
      machine.latestEnds(sinks.length, sinksAt, this.#ends, makespans);
      if (this.#completesAt !== this.#makespansAt) {
        machine.latestEnds(lastTracked.length, lastTrackedAt, this.#ends, this.#completesAt + 8 * from);
      }
      machine.countCritical(lanes, this.#ends, makespans, this.#stamp);
      this.#stamp = nextStamp(this.#stamp, lanes);
      if (ends && !ends.isFull) this.#keepEnds(lanes, ends);
    }
  }

  #keepEnds(lanes: number, ends: EndQuantiles): void {
    const { rankOf } = this.#memory;
    for (let lane = 0; lane < lanes; lane += 1) {
      ends.add((task) => this.#numbers[(this.#ends >> 3) + LANES * (rankOf[task] as number) + lane] as number);
    }
  }
}

/** Stamps are 32-bit words; two thousand million replications later an old one means nothing any more. */
export function nextStamp(stamp: number, used: number): number {
  return stamp > 2_000_000_000 ? 1 : stamp + used;
}
