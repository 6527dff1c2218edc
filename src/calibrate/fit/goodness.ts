import type { Duration } from '../../model/durations/duration.ts';
import { log } from '../../model/durations/numeric/exponential.ts';
import type { Fit, Fitter } from './fit.ts';
import { measuredAs } from './lifted.ts';
import { uniforms } from './uniforms.ts';

/** How likely a sample from the fitted family itself would look as far off as the measured one. */
export interface Goodness {
  /** Anderson and Darling's A²: how far off the sample is, tails above all. */
  readonly statistic: number;
  readonly pValue: number;
  /** How many samples were drawn from the fit to know that. */
  readonly draws: number;
}

const MOST_DRAWS = 199;
/** Enough to know that p is no small one; then drawing stops (Besag and Clifford, Biometrika 78, 1991). */
const ENOUGH_EXCEEDANCES = 10;

/**
 * Anderson and Darling's test by parametric bootstrap: the fit is drawn from, each draw is rounded as the log rounds
 * and fitted again, so that neither the fitted parameters nor a coarse clock makes the test lenient or harsh. Stute,
 * Gonzáles Manteiga and Presedo Quindimil, Metrika 40, 1993.
 * @param sample sorted
 */
export function goodnessOf(sample: readonly number[], fit: Fit, { fitter, resolutionSeconds }: TestOptions): Goodness {
  const statistic = andersonDarling(sample, fit.duration);
  const next = uniforms(sample.length);
  let exceedances = 0;
  for (let draws = 1; draws <= MOST_DRAWS; draws += 1) {
    const drawn = measuredAs(
      Array.from(sample, () => fit.duration.quantile(next())),
      { resolutionSeconds, next },
    );
    const again = fitter(drawn);
    if (again && andersonDarling(drawn, again.duration) >= statistic) exceedances += 1;
    if (exceedances === ENOUGH_EXCEEDANCES) return { statistic, pValue: exceedances / draws, draws };
  }
  return { statistic, pValue: (exceedances + 1) / (MOST_DRAWS + 1), draws: MOST_DRAWS };
}

interface TestOptions {
  readonly fitter: Fitter;
  readonly resolutionSeconds: number;
}

/** Below it a probability is as good as nothing, and its logarithm would decide alone. */
const LEAST_PROBABILITY = 1e-12;

/** A² = −n − (1/n) Σ (2i − 1) (ln F(xᵢ) + ln(1 − F(xₙ₊₁₋ᵢ))). Anderson and Darling, 1954. */
export function andersonDarling(sorted: readonly number[], { cdf }: Duration): number {
  const count = sorted.length;
  const logs = sorted.map((value) => {
    const below = cdf?.(value) ?? 0;
    return [log(Math.max(LEAST_PROBABILITY, below)), log(Math.max(LEAST_PROBABILITY, 1 - below))] as const;
  });
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    sum += (2 * at + 1) * ((logs[at]?.[0] as number) + (logs[count - 1 - at]?.[1] as number));
  }
  return -count - sum / count;
}
