import type { Duration } from '../../model/durations/duration.ts';

/** A family fitted to a sample. */
export interface Fit {
  readonly family: string;
  readonly duration: Duration;
  /** At the fitted parameters, of the sample that was fitted. */
  readonly logLikelihood: number;
  /** How many parameters were fitted. */
  readonly parameters: number;
}

/**
 * Fits one family by maximum likelihood.
 * @param sample sorted, all above 0, not all equal
 * @returns null when the family cannot be like this sample
 */
export type Fitter = (sample: readonly number[]) => Fit | null;
