import type { Task } from '../../../model/deployment.ts';
import type { Duration } from '../../../model/durations/duration.ts';
import { parseDuration } from '../../../model/durations/parse-duration.ts';
import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import type { DocumentNode } from '../../document/node.ts';
import { mappingOf } from '../call.ts';
import { evaluate, evaluateNumber } from '../evaluate.ts';
import type { ResourceInstance } from '../stack.ts';
import { textual } from '../textual.ts';
import type { Emission } from './emission.ts';
import { launchOf } from './launch.ts';
import { creationPolicyOf } from './policies.ts';
import { roleOf } from './roles.ts';
import { AGENT_RULE, type Software } from './software.ts';

/** A group for each machine, and for each group of machines, which boot alike: one task stands for all of them. */
export function emitHosts(emission: Emission): void {
  const used = new Set([...emission.software.values()].map(({ machine }) => machine.id));
  for (const resource of emission.resources.values()) {
    if (!isMachine(resource)) continue;
    const { id, span } = resource;
    const host = used.has(id) ? AGENT_RULE : ({ order: 'free', capacity: null } as const);
    emission.builder.addGroup({ id, kind: 'host', parent: emission.groupAround(resource), host, span });
  }
}

function isMachine(resource: ResourceInstance): boolean {
  const role = roleOf(resource);
  return role === 'machine' || role === 'machines';
}

/** One task or more for a resource that is no stack. */
export function emitTasks(resource: ResourceInstance, emission: Emission): void {
  const software = emission.software.get(resource.id);
  if (software) emitSoftware(resource, software, emission);
  else emitTask(resource, emission);
}

function emitTask(resource: ResourceInstance, emission: Emission): void {
  switch (roleOf(resource)) {
    case 'machine':
    case 'machines':
      emitMachines(resource, emission);
      break;
    case 'wait':
      addTask(resource, emission, { kind: 'wait' });
      break;
    default:
      addTask(resource, emission, { kind: 'create' });
      if (resource.type === 'AWS::AppStream::Fleet') emitPolicyWait(resource, emission);
  }
}

function addTask(resource: ResourceInstance, emission: Emission, task: Partial<Task> & Pick<Task, 'kind'>): void {
  const { id, type, when, span } = resource;
  const { duration } = statedDurations(resource, emission);
  emission.builder.addTask({
    id,
    type,
    group: emission.groupAround(resource),
    resource: id,
    duration,
    when,
    span,
    ...task,
  });
}

/** An association that does not wait for success is complete at once, and its work goes on unobserved. */
function emitSoftware(resource: ResourceInstance, { machine, isTracked }: Software, emission: Emission): void {
  const component = { kind: 'component', group: machine.id } as const;
  if (isTracked) {
    addTask(resource, emission, component);
    emission.runOf.set(resource.id, resource.id);
    return;
  }
  const { id, span } = resource;
  const run = emission.taskId(resource, 'run');
  addTask(resource, emission, { kind: 'create', group: machine.id, duration: null });
  addTask(resource, emission, { ...component, id: run, tracked: false });
  emission.runOf.set(id, run);
  const reason = { kind: 'sequence', via: 'AWS::SSM::Association', span, value: null, when: null } as const;
  emission.builder.addDependency(id, run, reason);
}

/**
 * An instance is complete when it runs; its user data has only begun then, and the service learns of its end only by
 * signals.
 */
function emitMachines(resource: ResourceInstance, emission: Emission): void {
  const { builder } = emission;
  const { id, span } = resource;
  addTask(resource, emission, { kind: roleOf(resource) === 'machine' ? 'server' : 'create', group: id });
  const { boot } = statedDurations(resource, emission);
  const launch = launchOf(resource, emission);
  const size = sizeOf(resource);
  if ((launch.userData || launch.hasInit || boot) && size !== 0) {
    const task = emission.taskId(resource, 'boot');
    emission.bootOf.set(id, task);
    const at = launch.userData?.node.span ?? span;
    addTask(resource, emission, {
      id: task,
      kind: 'boot',
      group: id,
      tracked: false,
      duration: boot,
      span: at,
      multiplicity: size,
    });
    const via = launch.userData ? 'UserData' : 'boot';
    builder.addDependency(id, task, { kind: 'hosted-on', via, span, value: null, when: null });
  }
  emitPolicyWait(resource, emission);
}

/** With a creation policy the resource is complete when its signals have come. */
function emitPolicyWait(resource: ResourceInstance, emission: Emission): void {
  const policy = creationPolicyOf(resource);
  if (!policy || policy.count === 0) return;
  const task = emission.taskId(resource, 'signals');
  emission.policyWaitOf.set(resource.id, task);
  const own = isMachine(resource) ? { group: resource.id } : {};
  addTask(resource, emission, { id: task, kind: 'wait', span: policy.span, duration: null, ...own });
  const reason = { kind: 'sequence', via: 'CreationPolicy', span: policy.span, value: null, when: null } as const;
  emission.builder.addDependency(resource.id, task, reason);
}

/** How many machines a resource starts: the desired capacity, else the least. */
export function sizeOf(resource: ResourceInstance): Maybe<number> {
  if (roleOf(resource) !== 'machines') return 1;
  const node = resource.properties?.get('DesiredCapacity') ?? resource.properties?.get('MinSize');
  if (!node) return unknown(`the size of '${resource.id}' is not given`, resource.span);
  return evaluateNumber(node, resource.stack, `the size of '${resource.id}'`);
}

/** `Metadata: {Makespan: {Duration: 45s, Boot: 3m}}`. */
function statedDurations(
  resource: ResourceInstance,
  emission: Emission,
): { duration: Duration | null; boot: Duration | null } {
  const metadata = mappingOf(resource.text.body.get('Metadata'));
  const stated = mappingOf(metadata?.get('Makespan') ?? metadata?.get('makespan'));
  const read = (node: DocumentNode | undefined): Duration | null =>
    node ? durationOf(node, resource, emission) : null;
  return {
    duration: read(stated?.get('Duration') ?? stated?.get('duration')),
    boot: read(stated?.get('Boot') ?? stated?.get('boot')),
  };
}

function durationOf(node: DocumentNode, resource: ResourceInstance, { session }: Emission): Duration | null {
  const value = evaluate(node, resource.stack);
  const parsed = isUnknown(value) || typeof value === 'object' ? null : parseDuration(textual(value));
  if (parsed?.ok) return parsed.duration;
  const why = parsed ? parsed.message : 'it is not a text';
  session.say('cfn-wrong-duration', `the duration of '${resource.id}': ${why}`, node.span);
  return null;
}
