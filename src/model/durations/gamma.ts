import { type DurationFamily, demand, plain, time } from './family.ts';
import { gammaQuantile, incompleteGamma } from './numeric/gamma.ts';

export const gamma: DurationFamily = {
  name: 'gamma',
  summary: 'A sum of memoryless steps, or anything between that and a bell.',
  forms: [
    {
      parameters: [plain('shape'), time('scale')],
      style: 'named',
      make: ([shape, scale]) => gammaOf(shape as number, scale as number),
    },
    {
      parameters: [time('mean'), time('sd')],
      style: 'named',
      make: ([mean, sd]) => {
        demand((mean as number) > 0 && (sd as number) > 0, 'expected mean and sd above 0');
        const ratio = (sd as number) / (mean as number);
        return gammaOf(1 / (ratio * ratio), (mean as number) * ratio * ratio);
      },
    },
  ],
  examples: ['gamma(shape=2.5, scale=20s)', 'gamma(mean=1m, sd=30s)'],
};

/** Shapes beyond a million are a constant in all but name, and cost more than they tell. */
const GREATEST_SHAPE = 1e6;

export function gammaOf(shape: number, scale: number) {
  demand(shape > 0 && scale > 0, 'expected shape and scale above 0');
  demand(shape <= GREATEST_SHAPE, `expected shape ≤ ${GREATEST_SHAPE}; write a constant instead`);
  const quantile = gammaQuantile(shape);
  return {
    meanSeconds: shape * scale,
    varianceSeconds2: shape * scale * scale,
    minimumSeconds: 0,
    maximumSeconds: Number.POSITIVE_INFINITY,
    quantile: (p: number) => scale * quantile(p),
    cdf: (seconds: number) => incompleteGamma(shape, seconds / scale).lower,
  };
}
