import type { Deployment } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import { constant, parseDuration } from '../../model/durations/parse-duration.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { type Changes, StudyFault } from '../study.ts';
import { type NamedTask, namedTasks } from './match-names.ts';

type Path = readonly (string | number)[];

/** The timings with what a scenario sets, then with its factors. @throws StudyFault */
export function changeDurations(
  timings: ReadonlyMap<string, Timing>,
  { set = {}, scale = {} }: Changes,
  { tasks, at }: { readonly tasks: readonly NamedTask[]; readonly at: Path },
): ReadonlyMap<string, Timing> {
  if (Object.keys(set).length + Object.keys(scale).length === 0) return timings;
  const changed = new Map(timings);
  for (const { pattern, value, tasks: named } of namedTasks(set, tasks, [...at, 'set'])) {
    const parsed = parseDuration(value);
    if (!parsed.ok) throw new StudyFault([...at, 'set', pattern], parsed.message);
    const source = `study: set ${pattern} = ${parsed.duration.expression}`;
    for (const task of named) changed.set(task, { task, duration: parsed.duration, origin: 'set', source });
  }
  const scaled = new Map<string, Duration>();
  for (const { pattern, value, tasks: named } of namedTasks(scale, tasks, [...at, 'scale'])) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new StudyFault([...at, 'scale', pattern], `a factor is a number from 0 up, not ${value}`);
    }
    for (const task of named) {
      const timing = changed.get(task) as Timing;
      const key = JSON.stringify([timing.duration.expression, value]);
      const duration = scaled.get(key) ?? scaledDuration(timing.duration, value);
      scaled.set(key, duration);
      changed.set(task, { ...timing, duration, source: `${timing.source}, × ${value} by the study` });
    }
  }
  return changed;
}

/** So many times as long; its draws are so many times those of the other. */
export function scaledDuration(duration: Duration, factor: number): Duration {
  if (factor === 1) return duration;
  if (factor === 0 || duration.minimumSeconds === duration.maximumSeconds) {
    return constant(duration.meanSeconds * factor);
  }
  const parsed = parseDuration(`scale(${duration.expression}, ${factor})`);
  if (!parsed.ok) throw new Error(`a duration that cannot be scaled: ${duration.expression}: ${parsed.message}`);
  return parsed.duration;
}

export function tasksOf(deployment: Deployment): readonly NamedTask[] {
  return deployment.tasks.mapNodes((id, { type }) => ({ id, type }));
}
