import { halfWidth, momentsOf } from '../simulate/statistics/summary.ts';
import type { Difference } from './outcome.ts';

/** Makespans of replications that completed, and their numbers where some did not. */
export interface PairedSample {
  readonly samples: Float64Array;
  readonly completed?: Int32Array | undefined;
}

/**
 * The mean of `other − base` over the replications that completed in both, with Student's interval. On common random
 * numbers the differences vary far less than either. Null when there is no pair.
 */
export function pairedDifference(base: PairedSample, other: PairedSample): Difference | null {
  const { before, after } = commonReplications(base, other);
  if (before.length === 0) return null;
  const { mean: baseMean } = momentsOf(before);
  for (let at = 0; at < after.length; at += 1) after[at]! -= before[at] as number;
  const { mean, variance } = momentsOf(after);
  const half = halfWidth(variance, after.length);
  return {
    pairs: after.length,
    estimate: mean,
    ciLow: mean - half,
    ciHigh: mean + half,
    relative: baseMean > 0 ? mean / baseMean : 0,
  };
}

/** The makespans of both, of the same replications in the same order. */
function commonReplications(base: PairedSample, other: PairedSample) {
  if (!base.completed && !other.completed) {
    const count = Math.min(base.samples.length, other.samples.length);
    return { before: base.samples.slice(0, count), after: other.samples.slice(0, count) };
  }
  const [before, after]: [number[], number[]] = [[], []];
  let place = 0;
  for (let at = 0; at < base.samples.length; at += 1) {
    const replication = base.completed?.[at] ?? at;
    while (place < other.samples.length && (other.completed?.[place] ?? place) < replication) place += 1;
    if (place >= other.samples.length) break;
    if ((other.completed?.[place] ?? place) !== replication) continue;
    before.push(base.samples[at] as number);
    after.push(other.samples[place] as number);
  }
  return { before: Float64Array.from(before), after: Float64Array.from(after) };
}
