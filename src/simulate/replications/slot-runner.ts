import type { Draws } from '../draws/draws.ts';
import { Layout } from '../kernel/layout.ts';
import { assembledMachine, LANES, MOST_WORKERS, type SlotMachine } from '../kernel/machine.ts';
import type { Network } from '../kernel/network.ts';
import type { EndQuantiles } from '../statistics/end-quantiles.ts';
import type { BlockRunner, RunnerInput } from './block-runner.ts';
import { nextStamp } from './lane-runner.ts';
import { NetworkMemory } from './network-memory.ts';
import { chunksPerBlock, Sampler } from './sampler.ts';

/** Runs a network with pools and without gates in WebAssembly, event by event. */
export class SlotRunner implements BlockRunner {
  readonly blockSize: number;
  readonly makespans: Float64Array;
  readonly completes: Float64Array;
  readonly #input: RunnerInput;
  readonly #machine: SlotMachine;
  readonly #memory: NetworkMemory;
  readonly #sampler: Sampler;
  readonly #end: Float64Array;
  readonly endOf = (task: number): number => this.#end[task] as number;
  readonly #isOnePool: boolean;
  #stamp = 1;

  private constructor(
    input: RunnerInput,
    parts: { readonly machine: SlotMachine; readonly memory: NetworkMemory; readonly sampler: Sampler },
    { chunks, end }: { readonly chunks: number; readonly end: number },
  ) {
    this.#input = input;
    this.#isOnePool = isOnePool(input.network);
    this.#machine = parts.machine;
    this.#memory = parts.memory;
    this.#sampler = parts.sampler;
    this.blockSize = LANES * chunks;
    this.makespans = new Float64Array(this.blockSize);
    this.completes = new Float64Array(this.blockSize);
    this.#end = new Float64Array(parts.machine.buffer, end, input.network.nodeCount);
  }

  /** @returns null where there is no WebAssembly */
  static create(
    input: RunnerInput,
    { draws, replications }: { readonly draws: Draws; readonly replications: number },
  ): SlotRunner | null {
    const { network, constants } = input;
    const layout = new Layout();
    const chunks = chunksPerBlock(network.nodeCount, replications);
    const order = Int32Array.from({ length: network.nodeCount }, (_, node) => node);
    const memory = new NetworkMemory(layout, input, { order, placeBits: 3 });
    const slots = slotArrays(layout, input);
    const sampler = new Sampler(layout, { draws, constants, rankOf: memory.rankOf, chunks });
    const machine = assembledMachine(layout.bytes);
    if (!machine) return null;
    memory.attach(machine);
    sampler.attach(machine);
    slots.attach(machine);
    return new SlotRunner(input, { machine, memory, sampler }, { chunks, end: slots.end });
  }

  get criticalCounts(): Int32Array {
    return this.#memory.criticalCounts;
  }

  run(first: number, count: number, ends: EndQuantiles | null): void {
    const { network } = this.#input;
    const { durations, chunkBytes } = this.#sampler;
    this.#sampler.fill(first, count);
    for (let index = 0; index < count; index += 1) {
      const lane = durations + (index >> 3) * chunkBytes + 8 * (index & 7);
      const done = this.#isOnePool ? this.#machine.runWorkers(lane) : this.#machine.runSlots(lane);
      const isCompleted = done === network.nodeCount;
      const makespan = isCompleted ? this.#latest(this.#memory.sinks) : Number.NaN;
      this.makespans[index] = makespan;
      this.completes[index] = isCompleted ? this.#latest(this.#memory.lastTracked) : Number.NaN;
      if (!isCompleted) continue;
      this.#machine.countCriticalSlots(makespan, this.#stamp);
      this.#stamp = nextStamp(this.#stamp, 1);
      if (ends && !ends.isFull) ends.add(this.endOf);
    }
  }

  #latest(nodes: readonly number[]): number {
    let latest = 0;
    for (let at = 0; at < nodes.length; at += 1) {
      const end = this.#end[nodes[at] as number] as number;
      if (end > latest) latest = end;
    }
    return latest;
  }
}

/** The arrays of `assembly/slots.ts`: room for them, and what is in them from the start. */
function slotArrays(layout: Layout, { network }: RunnerInput) {
  const { nodeCount, outStart, outNode, nodePoolStart, nodePool, poolCapacity } = network;
  const fixed = [outStart, outNode, nodePoolStart, nodePool].map((values) => ({
    values,
    at: layout.reserve(4 * values.length),
  }));
  const poolCount = poolCapacity.length;
  const pools = layout.reserve(16 * poolCount);
  const queues = layout.reserve(8 * poolCount);
  const nodes = layout.reserve(16 * nodeCount);
  const [ready, start, end] = [0, 1, 2].map(() => layout.reserve(8 * nodeCount)) as Three;
  const events = layout.reserve(16 * (nodeCount + 1));
  const freed = layout.reserve(4 * poolCount);
  const workers = isOnePool(network) ? (poolCapacity[0] as number) : 0;
  const times = layout.reserve(64 * Math.ceil(workers / 8));
  const [holders, idle] = [layout.reserve(4 * workers), layout.reserve(4 * workers)];
  const [queue, degrees, missing] = [0, 1, 2].map(() => layout.reserve(workers > 0 ? 4 * nodeCount : 0)) as Three;
  const attach = (machine: SlotMachine): void => {
    const words = new Int32Array(machine.buffer);
    for (const { values, at } of fixed) words.set(values, at >> 2);
    poolCapacity.forEach((capacity, pool) => {
      words[(pools >> 2) + 4 * pool] = capacity;
    });
    const [a, b, c, d] = fixed.map(({ at }) => at) as [number, number, number, number];
    machine.describeSlots(a, b, c, d, poolCount, pools, queues, nodes, ready, start, end, events, freed);
    if (workers > 0) machine.describeWorkers(workers, times, holders, idle, queue, degrees, missing);
  };
  return { end, attach };
}

type Three = [number, number, number];

/** Whether a single pool of few slots holds every node: its events need no heap. */
function isOnePool({ nodeCount, nodePool, poolCapacity }: Network): boolean {
  const [capacity = 0] = poolCapacity;
  return poolCapacity.length === 1 && nodePool.length === nodeCount && capacity >= 1 && capacity <= MOST_WORKERS;
}
