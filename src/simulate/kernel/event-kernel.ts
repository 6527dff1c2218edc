import { Counters } from './counters.ts';
import { EventHeap } from './event-heap.ts';
import type { Network } from './network.ts';
import { type Kernel, State } from './schedule.ts';
import { SlotQueues } from './slot-queues.ts';

/**
 * Runs a network event by event. Events at the same time are handled in a total order: ends before expired patience,
 * then by node number, one at a time. An end gives its emissions out, then its slots (first come, first served), then
 * its successors their turn, by rising number. Terminates always: a node moves on at most six times.
 */
export class EventKernel implements Kernel {
  readonly state: Uint8Array;
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  readonly openedBy: Int32Array;
  readonly openedAt: Float64Array;
  readonly isExpired: Uint8Array;
  doneCount = 0;
  horizon = 0;
  readonly #network: Network;
  readonly #heap: EventHeap;
  readonly #queues: SlotQueues;
  readonly #counters: Counters;
  readonly #missing: Int32Array;
  readonly #free: Int32Array;
  readonly #lastReleaser: Int32Array;
  /** 1 while a blocked node is without the slots that it does not hold. */
  readonly #hasGivenBack: Uint8Array;
  /** Pools with slots to hand out, each at most once; the latest is served first. */
  readonly #freed: Int32Array;
  readonly #isFreed: Uint8Array;
  #freedCount = 0;
  #durations: Float64Array = new Float64Array(0);
  #now = 0;

  constructor(network: Network) {
    const { nodeCount } = network;
    const poolCount = network.poolCapacity.length;
    this.#network = network;
    this.state = new Uint8Array(nodeCount);
    this.ready = new Float64Array(nodeCount);
    this.start = new Float64Array(nodeCount);
    this.end = new Float64Array(nodeCount);
    this.slotFrom = new Int32Array(nodeCount);
    this.slotPool = new Int32Array(nodeCount);
    this.openedBy = new Int32Array(nodeCount);
    this.openedAt = new Float64Array(nodeCount);
    this.isExpired = new Uint8Array(nodeCount);
    this.#heap = new EventHeap(2 * nodeCount + 1);
    this.#queues = new SlotQueues(poolCount, nodeCount);
    this.#counters = new Counters(network.gates);
    this.#hasGivenBack = new Uint8Array(nodeCount);
    this.#missing = new Int32Array(nodeCount);
    this.#free = new Int32Array(poolCount);
    this.#lastReleaser = new Int32Array(poolCount);
    this.#freed = new Int32Array(poolCount);
    this.#isFreed = new Uint8Array(poolCount);
  }

  run(durations: Float64Array): void {
    this.#reset(durations);
    const { nodeCount } = this.#network;
    for (let node = 0; node < nodeCount; node += 1) {
      if (this.#missing[node] === 0) this.#becomeReady(node);
    }
    this.#handOut();
    while (!this.#heap.isEmpty) {
      const code = this.#heap.pop();
      this.#now = this.#heap.time;
      if (code < nodeCount) this.#finish(code);
      else this.#expire(code - nodeCount);
      this.#handOut();
    }
  }

  #reset(durations: Float64Array): void {
    const { nodeCount, inStart, poolCapacity } = this.#network;
    this.state.fill(State.pending);
    for (const times of [this.ready, this.start, this.end, this.openedAt]) times.fill(Number.NaN);
    for (const names of [this.slotFrom, this.slotPool, this.openedBy]) names.fill(-1);
    this.isExpired.fill(0);
    this.#hasGivenBack.fill(0);
    this.doneCount = 0;
    this.horizon = 0;
    this.#heap.clear();
    this.#queues.clear();
    this.#counters.reset();
    for (let node = 0; node < nodeCount; node += 1) {
      this.#missing[node] = (inStart[node + 1] as number) - (inStart[node] as number);
    }
    this.#free.set(poolCapacity);
    this.#lastReleaser.fill(-1);
    this.#durations = durations;
    this.#now = 0;
  }

