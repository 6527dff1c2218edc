/** 128 bins an octave: a bin is a value's sign, exponent and first seven bits of mantissa. */
const MANTISSA_BITS = 7;
const HIGH_WORD_SHIFT = 20 - MANTISSA_BITS;
const BINS = 1 << (31 - HIGH_WORD_SHIFT);
/** What a quantile may be off by, relative to its value. */
export const SKETCH_ERROR = 1 / (1 << MANTISSA_BITS);

/** How many values fell into each bin: quantiles of any number of values in 2 MiB. Values are ≥ 0. */
export class QuantileSketch {
  readonly #counts = new Float64Array(BINS);
  readonly #view = new DataView(new ArrayBuffer(8));
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  add(value: number): void {
    this.#view.setFloat64(0, value);
    this.#counts[this.#view.getUint32(0) >>> HIGH_WORD_SHIFT]! += 1;
    this.#count += 1;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  quantile(p: number): number {
    return this.ranked(1 + p * (this.#count - 1));
  }

  /** @param rank 1 for the least, which is exact as the greatest is; between ranks straight */
  ranked(rank: number): number {
    if (rank <= 1) return this.#min;
    if (rank >= this.#count) return this.#max;
    let before = 0;
    let bin = 0;
    for (; before + (this.#counts[bin] as number) < rank; bin += 1) before += this.#counts[bin] as number;
    const low = this.#lowest(bin);
    const width = this.#lowest(bin + 1) - low;
    const value = low + width * Math.max(0, (rank - before - 0.5) / (this.#counts[bin] as number));
    return Math.min(Math.max(value, this.#min), this.#max);
  }

  #lowest(bin: number): number {
    this.#view.setUint32(0, bin << HIGH_WORD_SHIFT);
    this.#view.setUint32(4, 0);
    return this.#view.getFloat64(0);
  }
}
