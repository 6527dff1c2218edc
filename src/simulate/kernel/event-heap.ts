/**
 * A binary heap of events on typed arrays. The order is total: by time, then by code, so equal runs pop equal
 * sequences. Holds at most `capacity` events.
 */
export class EventHeap {
  readonly #times: Float64Array;
  readonly #codes: Int32Array;
  #size = 0;
  /** The time of the event that `pop` returned last. */
  time = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
    this.#codes = new Int32Array(capacity);
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** The time of the earliest event; infinite when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  /** The code of the earliest event. Never ask when it is empty. */
  get nextCode(): number {
    return this.#codes[0] as number;
  }

  clear(): void {
    this.#size = 0;
    this.time = 0;
  }

  push(time: number, code: number): void {
    const times = this.#times;
    const codes = this.#codes;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = times[parent] as number;
      if (above < time || (above === time && (codes[parent] as number) < code)) break;
      times[at] = above;
      codes[at] = codes[parent] as number;
      at = parent;
    }
    times[at] = time;
    codes[at] = code;
  }

  /** Takes the earliest event out and returns its code; its time is in `time`. Never call it when empty. */
  pop(): number {
    const times = this.#times;
    const codes = this.#codes;
    const code = codes[0] as number;
    this.time = times[0] as number;
    const last = --this.#size;
    const time = times[last] as number;
    const moved = codes[last] as number;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      const right = child + 1;
      if (right < last && precedes(times, codes, right, child)) child = right;
      const below = times[child] as number;
      if (time < below || (time === below && moved < (codes[child] as number))) break;
      times[at] = below;
      codes[at] = codes[child] as number;
      at = child;
    }
    times[at] = time;
    codes[at] = moved;
    return code;
  }
}

function precedes(times: Float64Array, codes: Int32Array, a: number, b: number): boolean {
  const [first, second] = [times[a] as number, times[b] as number];
  return first < second || (first === second && (codes[a] as number) < (codes[b] as number));
}
