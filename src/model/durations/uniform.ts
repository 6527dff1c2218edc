import { type DurationFamily, demand, time } from './family.ts';

export const uniform: DurationFamily = {
  name: 'uniform',
  summary: 'Anything between two times, all equally likely.',
  forms: [
    {
      parameters: [time('min'), time('max')],
      style: 'positional',
      make: ([min, max]) => uniformOf(min as number, max as number),
    },
  ],
  examples: ['uniform(10s, 20s)'],
};

function uniformOf(min: number, max: number) {
  demand(min >= 0 && min <= max, 'expected 0 ≤ min ≤ max');
  return {
    meanSeconds: min + (max - min) / 2,
    varianceSeconds2: ((max - min) * (max - min)) / 12,
    minimumSeconds: min,
    maximumSeconds: max,
    quantile: (p: number) => min + (max - min) * p,
    cdf: (seconds: number) => {
      if (seconds < min) return 0;
      return seconds >= max ? 1 : (seconds - min) / (max - min);
    },
  };
}
