import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta, studentQuantile } from './beta.ts';
import { exp, expm1, log, log1p, pow } from './exponential.ts';
import { gamma, gammaQuantile, incompleteGamma, logGamma } from './gamma.ts';
import { erf, normalCdf } from './normal.ts';
import { normalQuantile, rememberedNormalQuantile } from './normal-quantile.ts';

function expectClose(actual: number, expected: number, relative = 1e-14): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-300);
}

/** Spread over many sizes, both signs: a low-discrepancy walk, so the test is the same every time. */
function spread(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, index) => from + (to - from) * ((index * 0.6180339887498949) % 1));
}

describe('exp, log and pow agree with the machine to 1e-14', () => {
  it('exp over the whole range, subnormal results included', () => {
    for (const x of spread(2000, -707, 709)) expectClose(exp(x), Math.exp(x));
    for (const x of spread(200, -1e-6, 1e-6)) expectClose(exp(x), Math.exp(x));
    expect(exp(0)).toBe(1);
    expect(exp(-740)).toBeGreaterThan(0);
    expect([exp(710), exp(-746), exp(Number.NEGATIVE_INFINITY)]).toEqual([Number.POSITIVE_INFINITY, 0, 0]);
  });

  it('log over the whole range', () => {
    for (const x of spread(2000, -700, 700)) expectClose(log(Math.exp(x)), Math.log(Math.exp(x)));
    for (const x of spread(500, 0.5, 2)) expectClose(log(x), Math.log(x));
    expectClose(log(5e-324), Math.log(5e-324));
    expectClose(log(Number.MAX_VALUE), Math.log(Number.MAX_VALUE));
    expect([log(0), log(1)]).toEqual([Number.NEGATIVE_INFINITY, 0]);
    expect(log(-1)).toBeNaN();
  });

  it('expm1 and log1p do not cancel near 0', () => {
    for (const x of [...spread(500, -0.9, 3), ...spread(500, -1e-8, 1e-8)]) {
      expectClose(expm1(x), Math.expm1(x));
      expectClose(log1p(x), Math.log1p(x));
    }
  });

  it('pow where the exponent is of ordinary size', () => {
    for (const x of spread(200, 0.01, 100)) expectClose(pow(x, 2.5), x ** 2.5);
    expect([pow(3, 1), pow(0, 0)]).toEqual([3, 1]);
  });
});

describe('special functions against published tables', () => {
  it.each([
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [-0.1, -0.1124629160182849],
  ])('erf(%d) as in Abramowitz and Stegun 7.1', (x, expected) => expectClose(erf(x), expected));

  it.each([
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.01, -2.3263478740408408],
    [1e-9, -5.9978070150076865],
    [1e-20, -9.262340089798409],
  ])('the normal quantile of %d', (p, expected) => expectClose(normalQuantile(p), expected));

  it('the normal quantile inverts the distribution, tails included', () => {
    for (const z of spread(300, -12, 2)) expectClose(normalQuantile(normalCdf(z)), z, 2e-13 * (1 + 1 / Math.abs(z)));
  });

  it('is to the bit what is remembered of it, whatever was asked before', () => {
    const edge = fc.tuple(fc.integer({ min: -33, max: -2 }), fc.nat(31), fc.boolean()).map(([octave, bin, isUpper]) => {
      const tail = 2 ** octave * (1 + bin / 32);
      return isUpper ? 1 - tail : tail;
    });
    const mass = fc.oneof(edge, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1));
    fc.assert(
      fc.property(fc.array(mass, { maxLength: 200 }), (masses) => {
        for (const p of masses) expect(rememberedNormalQuantile(p)).toBe(normalQuantile(p));
      }),
    );
  });

  it.each([
    [0.5, Math.sqrt(Math.PI)],
    [1, 1],
    [5, 24],
    [10, 362880],
    [1 + 1 / 1.5, 0.9027452929509336],
  ])('Γ(%d)', (x, expected) => expectClose(gamma(x), expected, 3e-14));

  it('log Γ at a large argument is a sum of logarithms', () => {
    let sum = 0;
    for (let n = 1; n < 170; n += 1) sum += Math.log(n);
    expectClose(logGamma(170), sum);
  });

  it.each([
    [2.5, 0.95, 11.070497693516351 / 2],
    [5, 0.95, 18.307038053275146 / 2],
    [1, 0.5, Math.LN2],
    [0.5, 0.95, 3.841458820694124 / 2],
  ])('the gamma quantile of shape %d at %d', (shape, p, expected) => expectClose(gammaQuantile(shape)(p), expected));

  it('the gamma quantile inverts the distribution from 1e-9 to 1 − 1e-9', () => {
    for (const shape of [0.05, 0.3, 1, 2.5, 17, 400, 10_000]) {
      for (const p of [1e-9, 1e-4, 0.3, 0.5, 0.77]) {
        // At shape 10,000 the last bit of a quantile is worth some 10⁻¹² of its probability.
        expectClose(incompleteGamma(shape, gammaQuantile(shape)(p)).lower, p, 1e-10);
      }
      expectClose(incompleteGamma(shape, gammaQuantile(shape)(1 - 2 ** -30)).upper, 2 ** -30, 1e-10);
    }
  });

  it('the beta quantile inverts the distribution', () => {
    for (const [a, b] of [
      [1, 1],
      [0.5, 0.5],
      [1.9, 4.1],
      [5, 1],
      [1, 5],
      [40, 60],
    ] as const) {
      for (const p of [1e-9, 1e-4, 0.05, 0.5, 0.95, 1 - 2 ** -20]) {
        const x = betaQuantile(a, b)(p);
        if (x < 0.99) expectClose(incompleteBeta(a, b, x), p, 1e-11);
      }
    }
    expectClose(betaQuantile(1, 1)(0.3), 0.3);
  });

  it.each([
    [1, 0.975, 12.706204736174698],
    [2, 0.9, 0.8 / Math.sqrt(0.18)],
    [4, 0.975, 2.7764451051977987],
    [999, 0.975, 1.9623414611334487],
    [4, 0.025, -2.7764451051977987],
  ])("Student's t with %d degrees at %d", (degrees, p, expected) =>
    expectClose(studentQuantile(degrees, p), expected, 1e-12),
  );
});
