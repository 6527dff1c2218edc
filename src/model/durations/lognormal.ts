import { type DurationFamily, demand, plain, time } from './family.ts';
import { exp, expm1, log, log1p } from './numeric/exponential.ts';
import { normalCdf } from './numeric/normal.ts';
import { rememberedNormalQuantile } from './numeric/normal-quantile.ts';

export const lognormal: DurationFamily = {
  name: 'lognormal',
  summary: 'Never negative, with a long tail: what most measured actions look like.',
  forms: [
    {
      parameters: [time('median'), time('p95')],
      style: 'named',
      make: ([median, p95]) => {
        demand((median as number) > 0 && (p95 as number) >= (median as number), 'expected 0 < median ≤ p95');
        return lognormalOf(log(median as number), log((p95 as number) / (median as number)) / Z95);
      },
    },
    {
      parameters: [time('mean'), time('sd')],
      style: 'named',
      make: ([mean, sd]) => {
        demand((mean as number) > 0 && (sd as number) >= 0, 'expected mean > 0 and sd ≥ 0');
        const ratio = (sd as number) / (mean as number);
        const variance = log1p(ratio * ratio);
        return lognormalOf(log(mean as number) - variance / 2, Math.sqrt(variance));
      },
    },
    {
      parameters: [plain('mu'), plain('sigma')],
      style: 'named',
      make: ([mu, sigma]) => {
        demand((sigma as number) >= 0, 'expected sigma ≥ 0');
        return lognormalOf(mu as number, sigma as number);
      },
    },
  ],
  examples: ['lognormal(median=45s, p95=2m)', 'lognormal(mean=1m, sd=20s)', 'lognormal(mu=1, sigma=0.5)'],
};

const Z95 = 1.6448536269514715;

/** The exponential of a normal variable with mean mu and standard deviation sigma, of seconds. */
function lognormalOf(mu: number, sigma: number) {
  const square = sigma * sigma;
  const mean = exp(mu + square / 2);
  demand(mean < Number.POSITIVE_INFINITY, 'too wide: the mean is not a finite number');
  return {
    meanSeconds: mean,
    varianceSeconds2: mean * mean * expm1(square),
    minimumSeconds: sigma === 0 ? exp(mu) : 0,
    maximumSeconds: sigma === 0 ? exp(mu) : Number.POSITIVE_INFINITY,
    quantile: (p: number) => (sigma === 0 ? exp(mu) : exp(mu + sigma * rememberedNormalQuantile(p))),
    cdf: (seconds: number) => {
      if (sigma === 0) return seconds < exp(mu) ? 0 : 1;
      return seconds <= 0 ? 0 : normalCdf((log(seconds) - mu) / sigma);
    },
  };
}
