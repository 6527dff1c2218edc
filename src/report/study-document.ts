import type { Criticality, SampleSummary } from '../simulate/simulation.ts';
import type { DistributionDocument, RESULT_VERSION } from './result.ts';

/** An estimate with its two-sided 95 % interval. */
export interface IntervalDocument {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** A share of replications, with its exact 95 % binomial interval (Clopper and Pearson, Biometrika 26, 1934). */
export interface ProbabilityDocument extends IntervalDocument {
  readonly count: number;
  readonly of: number;
}

/** How far a plan is from the best possible: what no luck and no order of work can beat. Seconds. */
export interface BoundsDocument {
  /**
   * The longest way through the order, with every duration at its least, its median and its greatest; the last is null
   * when a duration on it has no upper end.
   */
  readonly criticalPath: { readonly minimum: number; readonly median: number; readonly maximum: number | null };
  /** The tasks of the longest way with every duration at its median, in the order of time. */
  readonly path: readonly string[];
  /**
   * All the work that a limit has to do over its slots, with every duration at its least and its median, of the limit
   * for which the latter is the greatest; null without limits.
   */
  readonly work: {
    readonly pool: string;
    readonly capacity: number;
    readonly minimum: number;
    readonly median: number;
  } | null;
}

/** How a sample was made as large as a precision asks for. */
export interface PrecisionDocument {
  readonly statistic: 'mean' | 'p50' | 'p90' | 'p95' | 'p99';
  /** What was asked for, as half the interval's width over the estimate: 0.01 for 1 %. */
  readonly relative: number;
  /** The interval at the end: valid although the sample's size was not fixed before. */
  readonly interval: IntervalDocument;
  readonly replications: number;
  /** False when the most replications allowed did not suffice. */
  readonly reached: boolean;
}

/** How the makespan hangs on each task's duration. */
export interface SensitivityDocument {
  /** How many replications each number rests on. */
  readonly replications: number;
  /** By how much each task is shortened for `gain`, in words: `10 %`, `5 s`. */
  readonly shorten: string;
  /** By falling total effect, then gain, then criticality. */
  readonly tasks: readonly TaskSensitivityDocument[];
  /** What was left out to bound the time, and the like. */
  readonly notes: readonly string[];
}

export interface TaskSensitivityDocument {
  readonly task: string;
  /** Share of the replications in which it was on the critical path, 0 … 1. */
  readonly criticality: number;
  /** Correlation of its duration with the makespan, −1 … 1; null for a fixed duration. */
  readonly cruciality: number | null;
  /** Criticality times the standard deviation of its duration over that of the makespan; null when that is 0. */
  readonly scheduleSensitivity: number | null;
  /** Share of the makespan's variance that is gone when everything but this duration is known; null where not asked. */
  readonly totalEffect: IntervalDocument | null;
  /** Seconds of makespan saved by shortening it by `shorten`; null where not asked. */
  readonly gain: IntervalDocument | null;
  /** Mean makespan with its duration at its p10 and at its p90, the others drawn; null where not asked. */
  readonly tornado: { readonly low: number; readonly high: number } | null;
}

/** A paired difference to another scenario on common random numbers, in seconds: below 0 is faster. */
export interface DifferenceDocument extends IntervalDocument {
  /** Replications that completed in both. */
  readonly pairs: number;
  /** The mean difference over the mean of the base. */
  readonly relative: number;
}

/** What `makespan study --format json` prints. Seconds everywhere. */
export interface StudyDocument {
  readonly version: typeof RESULT_VERSION;
  readonly title: string | null;
  readonly seed: string;
  /** The base first, then in the order of the study. */
  readonly scenarios: readonly ScenarioDocument[];
  /** Names of scenarios by rising mean makespan; those without one are last. */
  readonly ranking: readonly string[];
  readonly sweeps: readonly SweepDocument[];
  readonly targets: readonly TargetDocument[];
  /** What moves the makespan of the base most, by rising mean difference: the greatest saving first. */
  readonly drivers: readonly DriverDocument[];
  readonly notes: readonly string[];
}

export interface ScenarioDocument {
  /** `base` for the template as it is. */
  readonly name: string;
  /** What it changes, a line each; empty for the base. */
  readonly changes: readonly string[];
  readonly engine: string;
  readonly granularity: string;
  readonly workers: number | null;
  readonly replications: number;
  /** A shortest circle, when the order cannot be walked; then nothing below has a value. */
  readonly cycle?: readonly string[];
  readonly makespan: SampleSummary | null;
  readonly complete: SampleSummary | null;
  readonly precision?: PrecisionDocument;
  /** Replications that did not complete, for whatever reason. */
  readonly failed: ProbabilityDocument | null;
  /** Replications whose first failure was a timeout. */
  readonly timedOut: ProbabilityDocument | null;
  /** To the base; null for the base, and where no replication completed in both. */
  readonly difference: DifferenceDocument | null;
  /** 1 for the least mean; null without a makespan. */
  readonly rank: number | null;
  readonly critical: readonly Criticality[];
  readonly distribution: DistributionDocument | null;
  readonly bounds: BoundsDocument | null;
  readonly sensitivity?: SensitivityDocument;
  readonly notes: readonly string[];
}

/** The makespan against one swept parameter, or against several crossed. */
export interface SweepDocument {
  readonly name: string;
  readonly parameters: readonly SweptParameterDocument[];
  /** In the order of the grid: the last parameter runs fastest. */
  readonly points: readonly SweepPointDocument[];
}

export interface SweptParameterDocument {
  /** As the study writes it: `workers`, `engine-option.agent-poll`, `set.vmA.a1`. */
  readonly name: string;
  /** `text` has no order; `seconds` and `number` do. */
  readonly kind: 'number' | 'seconds' | 'text';
  /** As written, by rising value where they have an order. */
  readonly values: readonly string[];
}

export interface SweepPointDocument {
  /** One for each parameter, as written; `numbers` are the same as numbers, null for text. */
  readonly values: readonly string[];
  readonly numbers: readonly (number | null)[];
  /** Null when nothing completed or the order is a circle. */
  readonly mean: IntervalDocument | null;
  readonly p50: IntervalDocument | null;
  readonly p95: IntervalDocument | null;
  readonly failed: ProbabilityDocument | null;
  readonly difference: DifferenceDocument | null;
  readonly bounds: BoundsDocument | null;
}

/** A question such as "p95 <= 10m at the least workers", and its answer. */
export interface TargetDocument {
  readonly question: string;
  readonly statistic: 'mean' | 'p50' | 'p90' | 'p95' | 'p99' | 'failed' | 'timed-out';
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
  readonly at: IntervalDocument | null;
  /** Whether the statistic is known to move one way with the parameter, or the search took that for granted. */
  readonly monotone: 'known' | 'assumed';
  /** The answer as a sentence. */
  readonly sentence: string;
  /** Each value that was tried, in the order of the search. */
  readonly trail: readonly TargetStepDocument[];
}

export interface TargetStepDocument extends IntervalDocument {
  readonly value: string;
  /** `yes` and `no` when the interval decides, otherwise which side the estimate is on. */
  readonly holds: 'yes' | 'likely' | 'unlikely' | 'no';
}

/** One thing halved (a time) or doubled (a capacity), the rest as it is: what it would save. */
export interface DriverDocument {
  readonly kind: 'engine-option' | 'workers' | 'pool' | 'task' | 'granularity';
  readonly name: string;
  /** As written, before and after. */
  readonly from: string;
  readonly to: string;
  readonly difference: DifferenceDocument;
}
