/** An API's limit: so many calls at once after a rest, then one each `1 / perSecond`. */
export interface Throttle {
  readonly perSecond: number;
  readonly burst: number;
  /** By node: 1 when its start is a call. */
  readonly of: Uint8Array;
}

/**
 * Admits calls in the order in which they come, each at the first moment at which the bucket has a token: of n at once
 * the last at (n − burst) / perSecond. Keeps one number, the time at which the bucket would be full less one burst
 * (generic cell rate algorithm, ITU-T I.371).
 */
export class TokenBucket {
  readonly #throttle: Throttle;
  readonly #interval: number;
  #due = 0;

  constructor(throttle: Throttle) {
    this.#throttle = throttle;
    this.#interval = 1 / throttle.perSecond;
  }

  reset(): void {
    this.#due = 0;
  }

  /** When the call of a node that comes at `time` is admitted. */
  admit(node: number, time: number): number {
    if (this.#throttle.of[node] === 0) return time;
    const admitted = Math.max(time, this.#due - (this.#throttle.burst - 1) * this.#interval);
    this.#due = Math.max(time, this.#due) + this.#interval;
    return admitted;
  }
}
