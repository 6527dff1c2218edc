import type { Deployment, Task } from '../deployment.ts';
import type { Duration } from '../durations/duration.ts';
import { taskListOf } from '../task-list.ts';
import { DefaultTimings } from './default-timings.ts';
import type { Timing, TimingOptions } from './timing.ts';

/**
 * The time of every task and where it is from, most specific first: `--set` (by id, then `type:TYPE`), the template's
 * own metadata, the timing file (by id, then type; one that `calibrate` wrote counts as calibrated), built-in defaults,
 * and what is merely assumed. User data has no type of its own: a type never decides the time of a boot task, unless it
 * is written `TYPE.boot`.
 *
 * @returns by task id, in template order; every task has one
 *
 * @example
 * const timings = resolveTimings(deployment, { set: new Map([['vmA.a1', constant(5)]]) });
 * timings.get('vmA.a1')?.origin; // 'set'
 */
export function resolveTimings(deployment: Deployment, options: TimingOptions = {}): ReadonlyMap<string, Timing> {
  const defaults = new DefaultTimings(deployment.template.format);
  const timings = new Map<string, Timing>();
  for (const task of taskListOf(deployment).tasks) {
    timings.set(task.id, { task: task.id, ...(stated(task.id, task, options) ?? defaults.of(task)) });
  }
  return timings;
}

/** The names of `set` and of the timing file that match nothing: probably misspelt. */
export function unmatchedTimings(deployment: Deployment, options: TimingOptions): readonly string[] {
  const types = new Set(deployment.tasks.mapNodes((_id, task) => typeKey(task)));
  const unknownTasks = [...(options.file?.tasks.keys() ?? [])].filter((id) => !deployment.tasks.hasNode(id));
  const unknownSets = [...(options.set?.keys() ?? [])].filter((key) => {
    if (deployment.tasks.hasNode(key)) return false;
    return !key.startsWith('type:') || !types.has(key.slice('type:'.length));
  });
  return [...unknownSets, ...unknownTasks];
}

/** What the user or the template says of a task. */
function stated(id: string, task: Task, { set, file }: TimingOptions): Omit<Timing, 'task'> | undefined {
  const type = typeKey(task);
  const bySet = set?.get(id) ?? set?.get(`type:${type}`);
  if (bySet) {
    const key = set?.has(id) ? id : `type:${type}`;
    return { duration: bySet, origin: 'set', source: `--set ${key}=${bySet.expression}` };
  }
  if (task.duration) return { duration: task.duration, origin: 'template', source: "the template's own metadata" };
  const byFile = fromFile(id, type, file);
  return byFile && { ...byFile, origin: file?.calibrated ? 'calibrated' : 'timing-file' };
}

function fromFile(
  id: string,
  type: string,
  file: TimingOptions['file'],
): { readonly duration: Duration; readonly source: string } | undefined {
  const byTask = file?.tasks.get(id);
  if (byTask) return { duration: byTask, source: `${file?.name}: ${id}` };
  const byType = file?.types.get(type);
  return byType && { duration: byType, source: `${file?.name}: ${type}` };
}

function typeKey({ kind, type }: Task): string {
  return kind === 'boot' && !type.endsWith('.boot') ? `${type}.boot` : type;
}
