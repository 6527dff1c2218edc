import { type DurationFamily, demand, plain, time } from './family.ts';
import { expm1, log1p } from './numeric/exponential.ts';

export const exponential: DurationFamily = {
  name: 'exponential',
  summary: 'Without memory: however long it has taken, the rest is as long as at the start.',
  forms: [
    { parameters: [time('mean')], style: 'named', make: ([mean]) => exponentialOf(mean as number) },
    {
      parameters: [plain('rate')],
      style: 'named',
      make: ([rate]) => {
        demand((rate as number) > 0, 'expected rate > 0, in 1 / second');
        return exponentialOf(1 / (rate as number));
      },
    },
  ],
  examples: ['exponential(mean=30s)', 'exponential(rate=0.5)'],
};

function exponentialOf(mean: number) {
  demand(mean > 0, 'expected mean > 0');
  return {
    meanSeconds: mean,
    varianceSeconds2: mean * mean,
    minimumSeconds: 0,
    maximumSeconds: Number.POSITIVE_INFINITY,
    quantile: (p: number) => (p >= 1 ? Number.POSITIVE_INFINITY : 0 - mean * log1p(-p)),
    cdf: (seconds: number) => (seconds <= 0 ? 0 : 0 - expm1(-seconds / mean)),
  };
}
