import { type DurationFamily, demand, time } from './family.ts';

export const triangular: DurationFamily = {
  name: 'triangular',
  summary: 'Least, most likely and greatest time, with straight sides between: an estimate by three numbers.',
  forms: [
    {
      parameters: [time('min'), time('mode'), time('max')],
      style: 'positional',
      make: ([min, mode, max]) => triangularOf(min as number, mode as number, max as number),
    },
  ],
  examples: ['triangular(20s, 30s, 1m)'],
};

/** Moments: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, §26.9. */
function triangularOf(min: number, mode: number, max: number) {
  demand(min >= 0 && min <= mode && mode <= max, 'expected 0 ≤ min ≤ mode ≤ max');
  const width = max - min;
  const [a, b] = [mode - min, max - mode];
  const share = width === 0 ? 0 : a / width;
  return {
    meanSeconds: min + (a + width) / 3,
    varianceSeconds2: (a * a + a * b + b * b) / 18,
    minimumSeconds: min,
    maximumSeconds: max,
    cdf: (seconds: number) => {
      if (seconds < min) return 0;
      if (seconds >= max) return 1;
      return seconds < mode
        ? ((seconds - min) * (seconds - min)) / (width * a)
        : 1 - ((max - seconds) * (max - seconds)) / (width * b);
    },
    quantile: (p: number) => (p < share ? min + Math.sqrt(p * width * a) : max - Math.sqrt((1 - p) * width * b)),
  };
}
