import type { Duration } from '../durations/duration.ts';

/** Where a timing comes from, most specific first. */
export type TimingOrigin = 'set' | 'template' | 'timing-file' | 'calibrated' | 'default' | 'assumed';

/** How long one task takes, and where that is from, so that nobody takes a guess for a measurement. */
export interface Timing {
  readonly task: string;
  readonly duration: Duration;
  readonly origin: TimingOrigin;
  /** One phrase that names the source: `--set vmA.a1=5s`, `timings.yaml: OS::Nova::Server`, `measured: … (Rally)`, `assumed: no measurement covers user data`. */
  readonly source: string;
}

/** What the user says of durations beside the template. */
export interface TimingOptions {
  /** `--set`: task id (or `type:TYPE`) → duration expression already parsed. */
  readonly set?: ReadonlyMap<string, Duration>;
  /** The user's timing file, read and checked. */
  readonly file?: TimingFile;
}

/** A timing file: durations by task id, then by type. */
export interface TimingFile {
  readonly name: string;
  readonly tasks: ReadonlyMap<string, Duration>;
  readonly types: ReadonlyMap<string, Duration>;
  /** True when `makespan calibrate` wrote it from event logs. */
  readonly calibrated: boolean;
}
