import { ROOT } from '../../model/builder.ts';
import { and } from '../../model/condition.ts';
import type { TaskKind } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import { type HostDraft, Names, type TaskDraft } from './names.ts';
import { isEmpty, quote } from './node-reader.ts';
import { isWait } from './read-signals.ts';
import type { Reading } from './reading.ts';

const BASE_KEYS = ['duration', 'type', 'when', 'after', 'provides', 'consumes', 'signals', 'reads'];
const TASK_KEYS = [...BASE_KEYS, 'wait', 'untracked'];
const HOST_KEYS = ['type', 'when', 'after', 'base', 'components', 'parallel', 'capacity'];

/** The tasks that each host has by nature; no component may be called so. */
const HOST_TASKS = ['base', 'done'];

/** Adds groups, resources and tasks in the order of the document, after the handles; references are linked later. */
export function readTasks(root: MappingNode, reading: Reading): Names {
  const { reader } = reading;
  const names = new Names();
  for (const section of root.entries) {
    if (section.key.text === 'hosts') {
      for (const entry of reader.named(section.value, "'hosts'")) readHost(entry, names, reading);
    } else if (section.key.text === 'tasks') {
      for (const entry of reader.named(section.value, "'tasks'")) readLooseTask(entry, names, reading);
    }
  }
  return names;
}

function readHost({ key, value }: MappingEntry, names: Names, reading: Reading): void {
  const { reader, builder, conditions } = reading;
  const body = reader.fields(value, `the host ${quote(key.text)}`, HOST_KEYS);
  if (!body || isTaken(key, names, reading)) return;
  const isParallel = reader.flag(body.get('parallel'), "'parallel'");
  const capacity = reader.count(body.get('capacity'), "'capacity'");
  if (capacity !== null && !isParallel) {
    const message = "'capacity' has no effect on a host whose components run one after another; add 'parallel: true'";
    reader.diagnostics.add('useless-key', message, (body.entry('capacity') as MappingEntry).key.span);
  }
  const host: HostDraft = {
    name: key.text,
    body,
    when: conditions.when(body.get('when')),
    span: key.span,
    isListed: !isParallel,
    base: null,
    components: [],
  };
  names.hosts.set(host.name, host);
  const rule = isParallel ? ({ order: 'free', capacity } as const) : ({ order: 'listed', capacity: null } as const);
  builder.addGroup({ id: host.name, kind: 'host', parent: ROOT, host: rule, span: key.span });
  readBase(host, names, reading);
  for (const entry of reader.named(body.get('components'), "'components'", HOST_TASKS)) {
    const id = `${host.name}.${entry.key.text}`;
    const draft = readTask(entry, { id, host, kind: 'component', keys: TASK_KEYS }, reading);
    if (draft) host.components.push(draft);
    if (draft) names.tasks.set(id, draft);
  }
}

function readBase(host: HostDraft, names: Names, reading: Reading): void {
  const entry = host.body.entry('base');
  if (!entry) return;
  const id = `${host.name}.base`;
  host.base = readTask(entry, { id, host, kind: 'server', keys: BASE_KEYS }, reading);
  if (host.base) names.tasks.set(id, host.base);
}

function readLooseTask(entry: MappingEntry, names: Names, reading: Reading): void {
  if (isTaken(entry.key, names, reading)) return;
  const draft = readTask(entry, { id: entry.key.text, host: null, kind: 'create', keys: TASK_KEYS }, reading);
  if (draft) names.tasks.set(draft.id, draft);
}

function isTaken(key: MappingEntry['key'], names: Names, { reader }: Reading): boolean {
  const other = names.hosts.get(key.text) ?? names.tasks.get(key.text);
  if (!other) return false;
  const related = [{ message: `${quote(key.text)} is defined here`, span: other.span }];
  reader.diagnostics.add('duplicate-name', `${quote(key.text)} is the name of a host and of a task`, key.span, {
    related,
  });
  return true;
}

interface TaskPlace {
  readonly id: string;
  readonly host: HostDraft | null;
  readonly kind: TaskKind;
  readonly keys: readonly string[];
}

/** A task is a mapping, or only its duration, or nothing. */
function readTask({ key, value }: MappingEntry, place: TaskPlace, reading: Reading): TaskDraft | null {
  const { reader, builder, conditions } = reading;
  if (value.kind === 'sequence') {
    return reader.wrongType(value, `the task ${quote(key.text)}`, 'a duration, or a mapping');
  }
  const body = value.kind === 'mapping' ? reader.fields(value, `the task ${quote(key.text)}`, place.keys) : null;
  const { id, host } = place;
  const when = conditions.when(body?.get('when'));
  const tracked = !reader.flag(body?.get('untracked'), "'untracked'");
  const draft: TaskDraft = { id, host, body, tracked, when, span: key.span, provides: new Set() };
  const kind = isWait(body, reading) ? 'wait' : place.kind;
  const type = typeOf(body, place, kind, reading);
  const exists = and(host?.when ?? null, when);
  const duration = durationOf(key.text, value, reading);
  const fact = { type, when: exists, span: key.span };
  builder.addResource({ ...fact, id, name: id, stack: ROOT });
  builder.addTask({ ...fact, id, kind, group: host?.name ?? ROOT, resource: id, tracked, duration });
  return draft;
}

const DEFAULT_TYPES: Readonly<Partial<Record<TaskKind, string>>> = {
  server: 'host',
  component: 'component',
  wait: 'wait',
};

function typeOf(
  body: MappingNode | null,
  { host, kind: place }: TaskPlace,
  kind: TaskKind,
  { reader }: Reading,
): string {
  const own = reader.text(body?.get('type'), "'type'", "a type's name");
  if (own) return own.text;
  const ofHost = place === 'server' ? reader.text(host?.body.get('type'), "'type'", "a type's name") : null;
  return ofHost?.text ?? DEFAULT_TYPES[kind] ?? 'task';
}

function durationOf(name: string, value: DocumentNode, { reader }: Reading): Duration | null {
  if (value.kind === 'mapping') return reader.duration(value.get('duration'), "'duration'");
  return isEmpty(value) ? null : reader.duration(value, `the duration of ${quote(name)}`);
}
