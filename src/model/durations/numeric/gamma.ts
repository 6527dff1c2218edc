import { exp, log } from './exponential.ts';
import { normalQuantile } from './normal-quantile.ts';
import { solveLogTail } from './solve.ts';

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** Coefficients B(2n) / (2n (2n − 1)) of Stirling's series, from Bernoulli's numbers. Abramowitz and Stegun 6.1.40. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** The logarithm of Γ(x) for x > 0: Stirling's series from 16 on, below it by Γ(x + 1) = x Γ(x). */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 16) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let n = STIRLING.length - 1; n >= 0; n -= 1) series = series * square + (STIRLING[n] as number);
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LOG_TWO_PI + series * inverse - log(product);
}

/** Γ(x) for x > 0. */
export function gamma(x: number): number {
  return exp(logGamma(x));
}

/**
 * The regularized incomplete gamma functions: `lower` + `upper` = 1, and the smaller one has full relative accuracy.
 */
export interface IncompleteGamma {
  readonly lower: number;
  readonly upper: number;
  /** x times the density of the gamma distribution of scale 1 at x. */
  readonly densityTimesX: number;
}

/** P(a, x) and Q(a, x): the power series below a + 1, Lentz's continued fraction above. Abramowitz and Stegun 6.5. */
export function incompleteGamma(a: number, x: number, logGammaOfA: number = logGamma(a)): IncompleteGamma {
  if (x <= 0) return { lower: 0, upper: 1, densityTimesX: 0 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0, densityTimesX: 0 };
  const densityTimesX = exp(a * log(x) - x - logGammaOfA);
  if (x < a + 1) {
    const lower = densityTimesX * lowerSeries(a, x);
    return { lower, upper: 1 - lower, densityTimesX };
  }
  const upper = densityTimesX * upperFraction(a, x);
  return { lower: 1 - upper, upper, densityTimesX };
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000 && term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(x: number): number {
  return x === 0 ? 1e-300 : x;
}

/**
 * The quantile function of the gamma distribution of this shape and scale 1: the tail that holds less is solved for.
 */
export function gammaQuantile(shape: number): (p: number) => number {
  const logGammaOfShape = logGamma(shape);
  const smallest = logGammaOfShape + log(shape);
  return (p) => {
    if (p <= 0) return 0;
    if (p >= 1) return Number.POSITIVE_INFINITY;
    const lower = p <= 0.5;
    const tail = (y: number): { tail: number; slope: number } => {
      const at = incompleteGamma(shape, exp(y), logGammaOfShape);
      return lower ? { tail: at.lower, slope: at.densityTimesX } : { tail: at.upper, slope: -at.densityTimesX };
    };
    const start = Math.max((log(p) + smallest) / shape, wilsonHilferty(shape, p));
    return exp(solveLogTail({ tail, isRising: lower, target: lower ? p : 1 - p, start, low: -745, high: 709 }));
  };
}

/** The logarithm of an approximate quantile: the cube root of a gamma variable is nearly normal. A&S 26.4.17. */
function wilsonHilferty(shape: number, p: number): number {
  const ninth = 1 / (9 * shape);
  const root = 1 - ninth + normalQuantile(p) * Math.sqrt(ninth);
  return root > 0 ? log(shape) + 3 * log(root) : Number.NEGATIVE_INFINITY;
}
