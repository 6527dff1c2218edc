import { Conductor } from './conductor.ts';
import { Counters } from './counters.ts';
import { EventHeap } from './event-heap.ts';
import type { Network } from './network.ts';
import { type Kernel, State } from './schedule.ts';
import { Slots } from './slots.ts';

/** Kinds of events in the order in which those of one time are handled; an event's code is kind × nodes + node. */
const Kind = { over: 0, expired: 1, look: 2, ended: 3, ready: 4, retry: 5, others: 6 } as const;

/**
 * Runs a network event by event. Events at the same time are handled in a total order: ends before expired patience,
 * then by node number, one at a time. An end gives its emissions out, then its slots (first come, first served), then
 * its successors their turn, by rising number. Terminates always: a node moves on at most six times an attempt.
 */
export class EventKernel implements Kernel {
  readonly state: Uint8Array;
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly over: Float64Array;
  readonly end: Float64Array;
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  readonly openedBy: Int32Array;
  readonly openedAt: Float64Array;
  readonly isExpired: Uint8Array;
  readonly failedAttempts: Int32Array;
  doneCount = 0;
  horizon = 0;
  readonly #network: Network;
  readonly #heap: EventHeap;
  readonly #slots: Slots;
  readonly #counters: Counters;
  readonly #missing: Int32Array;
  /** Null when the network has no conduct, and then it costs nothing. */
  readonly #conductor: Conductor | null;
  #durations: Float64Array = new Float64Array(0);
  #now = 0;

  constructor(network: Network) {
    const { nodeCount, conduct } = network;
    const others = conduct === undefined ? 0 : Conductor.eventKinds(conduct);
    this.#network = network;
    this.state = new Uint8Array(nodeCount);
    this.ready = new Float64Array(nodeCount);
    this.start = new Float64Array(nodeCount);
    this.over = new Float64Array(nodeCount);
    this.end = new Float64Array(nodeCount);
    this.openedBy = new Int32Array(nodeCount);
    this.openedAt = new Float64Array(nodeCount);
    this.isExpired = new Uint8Array(nodeCount);
    this.failedAttempts = new Int32Array(nodeCount);
    this.#heap = new EventHeap((conduct === undefined ? 2 : Kind.others) * nodeCount + others + 1);
    this.#slots = new Slots(network);
    this.slotFrom = this.#slots.from;
    this.slotPool = this.#slots.pool;
    this.#counters = new Counters(network.gates);
    this.#missing = new Int32Array(nodeCount);
    this.#conductor =
      conduct === undefined
        ? null
        : new Conductor(conduct, this, {
            at: (time, event) => this.#heap.push(time, Kind.others * nodeCount + event),
            lookAt: (node, time) => this.#heap.push(time, Kind.look * nodeCount + node),
            endAt: (node, time) => this.#heap.push(time, Kind.ended * nodeCount + node),
            overIn: (node, seconds) => this.#run(node, seconds + this.#durationOf(node)),
          });
  }

  run(durations: Float64Array): void {
    this.#reset(durations);
    const { nodeCount } = this.#network;
    for (let node = 0; node < nodeCount; node += 1) {
      if (this.#missing[node] === 0) this.#let(node);
    }
    this.#settle();
    while (!this.#heap.isEmpty) {
      const code = this.#heap.pop();
      this.#now = this.#heap.time;
      if (code < nodeCount) this.#overAt(code);
      else this.#handle(Math.floor(code / nodeCount), code % nodeCount, code - Kind.others * nodeCount);
      this.#settle();
    }
  }

  #handle(kind: number, node: number, other: number): void {
    if (kind === Kind.expired) this.#expire(node);
    else if (kind === Kind.look) this.#look(node);
    else if (kind === Kind.ended) this.#endNow(node);
    else if (kind === Kind.ready) this.#becomeReady(node);
    else if (kind === Kind.retry) this.#proceed(node);
    else this.#conductor?.handle(other, this.#now, (one) => this.#look(one));
  }

