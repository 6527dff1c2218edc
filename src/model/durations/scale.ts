import { courseOf, type DurationFamily, demand, type MadeDuration, part, plain } from './family.ts';

export const scale: DurationFamily = {
  name: 'scale',
  summary: 'Another duration, so many times as long.',
  forms: [
    {
      parameters: [part('duration'), plain('by')],
      style: 'positional',
      make: ([by], [inner]) => scaledBy(inner as MadeDuration, by as number),
    },
  ],
  examples: ['scale(lognormal(median=45s, p95=2m), 1.5)'],
};

function scaledBy(inner: MadeDuration, by: number): MadeDuration {
  demand(by > 0, 'expected a number above 0');
  return {
    meanSeconds: inner.meanSeconds * by,
    varianceSeconds2: inner.varianceSeconds2 * by * by,
    minimumSeconds: inner.minimumSeconds * by,
    maximumSeconds: inner.maximumSeconds * by,
    ...courseOf(inner),
    quantile: (p) => inner.quantile(p) * by,
    cdf: (seconds) => inner.cdf(seconds / by),
  };
}
