import { exp, log } from '../../model/durations/numeric/exponential.ts';
import { normalQuantile } from '../../model/durations/numeric/normal-quantile.ts';
import { durationOf, timeText } from './expression.ts';
import type { Fit, Fitter } from './fit.ts';
import { logsOf, meanOf, varianceOf } from './moments.ts';

const HALF_LOG_TWO_PI = 0.9189385332046727;
const Z95 = normalQuantile(0.95);

/** Families whose likelihood is greatest where a formula says. Johnson, Kotz and Balakrishnan 1, §13, §14, §19. */
export const exponential: Fitter = (sample) => {
  const mean = meanOf(sample);
  const logLikelihood = -sample.length * (log(mean) + 1);
  return fitOf('exponential', `exponential(mean=${timeText(mean)})`, { logLikelihood, parameters: 1 });
};

/**
 * The bell is cut off at 0: where the cut would matter, its parameters are not mean and sd, and other families serve.
 */
const LEAST_SDS_ABOVE_ZERO = 3;

export const normal: Fitter = (sample) => {
  const [mean, sd] = [meanOf(sample), Math.sqrt(varianceOf(sample))];
  if (mean < LEAST_SDS_ABOVE_ZERO * sd) return null;
  const logLikelihood = bellLikelihood(sample.length, sd);
  return fitOf('normal', `normal(${timeText(mean)}, ${timeText(sd)})`, { logLikelihood, parameters: 2 });
};

export const lognormal: Fitter = (sample) => {
  const logs = logsOf(sample);
  const [mu, sigma] = [meanOf(logs), Math.sqrt(varianceOf(logs))];
  const logLikelihood = bellLikelihood(sample.length, sigma) - mu * sample.length;
  return fitOf('lognormal', lognormalText(mu, sigma), { logLikelihood, parameters: 2 });
};

/**
 * The least and the greatest measured are the likeliest ends, and surely inside the true ones; each end is moved out by
 * range / (n − 1), which makes it right on average. The likelihood is that of the ends as written.
 */
export const uniform: Fitter = (sample) => {
  const [least, greatest] = [sample[0] as number, sample.at(-1) as number];
  const beyond = (greatest - least) / (sample.length - 1);
  const [min, max] = [Math.max(0, least - beyond), greatest + beyond];
  const logLikelihood = -sample.length * log(max - min);
  return fitOf('uniform', `uniform(${timeText(min)}, ${timeText(max)})`, { logLikelihood, parameters: 2 });
};

/** `lognormal(median=…, p95=…)`, as people think of it. */
export function lognormalText(mu: number, sigma: number): string {
  const at = (z: number): number => exp(mu + z * sigma);
  return `lognormal(median=${timeText(at(0))}, p95=${timeText(at(Z95))})`;
}

function bellLikelihood(count: number, sd: number): number {
  return -count * (HALF_LOG_TWO_PI + log(sd) + 0.5);
}

export function fitOf(family: string, text: string, found: Pick<Fit, 'logLikelihood' | 'parameters'>): Fit | null {
  const duration = durationOf(text);
  return duration && Number.isFinite(found.logLikelihood) ? { family, duration, ...found } : null;
}
