import { DeploymentBuilder } from '../../model/builder.ts';
import type { Deployment, Reason, TaskKind } from '../../model/deployment.ts';
import { constant } from '../../model/durations/parse-duration.ts';
import type { Span } from '../../model/span.ts';

/** One task of a sketch: `host.task`, or a name without a dot for a task of its own. */
export interface SketchTask {
  readonly id: string;
  readonly seconds: number;
  readonly after?: readonly string[];
  /** Prerequisites whose value it consumes. */
  readonly values?: readonly string[];
  readonly kind?: TaskKind;
  readonly type?: string;
  readonly tracked?: boolean;
  readonly signals?: readonly string[];
  /** The handle that a wait counts signals of. */
  readonly waitsFor?: string;
}

/** The deployment of a sketch, and the text it would have been written as, a line a task: spans point into it. */
export function sketchDeployment(
  file: string,
  tasks: readonly SketchTask[],
): { readonly deployment: Deployment; readonly text: string } {
  const text = `${tasks.map(sketchLine).join('\n')}\n`;
  const spanOf = lineSpans(file, text.split('\n'));
  const builder = new DeploymentBuilder({ file, format: 'native', version: '1' });
  for (const handle of new Set(tasks.flatMap(({ signals, waitsFor }) => [...(signals ?? []), waitsFor ?? '']))) {
    const index = tasks.findIndex(({ waitsFor }) => waitsFor === handle);
    if (handle !== '') builder.addHandle({ id: handle, span: spanOf(index, handle) });
  }
  tasks.forEach((task, index) => {
    addSketchTask(builder, task, spanOf(index, task.id));
  });
  tasks.forEach((task, index) => {
    for (const other of [...(task.after ?? []), ...(task.values ?? [])]) {
      const value = task.values?.includes(other) ? { provided: `${other}.url`, consumed: 'url' } : null;
      const explicit: Reason = { kind: 'explicit', via: 'after', span: spanOf(index, other), value: null, when: null };
      builder.addDependency(other, task.id, value ? { ...explicit, kind: 'value', via: 'needs', value } : explicit);
      const [from, to] = [resourceOf(other), resourceOf(task.id)];
      if (from !== to) builder.addResourceDependency(from, to, explicit);
      if (value) builder.addProvided({ task: other, name: value.provided, span: explicit.span });
      if (value) builder.addConsumed({ task: task.id, name: value.provided, span: explicit.span });
    }
    for (const handle of task.signals ?? []) {
      builder.addSignal({ handle, sender: task.id, span: spanOf(index, handle) });
    }
    const span = spanOf(index, task.waitsFor ?? task.id);
    if (task.waitsFor) builder.addWait({ task: task.id, handle: task.waitsFor, count: 1, timeoutSeconds: 600, span });
  });
  return { deployment: builder.build(), text };
}

function addSketchTask(builder: DeploymentBuilder, task: SketchTask, span: Span): void {
  const resource = resourceOf(task.id);
  const inHost = task.id.includes('.');
  if (inHost && !builder.hasGroup(resource)) builder.addGroup({ id: resource, kind: 'host', parent: '', span });
  const type = task.type ?? (inHost ? 'component' : 'resource');
  if (!builder.hasResource(resource)) {
    builder.addResource({ id: resource, name: resource, type, stack: '', when: null, span });
  }
  builder.addTask({
    id: task.id,
    type,
    kind: task.kind ?? (inHost ? 'component' : 'create'),
    group: inHost ? resource : '',
    resource,
    tracked: task.tracked ?? true,
    duration: constant(task.seconds),
    span,
  });
}

function sketchLine({ id, seconds, after, values, signals, waitsFor }: SketchTask): string {
  const parts = [`takes: ${seconds}s`];
  if (after?.length) parts.push(`after: [${after.join(', ')}]`);
  if (values?.length) parts.push(`needs: [${values.map((value) => `${value}.url`).join(', ')}]`);
  if (signals?.length) parts.push(`signals: ${signals.join(', ')}`);
  if (waitsFor) parts.push(`waits: ${waitsFor}`);
  return `${id}: {${parts.join(', ')}}`;
}

/** The place of a word in a line: the last one, so that a reference wins over the line's own name. */
function lineSpans(file: string, lines: readonly string[]): (index: number, word: string) => Span {
  return (index, word) => {
    const line = lines[index] ?? '';
    const at = Math.max(0, line.lastIndexOf(word));
    const place = { file, line: index + 1, endLine: index + 1 };
    return { ...place, column: at + 1, endColumn: at + 1 + Math.max(1, word.length) };
  };
}

function resourceOf(task: string): string {
  return task.split('.')[0] as string;
}
