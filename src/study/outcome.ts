import type { Criticality, SampleSummary } from '../simulate/simulation.ts';
import type { Probability } from '../simulate/statistics/binomial-interval.ts';
import type { Bounds } from '../simulate/statistics/bounds.ts';
import type { Interval, PrecisionReached } from '../simulate/statistics/precision.ts';
import type { TargetStatistic } from './study.ts';

/** How the makespan hangs on each task's duration. */
export interface Sensitivity {
  /** How many replications each number rests on. */
  readonly replications: number;
  /** By how much each task is shortened for `gain`, in words: `10 %`, `5 s`. */
  readonly shorten: string;
  /** By falling total effect, then gain, then criticality. */
  readonly tasks: readonly TaskSensitivity[];
  /** Seconds of makespan saved by one more slot of each limit, such as one more worker; absent without limits. */
  readonly limits?: readonly { readonly limit: string; readonly capacity: number; readonly gain: Interval | null }[];
  /** What was left out to bound the time, and the like. */
  readonly notes: readonly string[];
}

export interface TaskSensitivity {
  readonly task: string;
  /** Share of the replications in which it was on the critical path, 0 … 1. */
  readonly criticality: number;
  /** Correlation of its duration with the makespan, −1 … 1; null for a fixed duration. */
  readonly cruciality: number | null;
  /** Criticality times the standard deviation of its duration over that of the makespan; null when that is 0. */
  readonly scheduleSensitivity: number | null;
  /** Share of the makespan's variance that is gone when everything but this duration is known; null where not asked. */
  readonly totalEffect: Interval | null;
  /** Seconds of makespan saved by shortening it by `shorten`; null where not asked. */
  readonly gain: Interval | null;
  /** Mean makespan with its duration at its p10 and at its p90, the others drawn; null where not asked. */
  readonly tornado: { readonly low: number; readonly high: number } | null;
}

/** A paired difference to another scenario on common random numbers, in seconds: below 0 is faster. */
export interface Difference extends Interval {
  /** Replications that completed in both. */
  readonly pairs: number;
  /** The mean difference over the mean of the base. */
  readonly relative: number;
}

/** What a study found. Seconds everywhere. */
export interface StudyOutcome {
  readonly title: string | null;
  readonly seed: string;
  /** The base first, then in the order of the study. */
  readonly scenarios: readonly ScenarioOutcome[];
  /** Names of scenarios by rising mean makespan; those without one are last. */
  readonly ranking: readonly string[];
  readonly sweeps: readonly SweepOutcome[];
  readonly targets: readonly TargetOutcome[];
  /** What moves the makespan of the base most, by rising mean difference: the greatest saving first. */
  readonly drivers: readonly Driver[];
  readonly notes: readonly string[];
}

export interface ScenarioOutcome {
  /** `base` for the template as it is. */
  readonly name: string;
  /** What it changes, a line each; empty for the base. */
  readonly changes: readonly string[];
  readonly engine: string;
  readonly granularity: string;
  readonly workers: number | null;
  readonly replications: number;
  /** A shortest cycle, when the order cannot be walked; then nothing below has a value. */
  readonly cycle?: readonly string[];
  readonly makespan: SampleSummary | null;
  readonly complete: SampleSummary | null;
  readonly precision?: PrecisionReached;
  /** Replications that did not complete, for whatever reason. */
  readonly failed: Probability | null;
  /** Replications whose first failure was a timeout. */
  readonly timedOut: Probability | null;
  /** To the base; null for the base, and where no replication completed in both. */
  readonly difference: Difference | null;
  /** 1 for the least mean; null without a makespan. */
  readonly rank: number | null;
  readonly critical: readonly Criticality[];
  /** Makespans of the completed replications. */
  readonly samples: Float64Array;
  readonly bounds: Bounds | null;
  readonly sensitivity?: Sensitivity;
  readonly notes: readonly string[];
}

/** The makespan against one swept parameter, or against several crossed. */
export interface SweepOutcome {
  readonly name: string;
  readonly parameters: readonly SweptParameter[];
  /** In the order of the grid: the last parameter runs fastest. */
  readonly points: readonly SweepPoint[];
}

export interface SweptParameter {
  /** As the study writes it: `workers`, `engine-options.agent-poll`, `set.vmA.a1`. */
  readonly name: string;
  /** `text` has no order; `seconds` and `number` do. */
  readonly kind: 'number' | 'seconds' | 'text';
  /** As written, by rising value where they have an order. */
  readonly values: readonly string[];
}

export interface SweepPoint {
  /** One for each parameter, as written; `numbers` are the same as numbers, null for text. */
  readonly values: readonly string[];
  readonly numbers: readonly (number | null)[];
  /** Null when nothing completed or the order is a cycle. */
  readonly mean: Interval | null;
  readonly p50: Interval | null;
  readonly p95: Interval | null;
  readonly failed: Probability | null;
  readonly difference: Difference | null;
  readonly bounds: Bounds | null;
}

/** A question such as "p95 <= 10m at the least workers", and its answer. */
export interface TargetOutcome {
  readonly question: string;
  readonly statistic: TargetStatistic;
  readonly comparison: '<=' | '>=';
  /** Seconds, or a probability for `failed` and `timed-out`. */
  readonly limit: number;
  readonly parameter: string;
  readonly seek: 'least' | 'greatest';
  /**
   * `met`: at `answer` the whole interval is on the right side, and at the next value that was not met it is not;
   * `likely`: the estimate is on the right side, its interval is not; `not-met`: at no value.
   */
  readonly verdict: 'met' | 'likely' | 'not-met';
  /** As written; null when not met. */
  readonly answer: string | null;
  readonly at: Interval | null;
  /** Whether the statistic is known to move one way with the parameter, or the search took that for granted. */
  readonly monotone: 'known' | 'assumed';
  /** The answer as a sentence. */
  readonly sentence: string;
  /** Each value that was tried, in the order of the search. */
  readonly trail: readonly TargetStep[];
}

export interface TargetStep extends Interval {
  readonly value: string;
  /** `yes` and `no` when the interval decides, otherwise which side the estimate is on. */
  readonly holds: 'yes' | 'likely' | 'unlikely' | 'no';
}

/** One thing halved (a time) or doubled (a capacity), the rest as it is: what it would save. */
export interface Driver {
  readonly kind: 'engine-option' | 'workers' | 'pool' | 'task' | 'granularity';
  readonly name: string;
  /** As written, before and after. */
  readonly from: string;
  readonly to: string;
  readonly difference: Difference;
}
