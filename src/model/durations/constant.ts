import { type DurationFamily, demand, time } from './family.ts';

export const constantFamily: DurationFamily = {
  name: 'constant',
  summary: 'Always the same; the same as the bare time.',
  forms: [{ parameters: [time('value')], style: 'positional', make: ([value]) => constantOf(value as number) }],
  examples: ['constant(45s)'],
};

function constantOf(seconds: number) {
  demand(seconds >= 0, 'a duration is not negative');
  return {
    meanSeconds: seconds,
    varianceSeconds2: 0,
    minimumSeconds: seconds,
    maximumSeconds: seconds,
    quantile: () => seconds,
    cdf: (at: number) => (at < seconds ? 0 : 1),
  };
}
