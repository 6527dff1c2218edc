import type { Deployment } from '../model/deployment.ts';
import { type Conversion, ConversionNotes } from './conversion.ts';
import { type PlannedTask, planOf } from './plan.ts';
import { pythonModule } from './taskflow-module.ts';
import { UniqueNames } from './unique-names.ts';

/**
 * The deployment as a Python module with one flat graph flow: values are symbols that tasks provide and require, pure
 * order is a link, a machine is a label (a sub-flow would be a barrier). The module runs by itself in TaskFlow's
 * parallel engine; its tasks sleep their mean times, which is where the work goes.
 * @example
 * const { text, reloaded } = writeTaskflow(deployment);
 */
export function writeTaskflow(deployment: Deployment): Conversion {
  const notes = new ConversionNotes();
  const { tasks } = planOf(deployment, notes);
  const taken = new UniqueNames();
  const names = new Map(tasks.map(({ id }) => [id, taken.take(id)]));
  for (const task of tasks) noteLosses(task, notes);
  const flow = {
    flow: 'deployment',
    pattern: 'graph',
    children: tasks.map((task) => taskFields(task)),
    links: tasks.flatMap(({ id, after }) => after.map((from) => ({ from, to: id }))),
  };
  const document = JSON.stringify({ format: 'taskflow/1', flow }, null, 1);
  const seconds = tasks.map(({ id, task }) => [id, task.kind === 'milestone' ? 0 : (task.duration?.meanSeconds ?? 0)]);
  const text = (): string => pythonModule(document, JSON.stringify(Object.fromEntries(seconds), null, 1));
  return notes.conclude(names, text, document);
}

function taskFields({ id, task, host, provides, values }: PlannedTask): object {
  const seconds = task.kind === 'milestone' ? '0s' : (task.duration?.expression ?? null);
  const requires: [string, string][] = [];
  // Python hands them over by name, and 'self' is taken.
  const inputs = new UniqueNames(['self']);
  for (const { from, provided, input } of values) requires.push([inputs.take(input), symbolOf(from, provided)]);
  return {
    task: id,
    ...(seconds === null ? {} : { duration: seconds }),
    ...(host === null ? {} : { host: host.id }),
    ...(provides.length === 0 ? {} : { provides: provides.map((name) => symbolOf(id, name)) }),
    ...(requires.length === 0 ? {} : { requires: Object.fromEntries(requires) }),
  };
}

/** Each producer's values have names of their own, so that no binding is ambiguous. */
function symbolOf(task: string, value: string): string {
  return `${task}.${value}`;
}

function noteLosses({ id, task, host }: PlannedTask, notes: ConversionNotes): void {
  if (!task.tracked) notes.lose(`'${id}' is untracked; TaskFlow knows the end of every task`);
  if (task.duration === null && task.kind !== 'milestone')
    notes.lose(`the time of '${id}' is not stated; its task sleeps not at all`);
  if (task.duration && task.duration.family !== 'constant')
    notes.lose(`the time of '${id}' varies; its task sleeps the mean`);
  if (host?.takesTurns) notes.lose(`TaskFlow knows no machines: that the tasks of '${host.id}' take turns is not kept`);
}
