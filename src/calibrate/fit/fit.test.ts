import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import { chooseDuration } from './choose-duration.ts';
import { exponential, lognormal, normal, uniform } from './closed-forms.ts';
import type { Fitter } from './fit.ts';
import { digamma, gamma, trigamma } from './gamma.ts';
import { andersonDarling, goodnessOf } from './goodness.ts';
import { measuredAs } from './lifted.ts';
import { triangular } from './triangular.ts';
import { uniforms } from './uniforms.ts';
import { weibull } from './weibull.ts';

const FITTERS: Readonly<Record<string, Fitter>> = {
  exponential,
  normal,
  lognormal,
  gamma,
  weibull,
  uniform,
  triangular,
};

const TRUTHS: readonly (readonly [string, string])[] = [
  ['exponential', 'exponential(mean=30s)'],
  ['normal', 'normal(60s, 8s)'],
  ['lognormal', 'lognormal(median=45s, p95=2m)'],
  ['gamma', 'gamma(shape=2.5, scale=20s)'],
  ['gamma', 'gamma(shape=0.6, scale=20s)'],
  ['weibull', 'weibull(shape=1.5, scale=30s)'],
  ['uniform', 'uniform(10s, 25s)'],
  ['triangular', 'triangular(20s, 26s, 1m)'],
  ['triangular', 'triangular(0s, 1m, 1m)'],
];

function durationOf(text: string) {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.duration;
}

function drawn(text: string, count: number, seed = 1): readonly number[] {
  const next = uniforms(seed * 7919 + count);
  return Array.from({ length: count }, () => durationOf(text).quantile(next())).sort((a, b) => a - b);
}

/** ln of a density, from the slope of the distribution: an independent look at the likelihood that a fitter states. */
function likelihoodOf(text: string, sample: readonly number[]): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) return Number.NEGATIVE_INFINITY;
  const { cdf } = parsed.duration;
  const slope = (x: number): number => (cdf!(x + 1e-4) - cdf!(x - 1e-4)) / 2e-4;
  return sample.reduce((sum, value) => sum + Math.log(Math.max(1e-300, slope(value))), 0);
}

describe.each(TRUTHS)('%s fitted to %s', (family, truth) => {
  const fitter = FITTERS[family]!;

  it('comes near the truth', () => {
    const fitted = fitter(drawn(truth, 4000))!.duration;
    const { quantile, meanSeconds, varianceSeconds2 } = durationOf(truth);
    const standardError = Math.sqrt(varianceSeconds2 / 4000);
    expect(Math.abs(fitted.meanSeconds - meanSeconds)).toBeLessThan(4 * standardError);
    for (const p of [0.1, 0.5, 0.9]) expect(fitted.quantile(p) / quantile(p)).toBeCloseTo(1, 0);
    expect(fitted.quantile(0.95) / quantile(0.95)).toBeGreaterThan(0.94);
    expect(fitted.quantile(0.95) / quantile(0.95)).toBeLessThan(1.06);
  });

  it('states the likelihood of what it fitted', () => {
    const sample = drawn(truth, 300);
    const fit = fitter(sample)!;
    expect(fit.logLikelihood).toBeCloseTo(likelihoodOf(fit.duration.expression, sample), 0);
  });

  it('is likelier than its neighbours', () => {
    const sample = drawn(truth, 200);
    const fit = fitter(sample)!;
    for (const neighbour of neighbours(fit.duration.expression)) {
      const likelihood = likelihoodOf(neighbour, sample);
      // The ends of a uniform are moved out on purpose, so its neighbours inside are likelier.
      if (family !== 'uniform') expect(likelihood, neighbour).toBeLessThan(fit.logLikelihood + 0.05);
    }
  });

  it('passes its own test about nineteen times of twenty', () => {
    const refused = Array.from({ length: 40 }, (_, seed) => {
      const sample = drawn(truth, 40, seed + 2);
      const fit = fitter(sample);
      return fit !== null && goodnessOf(sample, fit, { fitter, resolutionSeconds: 0 }).pValue < 0.05;
    }).filter(Boolean).length;
    expect(refused).toBeLessThanOrEqual(7);
  });
});

