/**
 * Event logs in, timings out. It knows logs and samples; it must not know templates, rules or runs: a task is a name
 * here.
 */
export {
  type CalibratedTiming,
  type CalibrateOptions,
  type Calibration,
  calibrate,
  DEFAULT_MIN_SAMPLES,
} from './calibrate.ts';
export { type CalibrationDocument, calibrationDocument } from './calibration-document.ts';
export { LogFault } from './log.ts';
export { omissions, timingFileText } from './timing-file-text.ts';
