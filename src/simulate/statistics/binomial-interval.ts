import { betaQuantile } from '../../model/durations/numeric/beta.ts';

/** A share of a number of independent trials, with its exact two-sided 95 % interval. */
export interface Probability {
  readonly count: number;
  readonly of: number;
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/**
 * Clopper and Pearson, Biometrika 26, 1934: the probabilities under which so few, or so many, would be seen in 2.5 % of
 * all cases; quantiles of beta distributions. It covers in at least 95 %.
 * @param of at least 1
 */
export function probabilityOf(count: number, of: number): Probability {
  return {
    count,
    of,
    estimate: count / of,
    ciLow: count === 0 ? 0 : betaQuantile(count, of - count + 1)(0.025),
    ciHigh: count === of ? 1 : betaQuantile(count + 1, of - count)(0.975),
  };
}
