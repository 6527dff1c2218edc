import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import type { Names, TaskDraft } from './names.ts';
import { quote } from './node-reader.ts';
import type { Reading } from './reading.ts';

const SIGNAL_KEYS = ['handle', 'id', 'at', 'status', 'optional', 'when'];
const WAIT_KEYS = ['handle', 'count', 'timeout'];
const READ_KEYS = ['handle', 'task'];

/** Adds what tasks send, wait for and look at. */
export function readSignals(names: Names, reading: Reading): void {
  for (const task of names.tasks.values()) {
    if (!task.body) continue;
    for (const node of reading.reader.list(task.body.get('signals'))) readSignal(node, task, reading);
    const wait = task.body.get('wait');
    if (wait) readWait(wait, task, reading);
    for (const node of reading.reader.list(task.body.get('reads'))) readRead(node, task, names, reading);
  }
}

/** Whether a task's `wait:` names a handle; one that does not is reported when it is read, and makes no wait. */
export function isWait(body: MappingNode | null, { handles }: Reading): boolean {
  const wait = body?.get('wait');
  const handle = wait?.kind === 'mapping' ? wait.get('handle') : wait;
  return handle?.kind === 'scalar' && handles.has(handle.text);
}

function readSignal(node: DocumentNode, task: TaskDraft, reading: Reading): void {
  const { reader, builder, conditions } = reading;
  const body = node.kind === 'scalar' ? null : reader.fields(node, "'signals'", SIGNAL_KEYS);
  if (node.kind !== 'scalar' && !body) return;
  const handle = handleOf(body ? body.get('handle') : node, node, reading);
  if (handle === null) return;
  builder.addSignal({
    handle,
    sender: task.id,
    id: reader.text(body?.get('id'), "'id'", "a signal's id")?.text ?? null,
    at: reader.choice(body?.get('at'), "'at'", ['start', 'end']) ?? 'end',
    status: reader.choice<'SUCCESS' | 'FAILURE'>(body?.get('status'), "'status'", ['SUCCESS', 'FAILURE']) ?? 'SUCCESS',
    optional: reader.flag(body?.get('optional'), "'optional'"),
    when: conditions.when(body?.get('when')),
    span: node.span,
  });
}

function readWait(node: DocumentNode, task: TaskDraft, reading: Reading): void {
  const { reader, builder } = reading;
  const body = node.kind === 'scalar' ? null : reader.fields(node, "'wait'", WAIT_KEYS);
  if (node.kind !== 'scalar' && !body) return;
  const handle = handleOf(body ? body.get('handle') : node, node, reading);
  if (handle === null) return;
  const count = reader.count(body?.get('count'), "'count'") ?? 1;
  const timeoutSeconds = timeoutOf(body?.get('timeout'), reading);
  builder.addWait({ task: task.id, handle, count, timeoutSeconds, span: node.span });
}

/** A timeout is a fixed time: an engine's clock, not something drawn. */
export function timeoutOf(node: DocumentNode | undefined, { reader }: Reading): number | null {
  const duration = reader.duration(node, "'timeout'");
  if (!node || !duration) return null;
  if (duration.family === 'constant') return duration.meanSeconds;
  reader.diagnostics.add('bad-duration', `'timeout' is a distribution, expected a fixed time such as 10m`, node.span);
  return null;
}

function handleOf(node: DocumentNode | undefined, whole: DocumentNode, { reader, handles }: Reading): string | null {
  if (!node) {
    reader.diagnostics.add('missing-key', "the key 'handle' is missing", whole.span);
    return null;
  }
  const scalar = reader.text(node, "'handle'", "a handle's name");
  if (!scalar || handles.has(scalar.text)) return scalar?.text ?? null;
  const hint = reader.suggester.didYouMean(scalar.text, handles);
  return unknownName(scalar, `is not a handle${hint}; define it under 'handles:'`, reader);
}

function readRead(node: DocumentNode, task: TaskDraft, names: Names, reading: Reading): void {
  const { reader, builder, handles } = reading;
  const body = node.kind === 'scalar' ? null : reader.fields(node, "'reads'", READ_KEYS);
  if (node.kind !== 'scalar' && !body) return;
  const { span } = node;
  if (body?.has('handle')) {
    const handle = handleOf(body.get('handle'), node, reading);
    if (handle !== null) builder.addRead({ task: task.id, of: { handle }, span });
    return;
  }
  const scalar = reader.text(body ? body.get('task') : node, "'reads'", 'the name of a handle or task');
  if (!scalar && body && !body.has('task')) {
    reader.diagnostics.add('missing-key', "the key 'handle' or 'task' is missing", span);
  }
  if (!scalar) return;
  if (!body && handles.has(scalar.text)) {
    builder.addRead({ task: task.id, of: { handle: scalar.text }, span });
    return;
  }
  const named = names.find(scalar.text, task.host);
  if (named?.kind === 'task') builder.addRead({ task: task.id, of: { task: named.task.id }, span });
  else {
    const hint = reader.suggester.didYouMean(scalar.text, [...(body ? [] : handles), ...names.tasks.keys()]);
    unknownName(scalar, `${body ? 'is not a task' : 'is neither a handle nor a task'}${hint}`, reader);
  }
}

function unknownName(scalar: ScalarNode, fault: string, reader: Reading['reader']): null {
  reader.diagnostics.add('unknown-name', `${quote(scalar.text)} ${fault}`, scalar.span);
  return null;
}