  #becomeReady(node: number): void {
    this.ready[node] = this.#now;
    this.state[node] = State.queued;
    this.#ask(node, true);
  }

  /** Takes a slot of each pool that the node needs now, all at once, or queues at the first that has none. */
  #ask(node: number, isNewcomer: boolean): void {
    const { nodePoolStart, nodePool } = this.#network;
    const last = nodePoolStart[node + 1] as number;
    for (let at = nodePoolStart[node] as number; at < last; at += 1) {
      const pool = nodePool[at] as number;
      if (!this.#needs(node, pool)) continue;
      if ((this.#free[pool] as number) > 0 && (!isNewcomer || this.#queues.isEmpty(pool))) continue;
      this.slotPool[node] = pool;
      this.#queues.add(pool, node);
      return;
    }
    for (let at = nodePoolStart[node] as number; at < last; at += 1) {
      const pool = nodePool[at] as number;
      if (this.#needs(node, pool)) this.#free[pool] = (this.#free[pool] as number) - 1;
    }
    if (this.state[node] === State.queued) this.#begin(node);
    else this.#proceed(node);
  }

  /** A node that resumes still has the slots that were held for it. */
  #needs(node: number, pool: number): boolean {
    return this.state[node] === State.queued || this.#network.poolHolds[pool] === 0;
  }

  /** What a node emits at its start is out before it listens itself. */
  #begin(node: number): void {
    this.start[node] = this.#now;
    this.#emit(node, 2 * node);
    const counter = this.#network.gates.counterOf[node] as number;
    if (counter < 0) {
      this.#proceed(node);
      return;
    }
    this.state[node] = State.blocked;
    this.#counters.blocked[counter] = (this.#counters.blocked[counter] as number) + 1;
    if (this.#isDecided(node, -1)) return;
    this.#giveBack(node);
    const patience = this.#network.gates.patience[node] as number;
    if (patience < Number.POSITIVE_INFINITY) this.#heap.push(this.#now + patience, this.#network.nodeCount + node);
  }

  #proceed(node: number): void {
    const counter = this.#network.gates.counterOf[node] as number;
    if (counter >= 0) this.#counters.blocked[counter] = (this.#counters.blocked[counter] as number) - 1;
    this.#hasGivenBack[node] = 0;
    this.state[node] = State.running;
    this.#heap.push(this.#now + (this.#durations[node] as number), node);
  }

  #finish(node: number): void {
    this.state[node] = State.done;
    this.end[node] = this.horizon = this.#now;
    this.doneCount += 1;
    this.#emit(node, 2 * node + 1);
    this.#release(node);
    this.#handOut();
    const { outStart, outNode } = this.#network;
    const last = outStart[node + 1] as number;
    for (let at = outStart[node] as number; at < last; at += 1) {
      const next = outNode[at] as number;
      const missing = (this.#missing[next] as number) - 1;
      this.#missing[next] = missing;
      if (missing === 0) this.#becomeReady(next);
    }
  }

  #expire(node: number): void {
    if (this.state[node] !== State.blocked) return;
    this.isExpired[node] = 1;
    this.#fail(node);
  }

  #fail(node: number): void {
    const counter = this.#network.gates.counterOf[node] as number;
    this.#counters.blocked[counter] = (this.#counters.blocked[counter] as number) - 1;
    this.end[node] = this.horizon = this.#now;
    this.state[node] = State.failed;
    this.#release(node);
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

  /** Fails or opens the gate of a blocked node when its counter says so. @param by the node that emitted, or −1 */
  #isDecided(node: number, by: number): boolean {
    const { counterOf, threshold } = this.#network.gates;
    const counter = counterOf[node] as number;
    const isFailed = this.#counters.hasFailed(counter);
    if (!isFailed && !this.#counters.hasReached(counter, threshold[node] as number)) return false;
    this.openedBy[node] = by;
    this.openedAt[node] = this.#now;
    if (isFailed) {
      this.#fail(node);
    } else if (this.#hasGivenBack[node] === 0) {
      this.#proceed(node);
    } else {
      this.state[node] = State.resuming;
      this.#ask(node, true);
    }
    return true;
  }

  /** A node that becomes blocked keeps only the slots of pools that hold. */
  #giveBack(node: number): void {
    const { nodePoolStart, nodePool, poolHolds } = this.#network;
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      const pool = nodePool[at] as number;
      if (poolHolds[pool] === 0) this.#freeSlot(pool, node);
    }
    this.#hasGivenBack[node] = 1;
  }

  /** A node that ends gives back all that it has. */
  #release(node: number): void {
    const { nodePoolStart, nodePool, poolHolds } = this.#network;
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      const pool = nodePool[at] as number;
      if (this.#hasGivenBack[node] === 0 || poolHolds[pool] === 1) this.#freeSlot(pool, node);
    }
  }

  #freeSlot(pool: number, node: number): void {
    this.#free[pool] = (this.#free[pool] as number) + 1;
    this.#lastReleaser[pool] = node;
    if (this.#isFreed[pool] === 1) return;
    this.#isFreed[pool] = 1;
    this.#freed[this.#freedCount++] = pool;
  }

  /** Serves the queues of freed pools until none of them can start anybody. No recursion, however many wait. */
  #handOut(): void {
    while (this.#freedCount > 0) {
      const pool = this.#freed[--this.#freedCount] as number;
      this.#isFreed[pool] = 0;
      while ((this.#free[pool] as number) > 0 && !this.#queues.isEmpty(pool)) {
        const node = this.#queues.take(pool);
        this.slotFrom[node] = this.#lastReleaser[pool] as number;
        this.#ask(node, false);
      }
    }
  }
}
