import { formatCondition } from '../../model/condition.ts';
import type { Deployment, Reason, Task } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown, type Maybe } from '../../model/unknown.ts';

export type Noun = 'task' | 'group' | 'dependency' | 'value' | 'handle' | 'signal' | 'wait' | 'pool' | 'condition';

/** A thing of a deployment as what it is called and what is said of it: all that a comparison needs. */
export interface Item {
  readonly noun: Noun;
  readonly subject: string;
  /** What is said of it, by a word for each: `duration` is `45s`. Absent is as good as nothing. */
  readonly facts: ReadonlyMap<string, string>;
  readonly span: Span | null;
  /** Whether it follows from other items: an order that every component of a host has, say. */
  readonly isConsequence: boolean;
}

/** Everything a deployment says, in template order, each under a key of its own; milestones are left out. */
export function itemsOf(deployment: Deployment): ReadonlyMap<string, Item> {
  const items = [
    ...groupItems(deployment),
    ...taskItems(deployment),
    ...dependencyItems(deployment),
    ...valueItems(deployment),
    ...signallingItems(deployment),
    ...otherItems(deployment),
  ];
  const byKey = new Map<string, Item>();
  for (const one of items) {
    // Equal things (two signals of one sender) are told apart by their number.
    let key = JSON.stringify([one.noun, one.subject]);
    for (let number = 2; byKey.has(key); number += 1) key = JSON.stringify([one.noun, one.subject, number]);
    byKey.set(key, one);
  }
  return byKey;
}

function item(noun: Noun, subject: string, facts: Readonly<Record<string, string | null>>, span: Span | null): Item {
  const said = Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== null);
  return { noun, subject, facts: new Map(said), span, isConsequence: false };
}

function groupItems({ groups }: Deployment): readonly Item[] {
  return [...groups.values()].flatMap(({ id, kind, host, span, timeoutSeconds }) => {
    if (kind === 'single') return [];
    const limit = timeoutSeconds === undefined ? null : seconds(timeoutSeconds);
    if (kind === 'root') return limit === null ? [] : [item('group', 'the deployment', { timeout: limit }, null)];
    const turns = host === null ? null : `${host.order}, ${host.capacity ?? 'any number'} at once`;
    return [item('group', id, { kind, turns, timeout: limit }, span)];
  });
}

function taskItems({ tasks, resources }: Deployment): readonly Item[] {
  return tasks.mapNodes((id, task) => taskItem(id, task, resources)).flat();
}

function taskItem(id: string, task: Task, resources: Deployment['resources']): readonly Item[] {
  if (task.kind === 'milestone') return [];
  const { type, kind, group, duration, tracked, when, multiplicity, resource, span } = task;
  const facts = {
    type,
    kind,
    machine: group === id ? null : group,
    duration: duration?.expression ?? null,
    tracked: tracked ? null : 'no',
    condition: when === null ? null : formatCondition(when),
    members: multiplicity === 1 ? null : maybe(multiplicity),
    definition: resources.getNodeAttribute(resource, 'fingerprint') ?? null,
  };
  return [item('task', id, facts, span)];
}

/** A milestone stands for its group, so an order after it is one after all of the group. */
export function arrowName({ tasks, groups }: Deployment, from: string, to: string): string {
  const nameOf = (id: string): string => {
    const { kind, group, resource } = tasks.getNodeAttributes(id);
    return kind === 'milestone' ? `all of ${groups.get(group)?.kind === 'host' ? group : resource}` : id;
  };
  return `${nameOf(from)} → ${nameOf(to)}`;
}

function dependencyItems(deployment: Deployment): readonly Item[] {
  return deployment.tasks.mapDirectedEdges((_edge, { reasons }, from, to) => {
    const facts = Object.fromEntries(reasons.map((reason) => [reasonText(reason), formatCondition(reason.when)]));
    const isImplied = reasons.every(({ kind }) => kind === 'hosted-on' || kind === 'sequence' || kind === 'implicit');
    const subject = arrowName(deployment, from, to);
    return { ...item('dependency', subject, facts, reasons[0]?.span ?? null), isConsequence: isImplied };
  });
}

function reasonText({ kind, via, value }: Reason): string {
  return value === null ? `${kind} (${via})` : `${kind} ${value.provided} as ${value.consumed}`;
}

function valueItems({ provides, consumes }: Deployment): readonly Item[] {
  return [
    ...provides.map(({ task, name, span }) => item('value', `${name} of ${task}`, { by: 'provided' }, span)),
    ...consumes.map(({ task, name, span }) => item('value', `${name} in ${task}`, { by: 'consumed' }, span)),
  ];
}

function signallingItems({ handles, signals, waits }: Deployment): readonly Item[] {
  return [
    ...[...handles.values()].map(({ id, trigger, duplicates, initial, transport, span }) =>
      item('handle', id, { trigger, duplicates, transport, stored: initial.join(', ') || null }, span),
    ),
    ...signals.map(({ handle, sender, id, status, at, optional, multiplicity, when, span }) => {
      const facts = {
        id: id === null ? null : maybe(id),
        status: maybe(status),
        at,
        certain: optional ? 'no' : null,
        members: multiplicity === 1 ? null : maybe(multiplicity),
        condition: when === null ? null : formatCondition(when),
      };
      return item('signal', `${sender} → ${handle}`, facts, span);
    }),
    ...[...waits.values()].map(({ task, handle, count, timeoutSeconds, span }) => {
      const timeout = timeoutSeconds === null ? 'never' : seconds(timeoutSeconds);
      return item('wait', task, { handle: maybe(handle), count: maybe(count), timeout }, span);
    }),
  ];
}

function otherItems({ pools, conditions }: Deployment): readonly Item[] {
  return [
    ...[...pools.values()].map(({ id, capacity, tasks, holdsWhileWaiting, span }) => {
      const facts = {
        capacity: maybe(capacity),
        tasks: tasks.join(', '),
        holds: holdsWhileWaiting ? 'while waiting' : null,
      };
      return item('pool', id, facts, span);
    }),
    ...[...conditions.values()].map(({ name, value, span }) => item('condition', name, { value: maybe(value) }, span)),
  ];
}

function seconds(value: Maybe<number>): string {
  return isUnknown(value) ? maybe(value) : `${value}s`;
}

function maybe(value: Maybe<unknown>): string {
  return isUnknown(value) ? `unknown (${value.cause})` : String(value);
}
