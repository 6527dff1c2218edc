/**
 * First come, first served queues, one a pool, as linked lists through the nodes; a node stands in one queue at most.
 */
export class SlotQueues {
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #next: Int32Array;

  constructor(poolCount: number, nodeCount: number) {
    this.#head = new Int32Array(poolCount);
    this.#tail = new Int32Array(poolCount);
    this.#next = new Int32Array(nodeCount);
  }

  clear(): void {
    this.#head.fill(-1);
  }

  isEmpty(pool: number): boolean {
    return this.#head[pool] === -1;
  }

  add(pool: number, node: number): void {
    this.#next[node] = -1;
    if (this.#head[pool] === -1) this.#head[pool] = node;
    else this.#next[this.#tail[pool] as number] = node;
    this.#tail[pool] = node;
  }

  /** Takes the first node out. Never call it on an empty queue. */
  take(pool: number): number {
    const node = this.#head[pool] as number;
    this.#head[pool] = this.#next[node] as number;
    return node;
  }
}
