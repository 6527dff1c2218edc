import type { Rollback } from './conduct.ts';
import { EventKernel } from './event-kernel.ts';
import type { Network } from './network.ts';
import { State } from './schedule.ts';

/**
 * Runs a network event by event; when it has failed as a whole, what was made is undone: each node after those that
 * came after it and after its own end, and otherwise all at once.
 */
export class RollbackKernel extends EventKernel {
  readonly undoneAt: Float64Array;
  /** When the last was undone. Where nothing failed and it is stuck, nothing is: then when all stood still. */
  knownFailed = 0;
  readonly #network: Network;
  readonly #rollback: Rollback;
  /** By when whatever comes after a node, and the node itself, is undone. */
  readonly #clearedAt: Float64Array;

  constructor(network: Network, rollback: Rollback) {
    super(network);
    this.#network = network;
    this.#rollback = rollback;
    this.undoneAt = new Float64Array(network.nodeCount);
    this.#clearedAt = new Float64Array(network.nodeCount);
  }

  override run(durations: Float64Array): void {
    super.run(durations);
    this.undoneAt.fill(Number.NaN);
    this.knownFailed = this.horizon;
    if (this.state[this.#rollback.whole] === State.failed) this.#undo(durations);
  }

  #undo(durations: Float64Array): void {
    const { order, outStart, outNode } = this.#network;
    const { whole, part, stepSeconds, isMade } = this.#rollback;
    const failedAt = this.end[whole] as number;
    this.knownFailed = failedAt;
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const node = order[at] as number;
      let from = failedAt;
      for (let edge = outStart[node] as number; edge < (outStart[node + 1] as number); edge += 1) {
        from = Math.max(from, this.#clearedAt[outNode[edge] as number] as number);
      }
      if (isMade[node] === 1 && this.start[node]! >= 0) {
        // What never ends is given up with the rest; NaN compares as false.
        if (this.end[node]! > from) from = this.end[node] as number;
        from += stepSeconds + part * (durations[node] as number);
        this.undoneAt[node] = from;
        if (from > this.knownFailed) this.knownFailed = from;
      }
      this.#clearedAt[node] = from;
    }
  }
}
