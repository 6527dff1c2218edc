import { describe, expect, it } from 'vitest';
import { probabilityOf } from './binomial-interval.ts';

describe('the exact interval of a share', () => {
  // Values of R's binom.test and of the closed forms for none and all.
  it.each([
    [0, 10, 0, 1 - 0.025 ** (1 / 10)],
    [10, 10, 0.025 ** (1 / 10), 1],
    [1, 10, 0.002528579, 0.4450161],
    [7, 20, 0.1539092, 0.5921885],
    [5, 1000, 0.001625421, 0.01162957],
  ])('of %i in %i', (count, of, low, high) => {
    const { estimate, ciLow, ciHigh } = probabilityOf(count, of);
    expect(estimate).toBe(count / of);
    expect(ciLow).toBeCloseTo(low, 6);
    expect(ciHigh).toBeCloseTo(high, 6);
  });

  it('covers in at least 95 % of all cases, summed up exactly', () => {
    for (const p of [0.01, 0.2, 0.5]) {
      for (const of of [12, 40]) {
        let covered = 0;
        let mass = (1 - p) ** of;
        for (let count = 0; count <= of; count += 1) {
          const { ciLow, ciHigh } = probabilityOf(count, of);
          if (ciLow <= p && p <= ciHigh) covered += mass;
          mass *= ((of - count) / (count + 1)) * (p / (1 - p));
        }
        expect(covered).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});
