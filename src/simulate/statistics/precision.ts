import type { SampleSummary } from '../simulation.ts';

export type Statistic = 'mean' | 'p50' | 'p90' | 'p95' | 'p99';

/** How well a statistic of the makespan shall be known. */
export interface Precision {
  /** Default `mean`. */
  readonly statistic?: Statistic;
  /** Half the width of the 95 % interval over the estimate: 0.01 is 1 %. Above 0, below 1. */
  readonly relative: number;
}

/** What became of it. */
export interface PrecisionReached {
  readonly statistic: Statistic;
  readonly relative: number;
  readonly interval: Interval;
  readonly replications: number;
  /** False when the most replications allowed did not suffice. */
  readonly reached: boolean;
}

/** An estimate with its two-sided 95 % interval. */
export interface Interval {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** The most replications when nobody says how many. */
export const MOST_FOR_PRECISION = 1_000_000;
/** Fewer are never looked at: the variance of a smaller sample is too uncertain to stop by. */
const FIRST_LOOK = 1024;
/** At the first look so many values lie beyond a quantile, on average. */
const BEYOND = 100;
const BLOCK = 256;
/** One look asks for so many times as many replications at most, and for 5 % more than it seems to need. */
const GROWTH = 16;
const MARGIN = 1.05;

/** @throws RangeError for a relative half-width that is none */
export function demandPrecision({ relative }: Precision): void {
  if (!(relative > 0 && relative < 1)) throw new RangeError(`a precision is above 0 and below 1, not ${relative}`);
}

/** How many replications there are when the sample is looked at first. */
export function firstLook({ statistic = 'mean' }: Precision): number {
  const tail = { mean: 1, p50: 0.5, p90: 0.1, p95: 0.05, p99: 0.01 }[statistic];
  return Math.max(FIRST_LOOK, BLOCK * Math.ceil(BEYOND / tail / BLOCK));
}

/**
 * How many replications there shall be at the next look; null to stop. The rule of Chow and Robbins (Ann. Math. Stat.
 * 36, 1965): stop as soon as the interval of a fixed sample is narrow enough; its coverage tends to 95 % as the
 * precision grows. Looks are few, for each goes straight to the sample that the one before seemed to need, so that the
 * chance of stopping at a lucky one stays small; the first is late enough for the rest (`test/theory/coverage`).
 */
export function nextLook(precision: Precision, summary: SampleSummary | null, replications: number): number | null {
  if (summary === null) return null;
  const { estimate, ciLow, ciHigh } = intervalOf(summary, precision.statistic ?? 'mean');
  const half = (ciHigh - ciLow) / 2;
  const wanted = precision.relative * estimate;
  if (half <= wanted) return null;
  const factor = Math.min(GROWTH, MARGIN * (half / wanted) ** 2);
  return BLOCK * Math.ceil(Math.max(replications + BLOCK, replications * factor) / BLOCK);
}

/** A statistic of a sample with its interval. */
export function intervalOf(summary: SampleSummary, statistic: Statistic): Interval {
  if (statistic === 'mean') return { estimate: summary.mean, ciLow: summary.ciLow, ciHigh: summary.ciHigh };
  const [ciLow, ciHigh] = summary.quantileIntervals[statistic];
  return { estimate: summary[statistic], ciLow, ciHigh };
}

/** @returns null when nothing completed */
export function precisionReached(
  precision: Precision,
  summary: SampleSummary | null,
  replications: number,
): PrecisionReached | null {
  if (summary === null) return null;
  const { relative, statistic = 'mean' } = precision;
  const interval = intervalOf(summary, statistic);
  const reached = (interval.ciHigh - interval.ciLow) / 2 <= relative * interval.estimate;
  return { statistic, relative, interval, replications, reached };
}
