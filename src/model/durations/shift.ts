import { courseOf, type DurationFamily, demand, type MadeDuration, part, time } from './family.ts';

export const shift: DurationFamily = {
  name: 'shift',
  summary: 'Another duration, and a time that always comes on top.',
  forms: [
    {
      parameters: [part('duration'), time('by')],
      style: 'positional',
      make: ([by], [inner]) => shiftedBy(inner as MadeDuration, by as number),
    },
  ],
  examples: ['shift(exponential(mean=30s), 10s)'],
};

function shiftedBy(inner: MadeDuration, by: number): MadeDuration {
  demand(by >= 0, 'expected a time that is not negative');
  return {
    meanSeconds: inner.meanSeconds + by,
    varianceSeconds2: inner.varianceSeconds2,
    minimumSeconds: inner.minimumSeconds + by,
    maximumSeconds: inner.maximumSeconds + by,
    ...courseOf(inner),
    quantile: (p) => inner.quantile(p) + by,
    cdf: (seconds) => inner.cdf(seconds - by),
  };
}
