import { type DurationFamily, demand, time } from './family.ts';
import { normalCdf, normalDensity } from './numeric/normal.ts';
import { normalQuantile } from './numeric/normal-quantile.ts';

export const normal: DurationFamily = {
  name: 'normal',
  summary: 'The bell curve cut off at 0; mean and sd are those before the cut.',
  forms: [
    {
      parameters: [time('mean'), time('sd')],
      style: 'positional',
      make: ([mean, sd]) => truncatedNormalOf(mean as number, sd as number),
    },
  ],
  examples: ['normal(30s, 5s)', 'normal(5s, 10s)'],
};

/**
 * A normal distribution on the condition that it is not negative. With λ = φ(a) / (1 − Φ(a)) at a = −mean / sd its
 * mean is mean + λ sd and its variance sd² (1 + a λ − λ²). Johnson, Kotz and Balakrishnan 1, §13.10.
 */
function truncatedNormalOf(mean: number, sd: number) {
  demand(mean >= 0 && sd > 0, 'expected mean ≥ 0 and sd > 0');
  const cut = -mean / sd;
  const below = normalCdf(cut);
  const above = normalCdf(-cut);
  const ratio = normalDensity(cut) / above;
  return {
    meanSeconds: mean + ratio * sd,
    varianceSeconds2: sd * sd * (1 + cut * ratio - ratio * ratio),
    minimumSeconds: 0,
    maximumSeconds: Number.POSITIVE_INFINITY,
    quantile: (p: number) => {
      if (p <= 0) return 0;
      const mass = below + p * above;
      const z = mass <= 0.5 ? normalQuantile(mass) : -normalQuantile((1 - p) * above);
      return Math.max(0, mean + sd * z);
    },
    cdf: (seconds: number) => (seconds < 0 ? 0 : (normalCdf((seconds - mean) / sd) - below) / above),
  };
}
