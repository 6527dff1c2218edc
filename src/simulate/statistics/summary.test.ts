import { describe, expect, it } from 'vitest';
import { hashWord } from '../draws/counter-hash.ts';
import { EndQuantiles, keptReplications } from './end-quantiles.ts';
import { intervalRanks, summarise } from './summary.ts';

describe('a sample summed up', () => {
  it('of 1 … 101', () => {
    const summary = summarise(Float64Array.from({ length: 101 }, (_, index) => 101 - index));
    expect(summary).toMatchObject({ count: 101, mean: 51, min: 1, p50: 51, p90: 91, p95: 96, p99: 100, max: 101 });
    expect(summary?.stddev).toBeCloseTo(Math.sqrt((101 * 102) / 12), 12);
    // Student's t with 100 degrees of freedom at 0.975 is 1.983971518523552.
    expect((summary?.ciHigh ?? 0) - 51).toBeCloseTo(
      (1.983971518523552 * Math.sqrt((101 * 102) / 12)) / Math.sqrt(101),
      9,
    );
    expect(summary?.quantileIntervals.p50).toEqual([41, 61]);
  });

  it('of nothing is nothing, and of one value is that value', () => {
    expect(summarise(new Float64Array(0))).toBeNull();
    expect(summarise(Float64Array.of(7))).toMatchObject({ mean: 7, stddev: 0, ciLow: 7, ciHigh: 7, p99: 7 });
  });

  it('the ranks of a quantile interval are the binomial ones', () => {
    expect(intervalRanks(1000, 0.95)).toEqual([936, 964]);
    expect(intervalRanks(5, 0.99)).toEqual([4, 6]);
    expect(intervalRanks(1_000_000, 0.5)).toEqual([499_020, 500_981]);
  });

  it('intervals of the mean cover it about 95 times in 100', () => {
    let covered = 0;
    for (let study = 0; study < 1000; study += 1) {
      const sample = Float64Array.from({ length: 20 }, (_, at) => (hashWord(study, 77, at) >>> 0) / 4_294_967_296);
      const summary = summarise(sample);
      if (summary && summary.ciLow <= 0.5 && 0.5 <= summary.ciHigh) covered += 1;
    }
    expect(Math.abs(covered - 950)).toBeLessThan(5 * Math.sqrt(1000 * 0.95 * 0.05));
  });
});

it('ends are kept in bounded memory, and shares of them join to the same', () => {
  expect(keptReplications(100, 50)).toBe(50);
  expect(keptReplications(100, 1e6)).toBe(1000);
  expect(keptReplications(1e6, 1e6)).toBe(2);
  const quantiles = new EndQuantiles(1, 11);
  for (let end = 13; end >= 8; end -= 1) quantiles.add(() => end);
  quantiles.addAll(Float64Array.of(7, 6, 5, 4, 3, 2, 1));
  expect(quantiles.byTask(['a'])).toEqual(new Map([['a', [4, 12]]]));
});
