import type { Duration } from '../../model/durations/duration.ts';
import { constant } from '../../model/durations/parse-duration.ts';
import { exponential, lognormal, normal, uniform } from './closed-forms.ts';
import { durationOf, roundedNumber, timeText } from './expression.ts';
import { fewSamples } from './few-samples.ts';
import type { Fit, Fitter } from './fit.ts';
import { gamma } from './gamma.ts';
import { type Goodness, goodnessOf } from './goodness.ts';
import { lifted } from './lifted.ts';
import { meanOf } from './moments.ts';
import { triangular } from './triangular.ts';
import { uniforms } from './uniforms.ts';
import { weibull } from './weibull.ts';

/** The families that are tried, one line each. */
const FITTERS: readonly Fitter[] = [exponential, normal, lognormal, gamma, weibull, uniform, triangular];

/** A duration for a sample, and why this one. */
export interface Choice {
  readonly duration: Duration;
  /** A phrase: `lognormal (AICc); Anderson-Darling p = 0.4`. */
  readonly fit: string;
  readonly goodness: Goodness | null;
  /** True when there were too few samples to choose, and the duration is wider than they are. */
  readonly isWidened: boolean;
}

export interface Sample {
  readonly seconds: readonly number[];
  readonly resolutionSeconds: number;
}

/** What a fit may not be less likely than, by the test. */
const LEAST_P_VALUE = 0.05;
/** The test's cost grows with the sample, and so many tell what it can tell. */
const MOST_TESTED = 200;

/**
 * The duration that tells a sample best: a constant when all are equal as far as the clock can tell; a widened
 * lognormal when there are fewer than `minSamples`; else the family of least AICc (Hurvich and Tsai, 1989) among those
 * that the Anderson–Darling test does not refuse at 5 %; the measured times themselves when it refuses all.
 */
export function chooseDuration(sample: Sample, { minSamples }: { readonly minSamples: number }): Choice {
  const sorted = [...sample.seconds].sort((a, b) => a - b);
  const spread = (sorted.at(-1) as number) - (sorted[0] as number);
  if (sorted.length < minSamples) return fewSamples(sample);
  if (spread <= sample.resolutionSeconds) {
    const duration = constant(roundedNumber(meanOf(sorted)));
    return { duration, fit: 'constant: all equal as far as the clock tells', goodness: null, isWidened: false };
  }
  return fittest(lifted(sorted, sample.resolutionSeconds), sample.resolutionSeconds);
}

function fittest(sorted: readonly number[], resolutionSeconds: number): Choice {
  const tested = thinned(sorted);
  let best: { readonly family: string; readonly goodness: Goodness } | null = null;
  for (const { fit, fitter } of rankedFits(sorted)) {
    // A thinned sample is tested against its own fit, as the draws are.
    const own = tested === sorted ? fit : fitter(tested);
    if (!own) continue;
    const goodness = goodnessOf(tested, own, { fitter, resolutionSeconds });
    best ??= { family: fit.family, goodness };
    if (goodness.pValue < LEAST_P_VALUE) continue;
    const text = `${fit.family} (least AICc of those that fit); Anderson-Darling p = ${goodness.pValue.toFixed(2)}`;
    return { duration: fit.duration, fit: text, goodness, isWidened: false };
  }
  const nearest = best
    ? `no family fits (${best.family}: Anderson-Darling p = ${best.goodness.pValue.toFixed(3)})`
    : 'no family can be fitted';
  const text = `empirical: ${nearest}`;
  return { duration: empirical(sorted), fit: text, goodness: best?.goodness ?? null, isWidened: false };
}

function rankedFits(sorted: readonly number[]): readonly { readonly fit: Fit; readonly fitter: Fitter }[] {
  return FITTERS.flatMap((fitter) => {
    const fit = fitter(sorted);
    return fit && sorted.length > fit.parameters + 1 ? [{ fit, fitter }] : [];
  }).sort((a, b) => correctedCriterion(a.fit, sorted.length) - correctedCriterion(b.fit, sorted.length));
}

/** AICc = 2k − 2 ln L + 2k (k + 1) / (n − k − 1). */
function correctedCriterion({ parameters: k, logLikelihood }: Fit, count: number): number {
  return 2 * k - 2 * logLikelihood + (2 * k * (k + 1)) / (count - k - 1);
}

/** So many of a sample, drawn without choice. */
function thinned(sorted: readonly number[]): readonly number[] {
  if (sorted.length <= MOST_TESTED) return sorted;
  const next = uniforms(sorted.length);
  return sorted
    .map((value) => ({ value, lot: next() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, MOST_TESTED)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
}

/** A timing file is for people too: of more times, so many quantiles. */
const MOST_LISTED = 100;

function empirical(sorted: readonly number[]): Duration {
  const listed =
    sorted.length <= MOST_LISTED
      ? sorted
      : Array.from({ length: MOST_LISTED }, (_, at) => {
          return sorted[Math.floor(((at + 0.5) / MOST_LISTED) * sorted.length)] as number;
        });
  return durationOf(`empirical(${listed.map(timeText).join(', ')})`) as Duration;
}
