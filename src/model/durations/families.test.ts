import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Duration } from './duration.ts';
import { durationFamilies } from './index.ts';
import { parseDuration } from './parse-duration.ts';

function parsed(text: string): Duration {
  const result = parseDuration(text);
  if (!result.ok) throw new Error(`${text}: ${result.message}`);
  return result.duration;
}

const EXAMPLES = durationFamilies.flatMap((family) => family.examples);

describe('every family', () => {
  it('is listed in index.ts, and its examples are its own', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.ts'));
    const notFamilies = ['duration', 'family', 'format-seconds', 'index', 'parse-duration', 'read-time'];
    const names = files.filter((name) => !name.endsWith('.test.ts')).map((name) => name.replace('.ts', ''));
    expect(names.filter((name) => !notFamilies.includes(name)).sort()).toEqual(
      durationFamilies.map((family) => family.name).sort(),
    );
    for (const family of durationFamilies) {
      expect(family.examples.length).toBeGreaterThanOrEqual(family.forms.length);
      for (const example of family.examples) expect(parsed(example).family).toBe(family.name);
    }
  });

  it.each(EXAMPLES)('%s: mean and variance are those of its quantile function, within five standard errors', (text) => {
    const duration = parsed(text);
    // One draw from each of n equal shares of the probability: unbiased, and its error is less than that of n free
    // draws, for which the standard errors below are computed.
    const count = 40_000;
    const draws = Array.from({ length: count }, (_, index) =>
      duration.quantile((index + ((index * 0.6180339887498949 + 0.31) % 1)) / count),
    );
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / count;
    const squares = draws.map((draw) => (draw - mean) ** 2);
    const variance = squares.reduce((sum, square) => sum + square, 0) / count;
    const fourth = squares.reduce((sum, square) => sum + square * square, 0) / count;
    expect(Math.abs(mean - duration.meanSeconds)).toBeLessThanOrEqual(5 * Math.sqrt(variance / count) + 1e-12);
    const errorOfVariance = Math.sqrt(Math.max(0, fourth - variance * variance) / count);
    expect(Math.abs(variance - duration.varianceSeconds2)).toBeLessThanOrEqual(5 * errorOfVariance + 1e-9);
  });

  it.each(EXAMPLES)('%s: the quantile function rises from the minimum to the maximum', (text) => {
    const duration = parsed(text);
    expect(duration.quantile(0)).toBe(duration.minimumSeconds);
    expect(duration.quantile(1)).toBe(duration.maximumSeconds);
    let before = duration.minimumSeconds;
    for (const p of [1e-300, 1e-12, 1e-6, ...Array.from({ length: 999 }, (_, i) => (i + 1) / 1000), 1 - 2 ** -30, 1]) {
      const at = duration.quantile(p);
      expect(at).toBeGreaterThanOrEqual(before);
      before = at;
    }
  });
});

describe('the cumulative distribution', () => {
  it.each(EXAMPLES)('%s: is the inverse of the quantile function', (text) => {
    const { cdf, quantile, minimumSeconds, maximumSeconds } = parsed(text);
    if (!cdf) throw new Error('no cdf');
    expect(cdf(minimumSeconds * (1 - 2 ** -53) - 1e-300)).toBe(0);
    if (maximumSeconds < Number.POSITIVE_INFINITY) expect(cdf(maximumSeconds)).toBe(1);
    for (const p of [1e-9, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.89, 0.95, 0.999]) {
      expect(cdf(quantile(p))).toBeGreaterThanOrEqual(p * (1 - 1e-9));
      expect(cdf(quantile(p) * (1 - 1e-9))).toBeLessThanOrEqual(p * (1 + 1e-9) + 1e-15);
    }
  });
});

