import type { SampleSummary } from '../simulation.ts';
import { QuantileSketch, SKETCH_ERROR } from './quantile-sketch.ts';
import { summarise, summaryOf } from './summary.ts';

/** So many values are kept; of more, quantiles come from a sketch. */
export const EXACT_VALUES = 1_000_000;
const BLOCK = 256;

/**
 * Sums up a sample that comes piece by piece, in bounded memory: exactly up to `EXACT_VALUES`, beyond with moments of
 * blocks of 256 and a sketch for the quantiles. How the sample is cut into pieces does not matter.
 */
export class SampleStatistics {
  readonly #samples: Float64Array;
  #count = 0;
  #sketch: QuantileSketch | null = null;
  readonly #block = new Float64Array(BLOCK);
  #mean = 0;
  /** The sum of squared differences from the mean, of the blocks that are full. */
  #squares = 0;
  #summary: SampleSummary | null = null;

  constructor(expected: number, mostExact = EXACT_VALUES) {
    this.#samples = new Float64Array(Math.min(expected, mostExact));
    if (expected > mostExact) this.#sketch = new QuantileSketch();
  }

  get count(): number {
    return this.#count;
  }

  /** How many values there is room for. */
  get kept(): number {
    return this.#samples.length;
  }

  /** The first values, in order. */
  get samples(): Float64Array {
    return this.#samples.subarray(0, Math.min(this.#count, this.kept));
  }

  /** How far quantiles may be off, relative to their value; 0 while they are exact. */
  get quantileError(): number {
    return this.#count > this.kept ? SKETCH_ERROR : 0;
  }

  addAll(values: Float64Array): void {
    this.#summary = null;
    const room = Math.max(0, this.kept - this.#count);
    if (room > 0) this.#samples.set(values.subarray(0, room), this.#count);
    if (!this.#sketch) {
      this.#count += values.length;
      return;
    }
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] as number;
      this.#sketch.add(value);
      this.#block[this.#count % BLOCK] = value;
      this.#count += 1;
      if (this.#count % BLOCK === 0) this.#mergeBlock(BLOCK);
    }
  }

  /** Of all values so far, worked out once for both questions after a run. Null without any. */
  summary(): SampleSummary | null {
    this.#summary ??= this.#sum();
    return this.#summary;
  }

  #sum(): SampleSummary | null {
    const sketch = this.#sketch;
    if (!sketch || this.#count <= this.kept) return summarise(this.samples);
    const { mean, squares } = this.#withRest();
    return summaryOf({
      count: this.#count,
      mean,
      variance: squares / (this.#count - 1),
      quantile: (p) => sketch.quantile(p),
      ranked: (rank) => sketch.ranked(rank),
    });
  }

  /** The last block may not be full; more values may come afterwards. */
  #withRest(): { readonly mean: number; readonly squares: number } {
    const [mean, squares] = [this.#mean, this.#squares];
    const rest = this.#count % BLOCK;
    if (rest > 0) this.#mergeBlock(rest);
    const merged = { mean: this.#mean, squares: this.#squares };
    [this.#mean, this.#squares] = [mean, squares];
    return merged;
  }

  /** Chan, Golub and LeVeque, Am. Stat. 37, 1983: two samples' means and squares make those of both. */
  #mergeBlock(size: number): void {
    const before = this.#count - size;
    let sum = 0;
    for (let at = 0; at < size; at += 1) sum += this.#block[at] as number;
    const mean = sum / size;
    let squares = 0;
    for (let at = 0; at < size; at += 1) {
      const difference = (this.#block[at] as number) - mean;
      squares += difference * difference;
    }
    const apart = mean - this.#mean;
    this.#mean += (apart * size) / this.#count;
    this.#squares += squares + (apart * apart * before * size) / this.#count;
  }
}
