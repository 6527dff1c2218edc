import type { DistributionDocument } from '../result.ts';

/** Bins of a histogram: enough to show the shape of a thousand replications, few enough to read. */
const BINS = 40;

/**
 * A sample as a histogram over equal bins and its quantiles at 0 %, 1 %, …, 100 % (the smallest value whose empirical
 * distribution reaches the probability). The bins begin at 0 seconds times a round width, so that two samples' bins
 * can be laid over each other when `binWidth` is given.
 * @param samples seconds, in any order
 * @returns null for an empty sample
 */
export function distributionDocument(samples: Float64Array, binWidth?: number): DistributionDocument | null {
  if (samples.length === 0) return null;
  const sorted = Float64Array.from(samples).sort();
  const [low, high] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const width = binWidth ?? roundBinWidth(high - low);
  const binStart = Math.floor(low / width) * width;
  const counts = new Array<number>(Math.floor((high - binStart) / width) + 1).fill(0);
  for (const value of sorted) {
    const bin = Math.min(counts.length - 1, Math.floor((value - binStart) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const percentiles = Array.from({ length: 101 }, (_, percent) => {
    const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
    return sorted[rank - 1] as number;
  });
  return { binStart, binWidth: width, counts, percentiles };
}

/** The round width (1, 2 or 5 times a power of ten) that cuts a range into at most `BINS` parts; 1 s for a point. */
export function roundBinWidth(range: number): number {
  if (!(range > 1e-9)) return 1;
  let width = 1;
  while (range / width > BINS) width *= 10;
  while (range / (width / 10) <= BINS) width /= 10;
  for (const step of [0.2, 0.5]) if (range / (width * step) <= BINS) return width * step;
  return width;
}
