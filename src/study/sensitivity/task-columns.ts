import type { Interval } from '../../simulate/statistics/precision.ts';
import { halfWidth, momentsOf } from '../../simulate/statistics/summary.ts';

/** What was seen of one task, replication by replication; NaN where a run did not complete. */
export interface TaskColumns {
  readonly task: number;
  readonly durations: Float64Array;
  /** Makespans with its duration shortened; and where it varies drawn again, at its p10, and at its p90. */
  readonly shortened: Float64Array;
  readonly redrawn: Float64Array | null;
  readonly ends: {
    readonly p10: number;
    readonly p90: number;
    readonly low: Float64Array;
    readonly high: Float64Array;
  } | null;
}

/** Pearson's correlation of duration and makespan; null where either does not vary. */
export function correlationOf(durations: Float64Array, makespans: Float64Array): number | null {
  const pairs = completed(durations, makespans);
  if (pairs.length < 2) return null;
  const [x, y] = [momentsOf(pairs.map(([a]) => a)), momentsOf(pairs.map(([, b]) => b))];
  if (x.variance <= 0 || y.variance <= 1e-24 * y.mean * y.mean) return null;
  let sum = 0;
  for (const [a, b] of pairs) sum += (a - x.mean) * (b - y.mean);
  const correlation = sum / (pairs.length - 1) / Math.sqrt(x.variance * y.variance);
  return Math.min(1, Math.max(-1, correlation));
}

/**
 * The total effect of Homma and Saltelli (Reliab. Eng. Syst. Saf. 52, 1996) by Jansen's estimator (Comput. Phys.
 * Commun. 117, 1999): E (Y − Y′)² / 2 over the variance of Y, where Y′ has only this duration drawn anew. The interval
 * is the delta method's for the ratio of two means. Null where the makespan does not vary.
 */
export function totalEffectOf(makespans: Float64Array, redrawn: Float64Array): Interval | null {
  const pairs = completed(makespans, redrawn);
  if (pairs.length < 2) return null;
  const { mean, variance } = momentsOf(pairs.map(([y]) => y));
  if (variance <= 1e-24 * mean * mean) return null;
  const halves = pairs.map(([y, other]) => ((y - other) * (y - other)) / 2);
  const estimate = momentsOf(halves).mean / variance;
  const influence = pairs.map(([y], at) => ((halves[at] as number) - estimate * (y - mean) * (y - mean)) / variance);
  const half = halfWidth(momentsOf(influence).variance, pairs.length);
  return { estimate, ciLow: Math.max(0, estimate - half), ciHigh: estimate + half };
}

/** The mean of `before − after` over what completed in both, with Student's interval. */
export function savingOf(before: Float64Array, after: Float64Array): Interval | null {
  const pairs = completed(before, after);
  if (pairs.length === 0) return null;
  const { mean, variance } = momentsOf(pairs.map(([a, b]) => a - b));
  const half = halfWidth(variance, pairs.length);
  return { estimate: mean, ciLow: mean - half, ciHigh: mean + half };
}

export function meanOf(values: Float64Array): number | null {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.length === 0 ? null : momentsOf(there).mean;
}

function completed(a: Float64Array, b: Float64Array) {
  const places = [...a.keys()].filter((at) => !Number.isNaN(a[at]) && !Number.isNaN(b[at]));
  return {
    length: places.length,
    map: (value: (pair: readonly [number, number], at: number) => number): Float64Array =>
      Float64Array.from(places, (place, at) => value([a[place] as number, b[place] as number], at)),
    *[Symbol.iterator](): Generator<readonly [number, number]> {
      for (const place of places) yield [a[place] as number, b[place] as number];
    },
  };
}
