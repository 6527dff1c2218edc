import { DeploymentBuilder, ROOT } from '../../../model/builder.ts';
import { type Condition, named, not } from '../../../model/condition.ts';
import type { Deployment, Reason } from '../../../model/deployment.ts';
import type { Duration } from '../../../model/durations/duration.ts';
import type { Span } from '../../../model/span.ts';
import { unknown } from '../../../model/unknown.ts';
import type { CaseHandle, CaseHost, CaseSend, CaseTask, WaitingCase } from './waiting-case.ts';

/** The cases have no text, so every span is their beginning. */
const span: Span = { file: 'case.json', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A waiting case as a deployment, through the builder like any other. */
export function deploymentOfCase(instance: WaitingCase): Deployment {
  const builder = new DeploymentBuilder({ file: instance.id ?? 'case', format: 'case', version: '1' });
  for (const host of hostsOf(instance)) addHost(builder, host);
  for (const handle of handlesOf(instance)) {
    builder.addHandle({
      id: handle.name,
      trigger: handle.trigger,
      duplicates: handle.dup,
      initial: handle.initial,
      span,
    });
  }
  for (const name of instance.conds ?? []) {
    builder.addCondition({ name, value: unknown(`condition '${name}' is open`), span });
  }
  for (const task of instance.tasks) addTask(builder, task);
  for (const task of instance.tasks) addDependencies(builder, task);
  for (const host of hostsOf(instance)) if (host.order === 'seq') addSequence(builder, host, instance.tasks);
  addPools(builder, instance);
  return builder.build();
}

function hostsOf({ hosts, tasks }: WaitingCase): readonly CaseHost[] {
  if (hosts && hosts.length > 0) return hosts;
  const names = [...new Set(tasks.map((task) => task.host))];
  return names.map((name) => ({ name, order: 'free', capacity: null, hold: false }));
}

function handlesOf({ handles, tasks }: WaitingCase): readonly CaseHandle[] {
  if (handles) return handles;
  const names = tasks.flatMap((task) => [
    ...task.sends.map((send) => send.handle),
    ...(task.wait ? [task.wait.handle] : []),
  ]);
  return [...new Set(names)].map((name) => ({ name, dup: 'overwrite', trigger: 'level', initial: [] }));
}

function addHost(builder: DeploymentBuilder, { name, order }: CaseHost): void {
  const host = { order: order === 'seq' ? ('listed' as const) : ('free' as const), capacity: null };
  builder.addGroup({ id: `host ${name}`, kind: 'host', parent: ROOT, host, span });
}

function addTask(builder: DeploymentBuilder, task: CaseTask): void {
  const { name, wait } = task;
  builder.addResource({ id: name, name, type: 'task', stack: ROOT, when: null, span });
  builder.addTask({
    id: name,
    type: 'task',
    kind: wait === null ? 'component' : 'wait',
    group: `host ${task.host}`,
    resource: name,
    duration: task.dur ? range(...task.dur) : null,
    span,
  });
  for (const send of task.sends) addSend(builder, name, send);
  if (wait !== null) {
    builder.addWait({ task: name, handle: wait.handle, count: wait.count, timeoutSeconds: wait.timeout ?? null, span });
  }
  for (const of of task.reads ?? []) builder.addRead({ task: name, of, span });
}

function addSend(builder: DeploymentBuilder, sender: string, send: CaseSend): void {
  builder.addSignal({
    handle: send.handle,
    sender,
    id: send.id,
    status: send.status ?? 'SUCCESS',
    at: send.when,
    optional: send.optional ?? false,
    when: conditionOf(send.cond ?? null),
    span,
  });
}

function conditionOf(text: string | null): Condition | null {
  if (text === null) return null;
  return text.startsWith('!') ? not(named(text.slice(1))) : named(text);
}

function addDependencies(builder: DeploymentBuilder, { name, deps }: CaseTask): void {
  for (const prerequisite of new Set(deps)) {
    const reason: Reason = { kind: 'explicit', via: 'deps', span, value: null, when: null };
    builder.addResourceDependency(prerequisite, name, reason);
    builder.addDependency(prerequisite, name, reason);
  }
}

function addSequence(builder: DeploymentBuilder, { name }: CaseHost, tasks: readonly CaseTask[]): void {
  const list = tasks.filter((task) => task.host === name);
  const reason: Reason = { kind: 'sequence', via: 'order', span, value: null, when: null };
  list.slice(1).forEach((task, place) => {
    builder.addResourceDependency(list[place]!.name, task.name, reason);
    builder.addDependency(list[place]!.name, task.name, reason);
  });
}

function addPools(builder: DeploymentBuilder, { hosts = [], workers, tasks }: WaitingCase): void {
  for (const { name, capacity, hold } of hosts) {
    if (capacity === null) continue;
    const members = tasks.filter((task) => task.host === name).map((task) => task.name);
    builder.addPool({ id: `host ${name}`, capacity, tasks: members, holdsWhileWaiting: hold, span });
  }
  if (!workers) return;
  const { capacity, hold } = workers;
  builder.addPool({ id: 'workers', capacity, tasks: tasks.map((task) => task.name), holdsWhileWaiting: hold, span });
}

/** Whole seconds from low to high, all alike. */
function range(low: number, high: number): Duration {
  return {
    expression: `uniform(${low}s, ${high}s)`,
    family: low === high ? 'constant' : 'uniform',
    meanSeconds: (low + high) / 2,
    varianceSeconds2: (high - low) ** 2 / 12,
    minimumSeconds: low,
    maximumSeconds: high,
    quantile: (p) => low + p * (high - low),
  };
}
