import type { Network } from './network.ts';
import { type Kernel, State } from './schedule.ts';

/**
 * Runs a network that has neither pools nor gates: one pass in topological order gives the same times as the events.
 */
export class LongestPathKernel implements Kernel {
  readonly state: Uint8Array;
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  readonly openedBy: Int32Array;
  readonly openedAt: Float64Array;
  readonly isExpired: Uint8Array;
  readonly doneCount: number;
  horizon = 0;
  readonly #network: Network;

  constructor(network: Network) {
    const { nodeCount } = network;
    this.#network = network;
    this.doneCount = nodeCount;
    this.state = new Uint8Array(nodeCount).fill(State.done);
    this.ready = new Float64Array(nodeCount);
    this.start = this.ready;
    this.end = new Float64Array(nodeCount);
    this.slotFrom = new Int32Array(nodeCount).fill(-1);
    this.slotPool = new Int32Array(nodeCount).fill(-1);
    this.openedAt = new Float64Array(nodeCount).fill(Number.NaN);
    this.openedBy = new Int32Array(nodeCount).fill(-1);
    this.isExpired = new Uint8Array(nodeCount);
  }

  run(durations: Float64Array): void {
    const { order, inStart, inNode } = this.#network;
    const { ready, end } = this;
    let horizon = 0;
    for (let at = 0; at < order.length; at += 1) {
      const node = order[at] as number;
      let latest = 0;
      const last = inStart[node + 1] as number;
      for (let edge = inStart[node] as number; edge < last; edge += 1) {
        const before = end[inNode[edge] as number] as number;
        if (before > latest) latest = before;
      }
      ready[node] = latest;
      const finish = latest + (durations[node] as number);
      end[node] = finish;
      if (finish > horizon) horizon = finish;
    }
    this.horizon = horizon;
  }
}
