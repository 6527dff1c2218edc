import type { Trials } from './conduct.ts';
import { EventHeap } from './event-heap.ts';
import { FlowStates, type Flows, Phase } from './flow-states.ts';
import type { Network } from './network.ts';
import { RunRecord } from './run-record.ts';
import { type Kernel, State } from './schedule.ts';

/**
 * TaskFlow's action engine where something may fail: what was submitted runs to its end, nothing new is released,
 * then what succeeded is undone from the end backwards, by the same workers, and a controller may run it again. The
 * schedule keeps the last execution of each node. Nodes know edges and workers only: no other pools, no gates. Source:
 * `builder.py`, `completer.py`, `selector.py` in `taskflow/engines/action_engine`.
 */
export class FlowKernel extends RunRecord implements Kernel {
  /** When a node was undone last; NaN when it was not. */
  readonly undoneAt: Float64Array;
  /** When the engine gives up: everything that can be is undone. NaN when all is done. */
  knownFailed = Number.NaN;
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  readonly #network: Network;
  readonly #flows: Flows;
  readonly #trials: Trials;
  readonly #rank: Float64Array;
  readonly #states: FlowStates;
  readonly #running: EventHeap;
  /** Released and not begun, first in first out: a node, or −1 − node when it is to be undone. */
  #queue: number[] = [];
  #head = 0;
  #free = 0;
  /** How often each node was executed, attempts of its own included. */
  readonly #tries: Int32Array;
  readonly #isBad: Uint8Array;
  #durations: Float64Array = new Float64Array(0);
  #now = 0;

  constructor(network: Network, flows: Flows, trials: Trials) {
    super(network.nodeCount);
    this.undoneAt = new Float64Array(network.nodeCount);
    this.slotFrom = new Int32Array(network.nodeCount);
    this.slotPool = new Int32Array(network.nodeCount);
    this.#network = network;
    this.#flows = flows;
    this.#trials = trials;
    this.#rank = network.conduct?.rank ?? new Float64Array(network.nodeCount);
    this.#states = new FlowStates(network, flows, (node) => {
      this.ready[node] = this.start[node] = this.end[node] = this.#now;
    });
    this.#running = new EventHeap(network.nodeCount + 1);
    this.#tries = new Int32Array(network.nodeCount);
    this.#isBad = new Uint8Array(network.nodeCount);
  }

  run(durations: Float64Array): void {
    this.clear();
    this.undoneAt.fill(Number.NaN);
    this.slotFrom.fill(-1);
    this.slotPool.fill(-1);
    this.#tries.fill(0);
    this.#running.clear();
    this.#durations = durations;
    this.#queue = [];
    this.#head = 0;
    this.#free = this.#flows.workers;
    this.#now = 0;
    this.#states.begin();
    this.#submit();
    while (!this.#running.isEmpty) this.#complete(this.#flows.isSerial ? this.#wave() : this.#moment());
    this.#finish();
  }

  /** All that ends at the next moment. */
  #moment(): readonly number[] {
    const ended: number[] = [];
    this.#now = this.#running.nextTime;
    while (this.#running.nextTime === this.#now) {
      const node = this.#running.pop();
      ended.push(node);
      this.#free += 1;
      this.#startQueued(node);
    }
    return ended;
  }

  /** Serial: all that was submitted runs, one after another, before anything is looked at. */
  #wave(): readonly number[] {
    const ended: number[] = [];
    while (!this.#running.isEmpty) {
      const node = this.#running.pop();
      this.#now = this.#running.time;
      ended.push(node);
      this.#free += 1;
      this.#startQueued(node);
    }
    return ended;
  }

  #complete(ended: readonly number[]): void {
    const { phase } = this.#states;
    for (const node of ended) {
      if (phase[node] === Phase.undoing) {
        phase[node] = Phase.undone;
      } else if (this.#isBad[node] === 1) {
        phase[node] = Phase.failure;
        this.#states.resolve(node);
      } else phase[node] = Phase.success;
    }
    for (const node of ended) this.#states.next(node);
    this.#submit();
  }

  /** What is released together goes by rank, then by number. */
  #submit(): void {
    const { released } = this.#states;
    const nodeOf = (entry: number): number => (entry < 0 ? -1 - entry : entry);
    const rank = this.#rank;
    released.sort((a, b) => (rank[nodeOf(a)] as number) - (rank[nodeOf(b)] as number) || nodeOf(a) - nodeOf(b));
    for (const entry of released) {
      if (entry >= 0) this.ready[entry] = this.#now;
      this.#queue.push(entry);
    }
    released.length = 0;
    this.#startQueued(-1);
  }

  /** @param from the node whose worker has become free, −1 when it was free already */
  #startQueued(from: number): void {
    while (this.#free > 0 && this.#head < this.#queue.length) {
      const entry = this.#queue[this.#head++] as number;
      this.#free -= 1;
      const { undoSeconds, overheadSeconds, pool } = this.#flows;
      if (entry < 0) {
        this.undoneAt[-1 - entry] = this.#now + (undoSeconds[-1 - entry] as number) + overheadSeconds;
        this.#running.push(this.undoneAt[-1 - entry] as number, -1 - entry);
        continue;
      }
      const hasWaited = from >= 0 && pool >= 0;
      this.slotFrom[entry] = hasWaited ? from : -1;
      this.slotPool[entry] = hasWaited ? pool : -1;
      this.start[entry] = this.#now;
      this.end[entry] = this.#now + this.#executionSeconds(entry) + overheadSeconds;
      this.#running.push(this.end[entry] as number, entry);
    }
  }

  /** With the attempts of its own, as the engine sees a task that tries again by itself. */
  #executionSeconds(node: number): number {
    let seconds = 0;
    const limit = Math.max(1, this.#trials.limit[node] as number);
    for (let attempt = 0; attempt < limit; attempt += 1) {
      const before = this.#tries[node]!++;
      seconds += before === 0 ? (this.#durations[node] as number) : this.#trials.duration(node, before);
      const isBad = (this.#trials.limit[node] as number) > 0 && this.#trials.fails(node, before);
      this.#isBad[node] = isBad ? 1 : 0;
      if (!isBad) break;
      this.failedAttempts[node]! += 1;
      if (attempt + 1 < limit) seconds += this.#trials.pause(node, attempt);
    }
    return seconds;
  }

  #finish(): void {
    const { phase } = this.#states;
    this.horizon = this.#now;
    this.doneCount = 0;
    for (let node = 0; node < this.#network.nodeCount; node += 1) {
      const isDone = phase[node] === Phase.success;
      if (isDone) this.doneCount += 1;
      if (isDone || (phase[node] === Phase.undone && this.#isBad[node] === 0)) this.state[node] = State.done;
      else this.state[node] = phase[node] === Phase.pending ? State.pending : State.failed;
    }
    this.knownFailed = this.doneCount < this.#network.nodeCount ? this.#now : Number.NaN;
  }
}
