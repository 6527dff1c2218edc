import type { Duration } from '../../model/durations/duration.ts';
import { studentQuantile } from '../../model/durations/numeric/beta.ts';
import { log } from '../../model/durations/numeric/exponential.ts';
import { normalQuantile } from '../../model/durations/numeric/normal-quantile.ts';
import { constant } from '../../model/durations/parse-duration.ts';
import type { Choice, Sample } from './choose-duration.ts';
import { lognormalText } from './closed-forms.ts';
import { durationOf, roundedNumber } from './expression.ts';
import { lifted } from './lifted.ts';
import { logsOf, meanOf, varianceOf } from './moments.ts';

/** What one measurement is given: the least spread that the built-in defaults have, a p95 of twice the median. */
const ASSUMED_SIGMA = log(2) / normalQuantile(0.95);

/**
 * Too few to choose a family by: a lognormal about their median, so wide that its p95 is the upper 95 % prediction
 * bound for one further time, Student's t and √(1 + 1/n) on the logarithms (Hahn and Meeker, Statistical Intervals,
 * §4.7). What is lost on a coarse clock counts as spread; a single time is given the least spread of the built-in
 * defaults.
 */
export function fewSamples({ seconds, resolutionSeconds }: Sample): Choice {
  const count = seconds.length;
  const logs = logsOf(lifted(seconds, resolutionSeconds));
  const mu = meanOf(logs);
  // The difference of two times that were cut to ticks is off by a triangular error of variance tick² / 6.
  const clock = resolutionSeconds / Math.sqrt(6) / meanOf(lifted(seconds, resolutionSeconds));
  const spread = count === 1 ? 0 : Math.sqrt(varianceOf(logs, 1) + clock * clock);
  const bound = count === 1 ? 0 : studentQuantile(count - 1, 0.95) * Math.sqrt(1 + 1 / count);
  const sigma = count === 1 ? ASSUMED_SIGMA : (spread * bound) / normalQuantile(0.95);
  const duration = mu > MEANINGLESS ? durationOf(lognormalText(mu, sigma)) : null;
  const how =
    count === 1 ? 'its spread is assumed (p95 twice the median)' : 'widened to the prediction bound of Student';
  const fit = `lognormal: only ${count} ${count === 1 ? 'sample' : 'samples'}, ${how}`;
  const fallback: Duration = constant(roundedNumber(meanOf(seconds)));
  return { duration: duration ?? fallback, fit, goodness: null, isWidened: true };
}

/** The logarithm of less than a nanosecond: the log says 0 and knows no clock. */
const MEANINGLESS = log(1e-9);
