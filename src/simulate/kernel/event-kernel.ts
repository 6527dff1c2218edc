import { Conductor } from './conductor.ts';
import { Counters, FAILED, UNDECIDED } from './counters.ts';
import { EventHeap } from './event-heap.ts';
import type { Network } from './network.ts';
import { deadlineOf } from './patience.ts';
import { RunRecord } from './run-record.ts';
import { type Kernel, State } from './schedule.ts';
import { Slots } from './slots.ts';

/** Kinds of events in the order in which those of one time are handled; an event's code is kind × nodes + node. */
const Kind = { over: 0, expired: 1, look: 2, ended: 3, ready: 4, retry: 5, others: 6 } as const;

/**
 * Runs a network event by event. Events at the same time are handled in a total order: ends before expired patience,
 * then by node number, one at a time. An end gives its emissions out, then its slots (first come, first served), then
 * its successors their turn, by rising number. Terminates always: a node moves on at most six times an attempt.
 */
export class EventKernel extends RunRecord implements Kernel {
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  readonly #network: Network;
  readonly #heap: EventHeap;
  readonly #slots: Slots;
  readonly #counters: Counters;
  readonly #missing: Int32Array;
  /** Null without conduct, which then costs nothing. */
  readonly #conductor: Conductor | null;
  #durations: Float64Array = new Float64Array(0);
  #now = 0;
  readonly #hear = (held: number, by: number): void => {
    if (this.state[held] === State.blocked) this.#isDecided(held, by);
  };

  constructor(network: Network) {
    super(network.nodeCount);
    const { nodeCount, conduct } = network;
    this.#network = network;
    const events = conduct === undefined ? 2 * nodeCount : Kind.others * nodeCount + Conductor.eventKinds(conduct);
    this.#heap = new EventHeap(events + 1);
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
            giveUp: (node) => this.#giveUp(node),
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
    this.clear();
    this.#heap.clear();
    this.#slots.reset();
    this.#counters.reset();
    const { inStart } = this.#network;
    for (let node = 0; node < this.#missing.length; node += 1) {
      this.#missing[node] = (inStart[node + 1] as number) - (inStart[node] as number);
    }
    this.#durations = durations;
    this.#now = 0;
    this.#conductor?.reset();
  }

  /** The last predecessor has ended. */
  #let(node: number): void {
    const later = this.#conductor?.readyAt(node, this.#now) ?? this.#now;
    if (later > this.#now) this.#heap.push(later, Kind.ready * this.#network.nodeCount + node);
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

  /** Hands out what is free, then lets those go who were held back for this moment; or compares them all first. */
  #settle(): void {
    const conductor = this.#conductor;
    if (!conductor?.comparesAll) this.#handOut();
    if (conductor === null) return;
    // Rounds that begin at this time find those who start at this time.
    const isRound = this.#heap.nextCode >= Kind.others * this.#network.nodeCount;
    const isLast = isRound || this.#heap.nextTime > this.#now;
    for (let node = conductor.letGo(isLast); node >= 0; node = conductor.letGo(isLast)) {
      this.state[node] = State.queued;
      if (this.#slots.take(node, true)) this.#goOn(node);
      if (!conductor.comparesAll) this.#handOut();
    }
    if (isLast) this.#handOut();
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
    this.#counters.emit(2 * node, node, this.#hear);
    this.#conductor?.started(node, this.#now);
    const { gates, nodeCount } = this.#network;
    if ((gates.counterOf[node] as number) < 0) {
      this.#proceed(node);
      return;
    }
    this.state[node] = State.blocked;
    this.#counters.block(node, 1);
    if (this.#isDecided(node, -1)) return;
    this.#slots.giveBack(node);
    const deadline = deadlineOf(gates, this.start, node);
    if (deadline < Number.POSITIVE_INFINITY) this.#heap.push(Math.max(this.#now, deadline), nodeCount + node);
  }

  /** The time of a node begins, be it for the first time or again. */
  #proceed(node: number): void {
    const { state } = this;
    if (state[node] === State.failed) return;
    if (state[node] === State.blocked || state[node] === State.resuming) this.#counters.block(node, -1);
    const delay = state[node] === State.resting ? 0 : (this.#network.conduct?.lines.delay[node] ?? 0);
    if (delay > 0) {
      this.#rest(node, delay);
      return;
    }
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
    this.state[node] = State.over;
    const isBad = this.#conductor?.goesWrong(node, this.failedAttempts[node] as number);
    if (!isBad) this.#counters.emit(2 * node + 1, node, this.#hear);
  }

  #endNow(node: number): void {
    if (this.state[node] !== State.over) return;
    if (!this.#conductor?.isBad(node)) {
      this.#finish(node);
      return;
    }
    const attempt = this.failedAttempts[node] as number;
    this.failedAttempts[node] = attempt + 1;
    const pause = this.#conductor.pauseBeforeRetry(node, attempt);
    if (pause === null) this.#fail(node);
    else this.#rest(node, pause);
  }

  #rest(node: number, seconds: number): void {
    this.state[node] = State.resting;
    this.#heap.push(this.#now + seconds, Kind.retry * this.#network.nodeCount + node);
  }

  #finish(node: number): void {
    this.state[node] = State.done;
    this.end[node] = this.horizon = this.#now;
    this.doneCount += 1;
    this.#conductor?.ended(node, this.#now);
    this.#slots.release(node);
    if (!this.#conductor?.comparesAll) this.#handOut();
    const { outStart, outNode } = this.#network;
    const last = outStart[node + 1] as number;
    for (let at = outStart[node] as number; at < last; at += 1) {
      const next = outNode[at] as number;
      this.#missing[next]! -= 1;
      if (this.#missing[next] === 0) this.#let(next);
    }
  }

  #expire(node: number): void {
    if (this.state[node] !== State.blocked || this.#conductor?.isNoticedLater(node, this.#now)) return;
    this.#giveUp(node);
  }

  #giveUp(node: number): void {
    this.isExpired[node] = 1;
    this.#fail(node);
  }

  #fail(node: number): void {
    if (this.state[node] === State.blocked || this.state[node] === State.resuming) this.#counters.block(node, -1);
    this.end[node] = this.horizon = this.#now;
    this.state[node] = State.failed;
    this.#slots.release(node);
    this.#conductor?.failed(node, this.#now);
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
    const isLate =
      state[node] === State.blocked && this.#now >= deadlineOf(this.#network.gates, this.start, node) - 1e-9;
    if (state[node] !== State.over && (conductor.isGivenUp(node) || isLate)) {
      this.#giveUp(node);
      return true;
    }
    if (state[node] === State.blocked) this.#decide(node);
    if ((state[node] as number) === State.running && this.over[node] === this.#now) this.#becomeOver(node);
    if (state[node] === State.over) conductor.settle(node, this.#now);
    return state[node] === State.over || (state[node] as number) === State.failed;
  }

  /** Whether the counter of a blocked node decides it, now or when its watch looks. @param by who emitted, or −1 */
  #isDecided(node: number, by: number): boolean {
    if (this.#counters.verdictOf(node) === UNDECIDED) return false;
    if (Number.isNaN(this.openedAt[node] as number)) {
      this.openedBy[node] = by;
      this.openedAt[node] = this.#now;
    }
    return this.#conductor?.isNoticedLater(node, this.#now) ? by >= 0 : this.#decide(node);
  }

  #decide(node: number): boolean {
    const verdict = this.#counters.verdictOf(node);
    if (verdict === UNDECIDED) return false;
    if (verdict === FAILED) {
      this.#fail(node);
    } else if (this.#slots.hasGivenBack(node)) {
      this.state[node] = State.resuming;
      if (this.#slots.take(node, true)) this.#proceed(node);
    } else {
      this.#proceed(node);
    }
    return true;
  }
}
