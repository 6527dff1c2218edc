import type { Duration } from '../model/durations/duration.ts';
import { type Choice, chooseDuration } from './fit/choose-duration.ts';
import { logFormats } from './formats/index.ts';
import { type Log, LogFault, logOf } from './log.ts';
import type { LogFormat } from './log-format.ts';
import type { LeftOut, Observation } from './observation.ts';

export interface CalibrateOptions {
  /** Which sections the timing file gets: times by task, by type, or both (default). */
  readonly by?: 'task' | 'type' | 'both';
  /** Below so many samples no family is chosen: the times are widened. Default 8. */
  readonly minSamples?: number;
}

/** The time of one task or type, and what it rests on. */
export interface CalibratedTiming {
  readonly name: string;
  readonly duration: Duration;
  readonly samples: number;
  readonly deployments: number;
  readonly meanSeconds: number;
  readonly choice: Choice;
}

/** What logs say of how long things take. */
export interface Calibration {
  readonly logs: readonly { readonly name: string; readonly format: string }[];
  readonly deployments: number;
  readonly observations: number;
  readonly tasks: readonly CalibratedTiming[];
  readonly types: readonly CalibratedTiming[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
}

export const DEFAULT_MIN_SAMPLES = 8;

/**
 * Reads event logs and fits a duration to each task and each type.
 *
 * @throws LogFault for a log that is of no known kind or cannot be read, with its place
 *
 * @example
 * const { tasks } = calibrate([{ name: 'runs.csv', text: 'task,seconds\nweb,41\nweb,44\n' }]);
 * tasks[0].duration.expression; // a lognormal about 42.5 s, widened: two samples say little
 */
export function calibrate(
  logs: readonly { readonly name: string; readonly text: string }[],
  { by = 'both', minSamples = DEFAULT_MIN_SAMPLES }: CalibrateOptions = {},
): Calibration {
  const recognised = logs.map(({ name, text }) => withFormat(logOf(name, text)));
  const readings = logFormats.map((format) =>
    format.read(recognised.filter((one) => one.format === format).map(({ log }) => log)),
  );
  const observations = readings.flatMap((reading) => reading.observations);
  const tasks = by === 'type' ? [] : timingsBy(observations, ({ task }) => task, minSamples);
  const types = by === 'task' ? [] : timingsBy(observations, ({ type }) => type, minSamples);
  return {
    logs: recognised.map(({ log, format }) => ({ name: log.name, format: format.title })),
    deployments: countDeployments(observations),
    observations: observations.length,
    tasks: by === 'both' ? withoutBetterTypes(tasks, types, observations) : tasks,
    types,
    leftOut: readings.flatMap((reading) => reading.leftOut),
    notes: [...readings.flatMap((reading) => reading.notes), ...notesOn(observations)],
  };
}

function withFormat(log: Log): { readonly log: Log; readonly format: LogFormat } {
  const format = logFormats.find((candidate) => candidate.recognise(log));
  if (format) return { log, format };
  const found = log.text.trim() === '' ? 'nothing' : log.json === undefined ? 'other text' : 'other JSON';
  const known = logFormats.map(({ title }) => title).join('; ');
  throw new LogFault(`${log.name}:1:1: expected the output of one of: ${known}; found ${found}`);
}

function timingsBy(
  observations: readonly Observation[],
  keyOf: (observation: Observation) => string | null,
  minSamples: number,
): readonly CalibratedTiming[] {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const key = keyOf(observation);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(observation);
    else groups.set(key, [observation]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => timingOf(name, group, minSamples));
}

function timingOf(name: string, group: readonly Observation[], minSamples: number): CalibratedTiming {
  const seconds = group.map((one) => one.seconds);
  const resolutionSeconds = group.reduce((most, one) => Math.max(most, one.resolutionSeconds), 0);
  const choice = chooseDuration({ seconds, resolutionSeconds }, { minSamples });
  return {
    name,
    duration: choice.duration,
    samples: group.length,
    deployments: countDeployments(group),
    meanSeconds: seconds.reduce((sum, one) => sum + one, 0) / group.length,
    choice,
  };
}

/** A type measured often knows more of a task measured twice than the task does. */
function withoutBetterTypes(
  tasks: readonly CalibratedTiming[],
  types: readonly CalibratedTiming[],
  observations: readonly Observation[],
): readonly CalibratedTiming[] {
  const known = new Set(types.filter(({ choice }) => !choice.isWidened).map(({ name }) => name));
  const typeOf = new Map(observations.map(({ task, type }) => [task, type]));
  return tasks.filter(({ name, choice }) => !choice.isWidened || !known.has(typeOf.get(name) ?? ''));
}

function notesOn(observations: readonly Observation[]): readonly string[] {
  if (observations.length === 0 || countDeployments(observations) > 1) return [];
  return ['all times are from one deployment, so that what differs between deployments is not in them'];
}

function countDeployments(observations: readonly Observation[]): number {
  return new Set(observations.map(({ deployment }) => deployment)).size;
}
