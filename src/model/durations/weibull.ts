import { type DurationFamily, demand, plain, time } from './family.ts';
import { expm1, log1p, pow } from './numeric/exponential.ts';
import { gamma } from './numeric/gamma.ts';

export const weibull: DurationFamily = {
  name: 'weibull',
  summary: 'Time to a first success or failure whose rate rises (shape above 1) or falls.',
  forms: [
    {
      parameters: [plain('shape'), time('scale')],
      style: 'named',
      make: ([shape, scale]) => weibullOf(shape as number, scale as number),
    },
  ],
  examples: ['weibull(shape=1.5, scale=30s)'],
};

/** Moments by the gamma function: mean = scale Γ(1 + 1/shape). Johnson, Kotz and Balakrishnan 1, §21. */
function weibullOf(shape: number, scale: number) {
  demand(shape >= 0.1 && scale > 0, 'expected shape ≥ 0.1 and scale > 0');
  const first = gamma(1 + 1 / shape);
  const second = gamma(1 + 2 / shape);
  return {
    meanSeconds: scale * first,
    varianceSeconds2: scale * scale * (second - first * first),
    minimumSeconds: 0,
    maximumSeconds: Number.POSITIVE_INFINITY,
    quantile: (p: number) => (p >= 1 ? Number.POSITIVE_INFINITY : scale * pow(0 - log1p(-p), 1 / shape)),
    cdf: (seconds: number) => (seconds <= 0 ? 0 : 0 - expm1(-pow(seconds / scale, shape))),
  };
}
