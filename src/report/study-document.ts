import type { Probability } from '../simulate/statistics/binomial-interval.ts';
import type { Bounds } from '../simulate/statistics/bounds.ts';
import type { Interval, PrecisionReached } from '../simulate/statistics/precision.ts';
import type {
  Difference,
  Driver,
  ScenarioOutcome,
  Sensitivity,
  StudyOutcome,
  SweepOutcome,
  SweepPoint,
  TargetOutcome,
  TaskSensitivity,
} from '../study/outcome.ts';
import type { DistributionDocument, RESULT_VERSION } from './result.ts';

/** An estimate with its two-sided 95 % interval. */
export type IntervalDocument = Interval;
/** A share of replications, with its exact 95 % binomial interval. */
export type ProbabilityDocument = Probability;
/** How far a plan is from the best possible. */
export type BoundsDocument = Bounds;
/** How a sample was made as large as a precision asks for. */
export type PrecisionDocument = PrecisionReached;
/** How the makespan hangs on each task's duration. */
export type SensitivityDocument = Sensitivity;
export type TaskSensitivityDocument = TaskSensitivity;
/** A paired difference to another scenario on common random numbers. */
export type DifferenceDocument = Difference;
export type SweepDocument = SweepOutcome;
export type SweepPointDocument = SweepPoint;
export type TargetDocument = TargetOutcome;
export type DriverDocument = Driver;

export interface ScenarioDocument extends Omit<ScenarioOutcome, 'samples'> {
  readonly distribution: DistributionDocument | null;
}

/** What `makespan study --format json` prints: an outcome without its samples. Seconds everywhere. */
export interface StudyDocument extends Omit<StudyOutcome, 'scenarios'> {
  readonly version: typeof RESULT_VERSION;
  /** The base first, then in the order of the study. */
  readonly scenarios: readonly ScenarioDocument[];
}
