import type { AbstractGraph, Attributes } from 'graphology-types';
import { type Condition, formatCondition } from './condition.ts';
import type { Dependency, Deployment, Group, Handle, Pool, Reason, Signal, Task, Wait } from './deployment.ts';
import { isUnknown, type Maybe } from './unknown.ts';

/**
 * The whole model as text, for goldens and for reading: everything but the spans, in template order, a line a thing.
 * Two deployments that mean the same have the same dump, whatever format they were written in.
 */
export function dumpDeployment(deployment: Deployment): string {
  const { template } = deployment;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['resources', resourceLines(deployment)],
    ['resource dependencies', resourceDependencyLines(deployment)],
    ['groups', [...deployment.groups.values()].filter(({ kind }) => kind !== 'root').map(groupLine)],
    ['tasks', deployment.tasks.mapNodes((_id, task) => taskLine(task))],
    ['dependencies', dependencyLines(deployment.tasks)],
    ['handles', [...deployment.handles.values()].map(handleLine)],
    ['signals', deployment.signals.map(signalLine)],
    ['waits', [...deployment.waits.values()].map(waitLine)],
    [
      'reads',
      deployment.reads.map(({ task, of }) => `${task} reads ${'handle' in of ? of.handle : `task ${of.task}`}`),
    ],
    ['pools', [...deployment.pools.values()].map(poolLine)],
    ['provides', deployment.provides.map(({ task, name }) => `${task} ${name}`)],
    ['consumes', deployment.consumes.map(({ task, name }) => `${task} ${name}`)],
    ['conditions', [...deployment.conditions.values()].map(({ name, value }) => `${name} = ${maybe(value)}`)],
    ['unknowns', [...new Set(deployment.unknowns.map(({ cause }) => cause))].sort()],
  ];
  const body = sections.filter(([, lines]) => lines.length > 0);
  const text = body.map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return [`${words('template', template.format, template.version)}\n`, ...text].join('\n');
}

function resourceLines({ resources, tasksOfResource }: Deployment): readonly string[] {
  return resources.mapNodes((id, { type, stack, when }) => {
    const tasks = tasksOfResource.get(id) ?? [];
    const of = tasks.length === 1 && tasks[0] === id ? '' : `tasks=[${tasks.join(', ')}]`;
    return words(id, type, stack === '' ? '' : `stack=${stack}`, of, existence(when));
  });
}

function resourceDependencyLines({ resources, tasks }: Deployment): readonly string[] {
  const lines = dependencyLines(resources);
  return lines.length > 0 && lines.join('\n') === dependencyLines(tasks).join('\n') ? ['those of the tasks'] : lines;
}

function groupLine({ id, kind, parent, enforced, host }: Group): string {
  const inside = parent === '' ? '' : `in ${parent}`;
  const rule = host === null ? '' : `${host.order} capacity=${host.capacity ?? 'unlimited'}`;
  return words(id, kind, inside, rule, enforced ? 'enforced' : '');
}

function taskLine(task: Task): string {
  return words(
    task.id,
    task.kind,
    task.type,
    task.group === task.id ? '' : `group=${task.group}`,
    task.resource === task.id ? '' : `resource=${task.resource}`,
    task.duration === null ? '' : `duration=${task.duration.expression}`,
    task.tracked ? '' : 'untracked',
    task.multiplicity === 1 ? '' : `multiplicity=${maybe(task.multiplicity)}`,
    existence(task.when),
  );
}

function dependencyLines<Node extends Attributes & { readonly order: number }>(
  graph: AbstractGraph<Node, Dependency>,
): readonly string[] {
  const edges: { readonly line: string; readonly to: number; readonly from: number }[] = [];
  graph.forEachDirectedEdge((_edge, { reasons }, source, target, from, to) => {
    const line = `${source} → ${target}: ${reasons.map(reasonText).join(', ')}`;
    edges.push({ line, to: to.order, from: from.order });
  });
  return edges.sort((a, b) => a.to - b.to || a.from - b.from).map(({ line }) => line);
}

function reasonText({ kind, via, value, when }: Reason): string {
  const ports = value === null ? '' : `${value.provided} as ${value.consumed}`;
  return words(kind, `(${words(via, ports)})`, existence(when));
}

function handleLine({ id, task, trigger, duplicates, initial, transport }: Handle): string {
  const stored = initial.length === 0 ? '' : `initial=[${initial.join(', ')}]`;
  const by = task === null ? '' : `task=${task}`;
  return words(id, trigger, duplicates, by, stored, transport === null ? '' : `transport=${transport}`);
}

function signalLine(signal: Signal): string {
  return words(
    `${signal.sender} → ${signal.handle}`,
    `at=${signal.at}`,
    signal.id === null ? '' : `id=${maybe(signal.id)}`,
    signal.status === 'SUCCESS' ? '' : `status=${maybe(signal.status)}`,
    signal.optional ? 'optional' : '',
    signal.multiplicity === 1 ? '' : `multiplicity=${maybe(signal.multiplicity)}`,
    existence(signal.when),
  );
}

function waitLine({ task, handle, count, timeoutSeconds, timedFrom }: Wait): string {
  const timeout =
    timeoutSeconds === null ? '' : `timeout=${maybe(timeoutSeconds)}${isUnknown(timeoutSeconds) ? '' : 's'}`;
  const clock = timedFrom === undefined ? '' : `timed from ${timedFrom}`;
  return words(`${task} waits for ${maybe(handle)}`, `count=${maybe(count)}`, timeout, clock);
}

function poolLine({ id, capacity, tasks, holdsWhileWaiting }: Pool): string {
  const waiting = holdsWhileWaiting ? 'holds' : 'releases';
  return words(id, `capacity=${maybe(capacity)}`, `${waiting} while waiting`, `tasks=[${tasks.join(', ')}]`);
}

function maybe(value: Maybe<string | number | boolean>): string {
  return isUnknown(value) ? `unknown (${value.cause})` : String(value);
}

function existence(when: Condition | null): string {
  return when === null ? '' : `when ${formatCondition(when)}`;
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
