import type { CalibratedTiming, Calibration } from './calibrate.ts';
import type { Omission } from './observation.ts';

/**
 * What `makespan calibrate --format json` prints; seconds everywhere. A change that breaks a reader raises `version`.
 */
export interface CalibrationDocument {
  readonly version: 1;
  readonly logs: Calibration['logs'];
  readonly deployments: number;
  readonly observations: number;
  readonly tasks: readonly CalibratedTimingDocument[];
  readonly types: readonly CalibratedTimingDocument[];
  readonly leftOut: readonly { readonly task: string; readonly why: Omission; readonly place: string }[];
  readonly notes: readonly string[];
}

export interface CalibratedTimingDocument {
  readonly name: string;
  readonly duration: string;
  readonly family: string;
  readonly samples: number;
  readonly deployments: number;
  /** Of the measured times. */
  readonly meanSeconds: number;
  /** Of the duration, which is wider than the times where there were too few. */
  readonly fittedMeanSeconds: number;
  readonly fittedP95Seconds: number;
  readonly isWidened: boolean;
  readonly fit: string;
  /** Null where nothing was tested: a constant, or too few samples. */
  readonly andersonDarling: { readonly statistic: number; readonly pValue: number; readonly draws: number } | null;
}

export function calibrationDocument(calibration: Calibration): CalibrationDocument {
  const { logs, deployments, observations, leftOut, notes } = calibration;
  const tasks = calibration.tasks.map(timingDocument);
  const types = calibration.types.map(timingDocument);
  return { version: 1, logs, deployments, observations, tasks, types, leftOut, notes };
}

function timingDocument(timing: CalibratedTiming): CalibratedTimingDocument {
  const { name, duration, samples, deployments, meanSeconds, choice } = timing;
  return {
    name,
    duration: duration.expression,
    family: duration.family,
    samples,
    deployments,
    meanSeconds,
    fittedMeanSeconds: duration.meanSeconds,
    fittedP95Seconds: duration.quantile(0.95),
    isWidened: choice.isWidened,
    fit: choice.fit,
    andersonDarling: choice.goodness,
  };
}