/** Numbers worked out by hand from the parts. */
describe('combinations', () => {
  it.each([
    ['shift(exponential(mean=30s), 10s)', 40, 900],
    ['scale(uniform(10s, 20s), 3)', 45, 75],
    ['truncate(uniform(0s, 10s), 2s, 4s)', 3, 1 / 3],
    ['truncate(exponential(mean=30s), min=10s)', 40, 900],
    ['truncate(empirical(1s, 2s, 2s, 5s), max=3s)', 5 / 3, 2 / 9],
    ['truncate(empirical(1s, 2s, 2s, 5s), min=2s)', 3, 2],
    ['truncate(normal(30s, 5s), 25s, 35s)', 30, 25 * (1 - 0.48394144903828673 / 0.6826894921370859)],
    ['mixture(1 * 10s, 3 * 20s)', 17.5, 18.75],
    ['mixture(1 * uniform(0s, 2s), 1 * uniform(10s, 12s))', 6, 1 / 3 + 25],
  ])('%s has mean %d and variance %d', (text, mean, variance) => {
    expect(parsed(text).meanSeconds).toBeCloseTo(mean, 9);
    expect(parsed(text).varianceSeconds2).toBeCloseTo(variance, 8);
  });

  it.each<[string, ...[number, number][]]>([
    ['mixture(0.9 * uniform(10s, 20s), 0.1 * 5m)', [0.45, 15], [0.9, 20], [0.9001, 300], [1, 300]],
    ['mixture(1 * uniform(0s, 2s), 1 * uniform(10s, 12s))', [0.25, 1], [0.5, 2], [0.5001, 10.0004], [0.75, 11]],
    ['mixture(1 * 2s, 2 * empirical(1s, 3s))', [0.33, 1], [0.34, 2], [0.66, 2], [0.67, 3]],
    ['mixture(1 * 1s, 1 * uniform(0s, 2s))', [0.2, 0.8], [0.25, 1], [0.7, 1], [0.8, 1.2]],
    ['truncate(mixture(1 * 2s, 1 * 8s), min=5s)', [0.01, 8], [0.5, 8], [1, 8], [0, 8]],
    ['truncate(empirical(1s, 2s, 2s, 5s), max=3s)', [0, 1], [0.5, 2], [1, 2]],
  ])('quantiles of %s', (text, ...expected) => {
    for (const [p, seconds] of expected) expect(parsed(text).quantile(p), String(p)).toBeCloseTo(seconds, 9);
  });
});

describe('published numbers', () => {
  it.each([
    ['lognormal(median=45s, p95=2m)', 0.5, 45],
    ['lognormal(median=45s, p95=2m)', 0.95, 120],
    ['lognormal(mu=1, sigma=0.5)', 0.95, 6.186854588195452],
    ['gamma(shape=2.5, scale=2)', 0.95, 11.070497693516351],
    ['erlang(k=5, mean=10)', 0.99, 23.209251158954356],
    ['weibull(shape=1.5, scale=3)', 0.95, 6.23433191260367],
    ['pert(1, 3, 10)', 0.95, 6.738338002125948],
    ['triangular(1, 3, 10)', 0.95, 8.225176065070116],
    ['exponential(rate=2)', 0.5, 0.34657359027997264],
    ['normal(30s, 5s)', 0.5, 30.0000000061],
    ['empirical(1s, 2s, 5s)', 0.5, 2],
  ])('the quantile of %s at %d is %d', (text, p, expected) =>
    expect(parsed(text).quantile(p)).toBeCloseTo(expected, 9),
  );

  it.each([
    ['lognormal(mu=1, sigma=0.5)', 3.080216848918031, 2.694758124344947],
    ['weibull(shape=1.5, scale=3)', 2.708235878852801, 3.3812125633253856],
    ['pert(1, 3, 10)', 3.8333333333333335, 2.496031746031746],
    ['triangular(1, 3, 10)', 4.666666666666667, 3.7222222222222223],
    ['gamma(mean=5, sd=3.1622776601683795)', 5, 10],
  ])('mean and variance of %s', (text, mean, variance) => {
    expect(parsed(text).meanSeconds).toBeCloseTo(mean, 11);
    expect(parsed(text).varianceSeconds2).toBeCloseTo(variance, 11);
  });
});
