/** One measured task: what a log knows of a start and its end. */
export interface Observation {
  /** Which deployment it was part of: equal for everything that one run of an engine made. */
  readonly deployment: string;
  /** The id that the template's task has: `web`, or `group/0/web` inside nested stacks. */
  readonly task: string;
  /** The resource type; null where the log does not say it. */
  readonly type: string | null;
  /** ≥ 0. */
  readonly seconds: number;
  /** The smallest step of the log's clock: 1 for whole seconds; 0 where the log states durations themselves. */
  readonly resolutionSeconds: number;
}

/** Why a start or an end in a log became no observation, each with the words for it. */
export const OMISSIONS = {
  unfinished: 'had not finished when the log ends',
  unstarted: 'finished without a start in the log',
  failed: 'failed',
  backwards: 'ended before they started (a clock was set, or two clocks differ)',
  waiting: 'waited for signals: such a time is waiting, which the simulator works out itself',
  container: "hold other stacks, whose resources are in the log: their time is their parts'",
} as const;

export type Omission = keyof typeof OMISSIONS;

/** What was left out, and where it stands in the logs. */
export interface LeftOut {
  readonly task: string;
  readonly why: Omission;
  readonly place: string;
}

/** What the logs of one format say together. */
export interface LogReading {
  readonly observations: readonly Observation[];
  readonly leftOut: readonly LeftOut[];
  /** What a person should know before trusting the times, a sentence each. */
  readonly notes: readonly string[];
}
