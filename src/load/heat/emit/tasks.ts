import { ROOT } from '../../../model/builder.ts';
import type { Operation, Task } from '../../../model/deployment.ts';
import { isList } from '../../datum.ts';
import type { ResourceInstance } from '../instance.ts';
import { propertyValue } from '../properties.ts';
import { configOf, runsOnCreate } from './configs.ts';
import { statedDurations } from './durations.ts';
import type { Emission } from './emission.ts';
import { hostOf } from './hosts.ts';
import { roleOf, spelling } from './roles.ts';

/** One task or more for each resource that is no stack: what starts, what runs on a machine, what waits. */
export function emitTasks(emission: Emission): void {
  for (const resource of emission.resources.values()) {
    if (resource.child) sayIgnoredDuration(resource, emission);
    else emitTask(resource, emission);
  }
}

function emitTask(resource: ResourceInstance, emission: Emission): void {
  const role = roleOf(resource);
  if (role === 'server') emitServer(resource, emission);
  else if (role === 'deployment') emitDeploymentTask(resource, emission);
  else addTask(resource, emission, { kind: role === 'wait' ? 'wait' : 'create' });
}

function addTask(resource: ResourceInstance, emission: Emission, task: Partial<Task> & Pick<Task, 'kind'>): void {
  emission.builder.addTask({
    id: resource.id,
    type: resource.type,
    group: resource.stack === '' ? ROOT : resource.stack,
    resource: resource.id,
    duration: statedDurations(resource, emission.session).duration,
    multiplicity: emission.multiplicityOf(resource),
    when: emission.whenOf(resource),
    span: resource.span,
    ...task,
  });
}

/**
 * A server is complete when Nova says ACTIVE; its user data has only begun then, and Heat never learns when it ends.
 */
function emitServer(resource: ResourceInstance, emission: Emission): void {
  const { builder } = emission;
  addTask(resource, emission, { kind: 'server', group: resource.id });
  const { boot } = statedDurations(resource, emission.session);
  const userData = resource.properties.get(spelling(resource, 'user_data'));
  const hasInit = metadataKeys(resource).includes('AWS::CloudFormation::Init');
  if (!userData && !hasInit && !boot) return;
  const id = emission.taskId(resource, 'boot');
  emission.bootOf.set(resource.id, id);
  const span = userData?.node.span ?? resource.span;
  addTask(resource, emission, { id, kind: 'boot', group: resource.id, tracked: false, duration: boot, span });
  const via = userData ? spelling(resource, 'user_data') : 'boot';
  builder.addDependency(resource.id, id, { kind: 'hosted-on', via, span: resource.span, value: null, when: null });
}

function metadataKeys(resource: ResourceInstance): readonly string[] {
  const node = resource.metadata?.node;
  return node?.kind === 'mapping' ? node.entries.map(({ key }) => key.text) : [];
}

/**
 * A deployment runs on its server when its actions include CREATE. With NO_SIGNAL Heat calls it complete at once and
 * the work goes on unobserved, so it is two tasks then, of which the second is untracked.
 */
function emitDeploymentTask(resource: ResourceInstance, emission: Emission): void {
  const host = hostOf(resource, emission);
  if (host) emission.hostOf.set(resource.id, host.server.id);
  const group = host ? host.server.id : resource.stack === '' ? ROOT : resource.stack;
  if (!runsOnCreate(resource, emission)) {
    addTask(resource, emission, { kind: 'create', operations: operationsOf(resource) });
    return;
  }
  const turnName = turnNameOf(resource, emission);
  const component = { kind: 'component', group, ...(turnName === null ? {} : { turnName }) } as const;
  if (propertyValue(resource, 'signal_transport') === 'NO_SIGNAL') emitUnobserved(resource, component, emission);
  else {
    addTask(resource, emission, component);
    emission.runOf.set(resource.id, resource.id);
  }
}

/** The actions of a deployment that are operations of the stack; SUSPEND and RESUME are none. */
function operationsOf(resource: ResourceInstance): readonly Operation[] {
  const actions = propertyValue(resource, 'actions');
  return (['create', 'update', 'delete'] as const).filter(
    (operation) => isList(actions) && actions.includes(operation.toUpperCase()),
  );
}

function emitUnobserved(
  resource: ResourceInstance,
  component: Pick<Task, 'kind' | 'group'> & Partial<Task>,
  emission: Emission,
): void {
  const id = emission.taskId(resource, 'run');
  addTask(resource, emission, { kind: 'create', group: component.group, duration: null });
  addTask(resource, emission, { ...component, id, tracked: false });
  emission.runOf.set(resource.id, id);
  const span = resource.properties.get('signal_transport')!.node.span;
  const reason = { kind: 'sequence', via: 'signal_transport: NO_SIGNAL', span, value: null, when: null } as const;
  emission.builder.addDependency(resource.id, id, reason);
}

/** The `name` property, else the name of the configuration. Source: `service_software_config.py`, `_metadata_…`. */
function turnNameOf(resource: ResourceInstance, emission: Emission): string | null {
  const name = propertyValue(resource, 'name');
  if (typeof name === 'string' && name !== '') return name;
  return configOf(resource, emission)?.name ?? null;
}

function sayIgnoredDuration(resource: ResourceInstance, emission: Emission): void {
  if (!statedDurations(resource, emission.session).duration) return;
  const message = `the duration of '${resource.id}' is not used: it is made of others, whose durations decide`;
  emission.session.reporter.say('heat-ignored-duration', message, resource.span);
}
