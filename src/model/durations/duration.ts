/**
 * How long a task takes: a constant or a distribution, in seconds. Part of the vocabulary: a front-end parses one, a
 * rule reads its bounds, the simulator draws from its quantile function.
 */
export interface Duration {
  /** Canonical text that `parseDuration` reads back to the same duration: `lognormal(median=45s, p95=2m)`. */
  readonly expression: string;
  /** The family's name: `constant`, `uniform`, `lognormal`, … */
  readonly family: string;
  readonly meanSeconds: number;
  readonly varianceSeconds2: number;
  /** Greatest lower bound of what can be drawn; ≥ 0. */
  readonly minimumSeconds: number;
  /** Least upper bound of what can be drawn; Infinity when there is none. */
  readonly maximumSeconds: number;
  /** True when only finitely many values can be drawn, so that the quantile function is a staircase. */
  readonly isDiscrete?: boolean;
  /**
   * Probabilities between 0 and 1 at which the quantile function jumps or changes its course at once. A sampler asks
   * the quantile function itself near them, and may lay straight lines between its values elsewhere.
   */
  readonly breaks?: readonly number[];
  /**
   * The quantile function (inverse of the cumulative distribution).
   * @param p probability, 0 ≤ p ≤ 1; 0 gives the minimum, 1 the maximum
   * @returns seconds
   */
  readonly quantile: (p: number) => number;
  /**
   * The cumulative distribution: the probability of at most so many seconds. Every duration that `parseDuration`
   * reads has one; combinations such as `truncate` need it.
   */
  readonly cdf?: (seconds: number) => number;
}
