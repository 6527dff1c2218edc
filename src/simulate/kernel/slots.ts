import { EventHeap } from './event-heap.ts';
import type { Network } from './network.ts';
import { SlotQueues } from './slot-queues.ts';

/** The slots of all pools: who has how many, and who waits for one. */
export class Slots {
  /** The node whose slot each took over, and of which pool; −1 when it did not queue. */
  readonly from: Int32Array;
  readonly pool: Int32Array;
  readonly #network: Network;
  readonly #queues: SlotQueues;
  /** By pool: those who wait, by rank; null where they are served in the order of arrival. */
  readonly #ranked: readonly (EventHeap | null)[];
  readonly #free: Int32Array;
  readonly #lastReleaser: Int32Array;
  /** 1 while a blocked node is without the slots that it does not hold. */
  readonly #hasGivenBack: Uint8Array;
  /** Pools with slots to hand out, each at most once; the latest is served first. */
  readonly #freed: Int32Array;
  readonly #isFreed: Uint8Array;
  #freedCount = 0;
  /** The pool whose queue is being served; −1 when none is. */
  #served = -1;

  constructor(network: Network) {
    const poolCount = network.poolCapacity.length;
    this.#network = network;
    this.from = new Int32Array(network.nodeCount);
    this.pool = new Int32Array(network.nodeCount);
    this.#queues = new SlotQueues(poolCount, network.nodeCount);
    this.#ranked = Array.from(network.poolCapacity, (_, pool) =>
      network.conduct?.isRanked[pool] === 1 ? new EventHeap(network.nodeCount) : null,
    );
    this.#hasGivenBack = new Uint8Array(network.nodeCount);
    this.#free = new Int32Array(poolCount);
    this.#lastReleaser = new Int32Array(poolCount);
    this.#freed = new Int32Array(poolCount);
    this.#isFreed = new Uint8Array(poolCount);
  }

  reset(): void {
    this.from.fill(-1);
    this.pool.fill(-1);
    this.#hasGivenBack.fill(0);
    this.#queues.clear();
    for (const heap of this.#ranked) heap?.clear();
    this.#free.set(this.#network.poolCapacity);
    this.#lastReleaser.fill(-1);
    this.#isFreed.fill(0);
    this.#freedCount = 0;
    this.#served = -1;
  }

  /**
   * Takes a slot of each pool that the node needs now, all at once, or queues at the first that has none.
   * @returns whether it has them
   */
  take(node: number, isNewcomer: boolean): boolean {
    const { nodePoolStart, nodePool } = this.#network;
    const last = nodePoolStart[node + 1] as number;
    for (let at = nodePoolStart[node] as number; at < last; at += 1) {
      const pool = nodePool[at] as number;
      if (!this.#needs(node, pool)) continue;
      if ((this.#free[pool] as number) > 0 && (!isNewcomer || this.#isQueueEmpty(pool))) continue;
      this.pool[node] = pool;
      const heap = this.#ranked[pool];
      if (heap) heap.push(this.#network.conduct?.rank[node] as number, node);
      else this.#queues.add(pool, node);
      return false;
    }
    for (let at = nodePoolStart[node] as number; at < last; at += 1) {
      const pool = nodePool[at] as number;
      if (this.#needs(node, pool)) this.#free[pool] = (this.#free[pool] as number) - 1;
    }
    this.#hasGivenBack[node] = 0;
    return true;
  }

  hasGivenBack(node: number): boolean {
    return this.#hasGivenBack[node] === 1;
  }

  /** A node that becomes blocked keeps only the slots of pools that hold. */
  giveBack(node: number): void {
    const { nodePoolStart, nodePool, poolHolds } = this.#network;
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      const pool = nodePool[at] as number;
      if (poolHolds[pool] === 0) this.#freeSlot(pool, node);
    }
    this.#hasGivenBack[node] = 1;
  }

  /** A node that ends gives back all that it has. */
  release(node: number): void {
    const { nodePoolStart, nodePool, poolHolds } = this.#network;
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      const pool = nodePool[at] as number;
      if (this.#hasGivenBack[node] === 0 || poolHolds[pool] === 1) this.#freeSlot(pool, node);
    }
  }

  /** Takes the next node out of the queue of a pool with a free slot; −1 when none can be served. */
  next(): number {
    for (;;) {
      const pool = this.#served;
      if (pool >= 0 && (this.#free[pool] as number) > 0 && !this.#isQueueEmpty(pool)) {
        const node = this.#ranked[pool]?.pop() ?? this.#queues.take(pool);
        this.from[node] = this.#lastReleaser[pool] as number;
        return node;
      }
      this.#served = -1;
      if (this.#freedCount === 0) return -1;
      this.#served = this.#freed[--this.#freedCount] as number;
      this.#isFreed[this.#served] = 0;
    }
  }

  /** A node that resumes still has the slots that were held for it. */
  #needs(node: number, pool: number): boolean {
    return this.#hasGivenBack[node] === 0 || this.#network.poolHolds[pool] === 0;
  }

  #isQueueEmpty(pool: number): boolean {
    return this.#ranked[pool]?.isEmpty ?? this.#queues.isEmpty(pool);
  }

  #freeSlot(pool: number, node: number): void {
    this.#free[pool] = (this.#free[pool] as number) + 1;
    this.#lastReleaser[pool] = node;
    if (this.#isFreed[pool] === 1) return;
    this.#isFreed[pool] = 1;
    this.#freed[this.#freedCount++] = pool;
  }
}