/** The expression with each number a little larger and a little smaller. */
function neighbours(expression: string): readonly string[] {
  const numbers = [...expression.matchAll(/(?<=[=(, ])[\d.]+/g)];
  return numbers.flatMap(({ 0: number, index }) =>
    [0.97, 1.03].map((by) => {
      const value = String(Number(number) * by);
      return expression.slice(0, index) + value + expression.slice(index + number.length);
    }),
  );
}

describe('the functions behind the fits', () => {
  it('know ψ and ψ′', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 12);
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 11);
    expect(digamma(30.5) - digamma(29.5)).toBeCloseTo(1 / 29.5, 12);
  });

  it('know A² of three points', () => {
    // By hand: F = 0.2, 0.5, 0.9 of uniform(0s, 10s).
    const expected = -3 - (1 / 3) * (Math.log(0.2 * 0.1) + 3 * Math.log(0.5 * 0.5) + 5 * Math.log(0.9 * 0.8));
    expect(andersonDarling([2, 5, 9], durationOf('uniform(0s, 10s)'))).toBeCloseTo(expected, 9);
  });

  it('draw what a clock of whole seconds would have shown', () => {
    const shown = measuredAs(Array(2000).fill(2.25), { resolutionSeconds: 1, next: uniforms(3) });
    expect(new Set(shown)).toEqual(new Set([2, 3]));
    expect(shown.reduce((sum, one) => sum + one, 0) / 2000).toBeCloseTo(2.25, 1);
  });
});

describe('the duration that is chosen', () => {
  const choose = (seconds: readonly number[], resolutionSeconds = 0) =>
    chooseDuration({ seconds, resolutionSeconds }, { minSamples: 8 });

  it.each(TRUTHS)('for 400 draws is %s or its like: %s', (_family, truth) => {
    const { duration, goodness } = choose(drawn(truth, 400));
    expect(goodness?.pValue).toBeGreaterThanOrEqual(0.05);
    expect(duration.meanSeconds / durationOf(truth).meanSeconds).toBeGreaterThan(0.85);
    expect(duration.meanSeconds / durationOf(truth).meanSeconds).toBeLessThan(1.15);
  });

  it('is a constant when the clock sees no difference', () => {
    expect(choose(Array(9).fill(12)).duration.expression).toBe('12s');
    expect(choose([10, 11, 10, 10, 11, 10, 10, 10], 1).duration.expression).toBe('10.25s');
    expect(choose([0, 0, 0, 0, 0, 0, 0, 0], 1).duration.expression).toBe('0s');
  });

  it('is what was measured when no family is like it', () => {
    const twoHumps = [...drawn('normal(10s, 0.5s)', 60), ...drawn('normal(100s, 0.5s)', 60)];
    const { duration, fit } = choose(twoHumps);
    expect(duration.family).toBe('empirical');
    expect(fit).toMatch(/^empirical: no family fits/);
  });

  it('is a hundred quantiles of more times than a person reads', () => {
    const { duration } = choose([...drawn('normal(10s, 0.1s)', 900), ...drawn('normal(100s, 1s)', 900)]);
    expect(duration.expression.split(',')).toHaveLength(100);
    expect(duration.meanSeconds).toBeCloseTo(55, 0);
  });

  it.each<[readonly number[], number]>([
    [[30], 60],
    // t(1; 0.95) = 6.314, s = ln(1.2) / √2: 10·√1.2·exp(6.314 s √1.5)
    [[10, 12], 10 * Math.sqrt(1.2) * Math.exp(6.3137515 * (Math.log(1.2) / Math.SQRT2) * Math.sqrt(1.5))],
  ])('of few times %j has its p95 at their prediction bound', (seconds, p95) => {
    const { duration, isWidened, fit } = choose(seconds);
    expect(isWidened).toBe(true);
    expect(fit).toContain(`only ${seconds.length} sample`);
    expect(duration.quantile(0.95) / p95).toBeCloseTo(1, 3);
  });

  it('of few equal times is as wide as the clock is coarse', () => {
    expect(choose([5, 5, 5]).duration.expression).toBe('lognormal(median=5s, p95=5s)');
    expect(choose([5, 5, 5], 1).duration.quantile(0.95)).toBeGreaterThan(6);
  });

  it('is the same twice', () => {
    const sample = drawn('gamma(shape=2.5, scale=20s)', 90);
    const [one, other] = [choose(sample), choose([...sample].reverse())];
    expect([one.duration.expression, one.fit, one.goodness]).toEqual([
      other.duration.expression,
      other.fit,
      other.goodness,
    ]);
  });
});
