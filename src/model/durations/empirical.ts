import { type DurationFamily, demand, time } from './family.ts';

export const empirical: DurationFamily = {
  name: 'empirical',
  summary: 'One of the times that were measured, each equally likely.',
  forms: [{ parameters: [time('value')], repeats: true, style: 'positional', make: empiricalOf }],
  examples: ['empirical(1s, 2s, 5s)', 'empirical(1s, 1s, 4s)'],
};

function empiricalOf(values: readonly number[]) {
  demand(values.length > 0 && values.every((value) => value >= 0), 'expected at least one time, none negative');
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return {
    meanSeconds: mean,
    varianceSeconds2: squares / sorted.length,
    minimumSeconds: sorted[0] as number,
    maximumSeconds: sorted.at(-1) as number,
    isDiscrete: true,
    breaks: sorted.flatMap((value, index) => (index > 0 && value !== sorted[index - 1] ? [index / sorted.length] : [])),
    cdf: (seconds: number) => sorted.filter((value) => value <= seconds).length / sorted.length,
    quantile: (p: number) =>
      sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] as number,
  };
}