  #reset(durations: Float64Array): void {
    const { nodeCount, inStart } = this.#network;
    this.state.fill(State.pending);
    for (const times of [this.ready, this.start, this.over, this.end, this.openedAt]) times.fill(Number.NaN);
    this.openedBy.fill(-1);
    this.isExpired.fill(0);
    this.failedAttempts.fill(0);
    this.doneCount = 0;
    this.horizon = 0;
    this.#heap.clear();
    this.#slots.reset();
    this.#counters.reset();
    for (let node = 0; node < nodeCount; node += 1) {
      this.#missing[node] = (inStart[node + 1] as number) - (inStart[node] as number);
    }
    this.#durations = durations;
    this.#now = 0;
    this.#conductor?.reset();
  }

  /** The last predecessor has ended. */
  #let(node: number): void {
    const lag = this.#network.conduct?.lag[node] ?? 0;
    if (lag > 0) this.#heap.push(this.#now + lag, Kind.ready * this.#network.nodeCount + node);
    else this.#becomeReady(node);
  }

  #becomeReady(node: number): void {
    if (this.#conductor?.isStopped(node)) return;
    this.ready[node] = this.#now;
    if (this.#conductor?.holdsBack(node)) return;
    this.state[node] = State.queued;
    if (this.#slots.take(node, true)) this.#goOn(node);
  }

  /** Serves the queues of freed pools until none can start anybody. No recursion, however many wait. */
  #handOut(): void {
    for (let node = this.#slots.next(); node >= 0; node = this.#slots.next()) {
      if (this.#slots.take(node, false)) this.#goOn(node);
    }
  }

  /** Hands out what is free, then lets those go who were held back for this moment. */
  #settle(): void {
    this.#handOut();
    if (this.#conductor === null) return;
    for (;;) {
      const node = this.#conductor.letGo(this.#heap.nextTime > this.#now);
      if (node < 0) return;
      this.state[node] = State.queued;
      if (this.#slots.take(node, true)) this.#goOn(node);
      this.#handOut();
    }
  }

  /** A node has its slots. */
  #goOn(node: number): void {
    if (this.state[node] !== State.queued) {
      this.#proceed(node);
    } else if (this.#conductor?.isStopped(node)) {
      this.state[node] = State.pending;
      this.#slots.release(node);
    } else {
      this.#begin(node);
    }
  }

  /** What a node emits at its start is out before it listens itself. */
  #begin(node: number): void {
    this.start[node] = this.#now;
    this.#emit(node, 2 * node);
    this.#conductor?.started(node, this.#now);
    const counter = this.#network.gates.counterOf[node] as number;
    if (counter < 0) {
      this.#proceed(node);
      return;
    }
    this.state[node] = State.blocked;
    this.#counters.blocked[counter] = (this.#counters.blocked[counter] as number) + 1;
    if (this.#isDecided(node, -1)) return;
    this.#slots.giveBack(node);
    const patience = this.#network.gates.patience[node] as number;
    if (patience < Number.POSITIVE_INFINITY) this.#heap.push(this.#now + patience, this.#network.nodeCount + node);
  }

  /** The time of a node begins, be it for the first time or again. */
  #proceed(node: number): void {
    const { state } = this;
    if (state[node] === State.failed) return;
    if (state[node] === State.blocked || state[node] === State.resuming) this.#leaveCounter(node);
    state[node] = State.running;
    if (this.#conductor?.isServedInLine(node, this.#now)) return;
    this.#run(node, this.#durationOf(node));
  }

  #run(node: number, seconds: number): void {
    this.over[node] = this.#now + seconds;
    this.#heap.push(this.#now + seconds, node);
  }

  #durationOf(node: number): number {
    const attempt = this.failedAttempts[node] as number;
    const trials = this.#network.conduct?.trials;
    return attempt === 0 || !trials ? (this.#durations[node] as number) : trials.duration(node, attempt);
  }

  /** A node's time is over: its emissions are out, and if nobody has to notice, it ends. */
  #overAt(node: number): void {
    this.#conductor?.served(node, this.#now);
    if (this.state[node] !== State.running) return;
    this.#becomeOver(node);
    if (!this.#conductor?.isNoticedLater(node, this.#now)) this.#endNow(node);
  }

  #becomeOver(node: number): void {
    this.over[node] = this.#now;
    this.state[node] = State.over;
    const isBad = this.#conductor?.goesWrong(node, this.failedAttempts[node] as number) === true;
    if (!isBad) this.#emit(node, 2 * node + 1);
  }

  #endNow(node: number): void {
    if (this.state[node] !== State.over) return;
    const conductor = this.#conductor;
    if (conductor?.isBad(node)) {
      const attempt = this.failedAttempts[node] as number;
      this.failedAttempts[node] = attempt + 1;
      const pause = conductor.pauseBeforeRetry(node, attempt);
      if (pause === null) {
        this.#fail(node);
        return;
      }
      this.state[node] = State.resting;
      this.#heap.push(this.#now + pause, Kind.retry * this.#network.nodeCount + node);
      return;
    }
    this.#finish(node);
  }

  #finish(node: number): void {
    this.state[node] = State.done;
    this.end[node] = this.horizon = this.#now;
    this.doneCount += 1;
    this.#conductor?.ended(node, this.#now);
    this.#slots.release(node);
    this.#handOut();
    const { outStart, outNode } = this.#network;
    const last = outStart[node + 1] as number;
    for (let at = outStart[node] as number; at < last; at += 1) {
      const next = outNode[at] as number;
      const missing = (this.#missing[next] as number) - 1;
      this.#missing[next] = missing;
      if (missing === 0) this.#let(next);
    }
  }

  #expire(node: number): void {
    if (this.state[node] !== State.blocked || this.#conductor?.isNoticedLater(node, this.#now)) return;
    this.isExpired[node] = 1;
    this.#fail(node);
  }

  #fail(node: number): void {
    if (this.state[node] === State.blocked || this.state[node] === State.resuming) this.#leaveCounter(node);
    this.end[node] = this.horizon = this.#now;
    this.state[node] = State.failed;
    this.#slots.release(node);
    this.#conductor?.failed(node, this.#now);
  }

  #leaveCounter(node: number): void {
    const counter = this.#network.gates.counterOf[node] as number;
    this.#counters.blocked[counter] = (this.#counters.blocked[counter] as number) - 1;
  }

  /**
   * Its watch looks at a node: at its patience first, then whether a failure was heard, then whether it can go on.
   * @returns whether the watch is done with it
   */
  #look(node: number): boolean {
    const conductor = this.#conductor as Conductor;
    conductor.looked(node);
    const { state } = this;
    if (state[node] === State.done || state[node] === State.failed) return true;
    if (state[node] !== State.over && (conductor.isGivenUp(node) || this.#isImpatient(node))) {
      this.isExpired[node] = 1;
      this.#fail(node);
      return true;
    }
    if (state[node] === State.blocked) this.#decide(node);
    if ((state[node] as number) === State.running && this.over[node] === this.#now) this.#becomeOver(node);
    if (state[node] === State.over) conductor.settle(node, this.#now);
    return state[node] === State.over || (state[node] as number) === State.failed;
  }

  #isImpatient(node: number): boolean {
    const patience = this.#network.gates.patience[node] as number;
    return this.state[node] === State.blocked && this.#now - (this.start[node] as number) >= patience - 1e-9;
  }

  /** Emissions of one event are stored together, then every gate of their counters is looked at. */
  #emit(node: number, row: number): void {
    const { emitStart, listenerStart, listener } = this.#network.gates;
    const first = emitStart[row] as number;
    const last = emitStart[row + 1] as number;
    for (let index = first; index < last; index += 1) this.#counters.receive(index);
    for (let index = first; index < last; index += 1) {
      const counter = this.#counters.counterOf(index);
      for (let at = listenerStart[counter] as number; at < (listenerStart[counter + 1] as number); at += 1) {
        const held = listener[at] as number;
        if (this.state[held] === State.blocked) this.#isDecided(held, node);
      }
    }
  }

  /** Whether the counter of a blocked node decides it, now or when its watch looks. @param by who emitted, or −1 */
  #isDecided(node: number, by: number): boolean {
    const { counterOf, threshold } = this.#network.gates;
    const counter = counterOf[node] as number;
    if (!this.#counters.hasFailed(counter) && !this.#counters.hasReached(counter, threshold[node] as number)) {
      return false;
    }
    if (Number.isNaN(this.openedAt[node] as number)) {
      this.openedBy[node] = by;
      this.openedAt[node] = this.#now;
    }
    if (this.#conductor?.isNoticedLater(node, this.#now)) return by >= 0;
    return this.#decide(node);
  }

  #decide(node: number): boolean {
    const { counterOf, threshold } = this.#network.gates;
    const counter = counterOf[node] as number;
    if (this.#counters.hasFailed(counter)) {
      this.#fail(node);
    } else if (!this.#counters.hasReached(counter, threshold[node] as number)) {
      return false;
    } else if (this.#slots.hasGivenBack(node)) {
      this.state[node] = State.resuming;
      if (this.#slots.take(node, true)) this.#proceed(node);
    } else {
      this.#proceed(node);
    }
    return true;
  }
}
