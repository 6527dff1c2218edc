import { type DurationFamily, demand, plain, time } from './family.ts';
import { betaQuantile, incompleteBeta } from './numeric/beta.ts';

export const beta: DurationFamily = {
  name: 'beta',
  summary: 'Between two times, with two shape numbers.',
  forms: [
    {
      parameters: [plain('alpha'), plain('beta'), time('min'), time('max')],
      style: 'named',
      make: ([alpha, second, min, max]) => {
        demand((alpha as number) > 0 && (second as number) > 0, 'expected alpha and beta above 0');
        return betaOf({ alpha: alpha as number, beta: second as number, min: min as number, max: max as number });
      },
    },
  ],
  examples: ['beta(alpha=2, beta=5, min=10s, max=1m)'],
};

export interface BetaParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly min: number;
  readonly max: number;
}

/** The beta distribution stretched from 0 … 1 to min … max. */
export function betaOf({ alpha, beta, min, max }: BetaParameters) {
  demand(min >= 0 && min <= max, 'expected 0 ≤ min ≤ max');
  const width = max - min;
  const sum = alpha + beta;
  const quantile = betaQuantile(alpha, beta);
  return {
    meanSeconds: min + (width * alpha) / sum,
    varianceSeconds2: (width * width * alpha * beta) / (sum * sum * (sum + 1)),
    minimumSeconds: min,
    maximumSeconds: max,
    quantile: (p: number) => min + width * quantile(p),
    cdf: (seconds: number) => {
      if (seconds < min) return 0;
      return seconds >= max ? 1 : incompleteBeta(alpha, beta, (seconds - min) / width);
    },
  };
}
