import { exp, log, log1p } from './exponential.ts';
import { logGamma } from './gamma.ts';
import { solveLogTail } from './solve.ts';

/**
 * I_x(a, b), the cumulative distribution of the beta distribution; continued fraction of Abramowitz and Stegun
 * 26.5.8.
 */
export function incompleteBeta(a: number, b: number, x: number, logOfBeta: number = logBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(a * log(x) + b * log1p(-x) - logOfBeta);
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(a, b, x)) / a;
  return 1 - (front * fraction(b, a, 1 - x)) / b;
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Lentz's evaluation of the continued fraction; about √max(a, b) rounds. */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(x: number): number {
  return x === 0 ? 1e-300 : x;
}

/** The quantile function of the beta distribution; the half with less mass is solved for. */
export function betaQuantile(a: number, b: number): (p: number) => number {
  const logOfBeta = logBeta(a, b);
  const massOfLowerHalf = incompleteBeta(a, b, 0.5, logOfBeta);
  return (p) => {
    if (p <= 0) return 0;
    if (p >= 1) return 1;
    return p > massOfLowerHalf
      ? 1 - smallQuantile(b, a, { p: 1 - p, logOfBeta })
      : smallQuantile(a, b, { p, logOfBeta });
  };
}

/** For quantiles up to one half, solved in log x. */
function smallQuantile(
  a: number,
  b: number,
  { p, logOfBeta }: { readonly p: number; readonly logOfBeta: number },
): number {
  const y = solveLogTail({
    tail: (at) => {
      const x = exp(at);
      return {
        tail: incompleteBeta(a, b, x, logOfBeta),
        slope: exp(a * at + (b - 1) * log1p(-x) - logOfBeta),
      };
    },
    isRising: true,
    target: p,
    start: Math.min((log(p) + log(a) + logOfBeta) / a, -0.5),
    low: -745,
    high: -1e-9,
  });
  return exp(y);
}

/**
 * The quantile of Student's t with `degrees` degrees of freedom, from the beta distribution:
 * P(|T| > t) = I_{ν / (ν + t²)}(ν / 2, 1 / 2). Abramowitz and Stegun 26.7.
 */
export function studentQuantile(degrees: number, p: number): number {
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const complement = betaQuantile(0.5, degrees / 2)(1 - tail);
  const t = Math.sqrt((degrees * complement) / (1 - complement));
  return p < 0.5 ? -t : t;
}
