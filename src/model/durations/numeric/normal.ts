import { exp } from './exponential.ts';
import { incompleteGamma } from './gamma.ts';

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

export function normalDensity(z: number): number {
  return INVERSE_SQRT_TWO_PI * exp(-0.5 * z * z);
}

/** Φ(z), with full relative accuracy in both tails: Q(1/2, z²/2) is the mass beyond |z| on both sides. */
export function normalCdf(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, 0.5 * z * z);
  return z < 0 ? 0.5 * upper : 0.5 + 0.5 * lower;
}

/** erf(x) = P(1/2, x²) with the sign of x. */
export function erf(x: number): number {
  const { lower } = incompleteGamma(0.5, x * x);
  return x < 0 ? -lower : lower;
}
