import { incompleteBeta, studentQuantile } from '../../model/durations/numeric/beta.ts';
import type { SampleSummary } from '../simulation.ts';

/** Sums are taken over blocks of this many replications, in order, so that shards merge to the same bytes. */
const BLOCK = 256;

/** Sums up a sample; null when it is empty. Quantiles are exact: the sample is sorted. */
export function summarise(samples: Float64Array): SampleSummary | null {
  if (samples.length === 0) return null;
  const sorted = samples.slice().sort();
  return summaryOf({
    count: samples.length,
    ...momentsOf(samples),
    quantile: (p) => quantileOf(sorted, p),
    ranked: (rank) => sorted[rank - 1] as number,
  });
}

/** A sample that may have gone: its moments, and what is known of its order. */
export interface OrderedSample {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  readonly quantile: (p: number) => number;
  /** @param rank 1 for the least, `count` for the greatest */
  readonly ranked: (rank: number) => number;
}

export function summaryOf(sample: OrderedSample): SampleSummary {
  const { count, mean, variance, quantile, ranked } = sample;
  const half = halfWidth(variance, count);
  return {
    count,
    mean,
    stddev: Math.sqrt(variance),
    min: ranked(1),
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: ranked(count),
    ciLow: mean - half,
    ciHigh: mean + half,
    quantileIntervals: {
      p50: quantileInterval(sample, 0.5),
      p90: quantileInterval(sample, 0.9),
      p95: quantileInterval(sample, 0.95),
      p99: quantileInterval(sample, 0.99),
    },
  };
}

/** Mean and unbiased variance (0 for a single value), in two passes of blocked sums. */
export function momentsOf(samples: Float64Array): { readonly mean: number; readonly variance: number } {
  const count = samples.length;
  const mean = blockedSum(samples, (value) => value) / count;
  const squares = blockedSum(samples, (value) => (value - mean) * (value - mean));
  return { mean, variance: count > 1 ? squares / (count - 1) : 0 };
}

/** Half the two-sided 95 % interval of a mean: Student's t times the standard error; 0 for a single value. */
export function halfWidth(variance: number, count: number): number {
  if (count < 2 || variance === 0) return 0;
  return studentQuantile(count - 1, 0.975) * Math.sqrt(variance / count);
}

/** The quantile of a sorted sample, straight between neighbours (type 7 of Hyndman and Fan, Am. Stat. 50, 1996). */
export function quantileOf(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

/**
 * The 95 % interval of a quantile from order statistics, whatever the distribution: the number of values below the
 * quantile is binomial. (X(l), X(u)) covers with probability F(u − 1) − F(l − 1) ≥ 0.95; small samples give their ends.
 */
function quantileInterval({ count, ranked }: OrderedSample, p: number): readonly [number, number] {
  const [low, high] = intervalRanks(count, p);
  return [ranked(Math.max(low, 1)), ranked(Math.min(high, count))];
}

/** The ranks l and u, counted from 1; l = 0 or u = n + 1 when the sample is too small. */
export function intervalRanks(count: number, p: number): readonly [number, number] {
  return [binomialQuantile(count, p, 0.025), binomialQuantile(count, p, 0.975) + 1];
}

/** The least k with F(k) ≥ mass; F(k) = I_{1−p}(n − k, k + 1). */
function binomialQuantile(count: number, p: number, mass: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const reached = middle >= count ? 1 : incompleteBeta(count - middle, middle + 1, 1 - p);
    if (reached >= mass) high = middle;
    else low = middle + 1;
  }
  return low;
}

function blockedSum(samples: Float64Array, term: (value: number) => number): number {
  let total = 0;
  for (let from = 0; from < samples.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, samples.length);
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += term(samples[at] as number);
    total += sum;
  }
  return total;
}
