import type { Watches } from './conduct.ts';

/** What `WatchRounds.take` says when a round is over or has not begun, and when nothing is under way at all. */
export const NOBODY = -1;
export const ALL_OVER = -2;

/**
 * The rounds of shared watches. A round goes over the nodes that were under way when it began; each look costs time,
 * and so does each start, so what one node costs delays all others of its watch.
 */
export class WatchRounds {
  readonly #watches: Watches;
  readonly #schedule: (watch: number, time: number) => void;
  /** Nodes under way, by watch, in the order of their starts: a linked list through the nodes. */
  readonly #next: Int32Array;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #count: Int32Array;
  /** The node before the one that is next in the round, and how many the round has left; −1 between rounds. */
  readonly #before: Int32Array;
  readonly #left: Int32Array;
  readonly #debt: Float64Array;
  readonly #lastRound: Float64Array;
  readonly #isIdle: Uint8Array;
  readonly #lingers: Uint8Array;

  constructor(watches: Watches, schedule: (watch: number, time: number) => void) {
    const watchCount = watches.roundRest.length;
    this.#watches = watches;
    this.#schedule = schedule;
    this.#next = new Int32Array(watches.of.length);
    this.#head = new Int32Array(watchCount);
    this.#tail = new Int32Array(watchCount);
    this.#count = new Int32Array(watchCount);
    this.#before = new Int32Array(watchCount);
    this.#left = new Int32Array(watchCount);
    this.#debt = new Float64Array(watchCount);
    this.#lastRound = new Float64Array(watchCount);
    this.#isIdle = new Uint8Array(watchCount);
    this.#lingers = new Uint8Array(watchCount);
  }

  reset(): void {
    for (const list of [this.#head, this.#tail, this.#left]) list.fill(-1);
    for (const list of [this.#count, this.#debt, this.#isIdle, this.#lingers]) list.fill(0);
  }

  /** The first round begins at once, after all that starts at this time. */
  open(watch: number, now: number): void {
    this.#lastRound[watch] = now;
    this.#isIdle[watch] = 0;
    this.#schedule(watch, now);
  }

  add(watch: number, node: number, now: number): void {
    this.#next[node] = -1;
    if (this.#head[watch] === -1) this.#head[watch] = node;
    else this.#next[this.#tail[watch] as number] = node;
    this.#tail[watch] = node;
    this.#count[watch]! += 1;
    this.#debt[watch]! += this.#watches.startCost[node] as number;
    if (this.#isIdle[watch] === 0) return;
    this.#isIdle[watch] = 0;
    const rest = this.#watches.roundRest[watch] as number;
    const rounds = Math.max(1, Math.ceil((now - (this.#lastRound[watch] as number)) / rest - 1e-9));
    this.#schedule(watch, Math.max(now, (this.#lastRound[watch] as number) + rounds * rest));
  }

  /** After a failure the watch makes another round even when nothing is under way. */
  linger(watch: number): void {
    this.#lingers[watch] = 1;
  }

  /** The node to look at now, or `NOBODY`, or `ALL_OVER`. */
  take(watch: number, now: number): number {
    const debt = this.#debt[watch] as number;
    if (debt > 0) {
      this.#debt[watch] = 0;
      this.#schedule(watch, now + debt);
      return NOBODY;
    }
    if ((this.#left[watch] as number) < 0) {
      this.#left[watch] = this.#count[watch] as number;
      this.#before[watch] = -1;
    }
    if ((this.#left[watch] as number) > 0) return this.#current(watch);
    return this.#endRound(watch, now);
  }

  looked(watch: number, node: number, { isOver, now }: { readonly isOver: boolean; readonly now: number }): void {
    this.#left[watch]! -= 1;
    if (isOver) this.#remove(watch, node);
    else this.#before[watch] = node;
    const cost = isOver ? this.#watches.settle[node] : this.#watches.visit[node];
    this.#schedule(watch, now + (cost as number));
  }

  #current(watch: number): number {
    const before = this.#before[watch] as number;
    return (before < 0 ? this.#head[watch] : this.#next[before]) as number;
  }

  #endRound(watch: number, now: number): number {
    this.#left[watch] = -1;
    this.#lastRound[watch] = now;
    if (this.#count[watch] === 0 && this.#lingers[watch] === 0) {
      this.#isIdle[watch] = 1;
      return ALL_OVER;
    }
    this.#lingers[watch] = 0;
    this.#schedule(watch, now + (this.#watches.roundRest[watch] as number));
    return NOBODY;
  }

  #remove(watch: number, node: number): void {
    const before = this.#before[watch] as number;
    const after = this.#next[node] as number;
    if (before < 0) this.#head[watch] = after;
    else this.#next[before] = after;
    if (after < 0) this.#tail[watch] = before;
    this.#count[watch]! -= 1;
  }
}
