import { type Environment, evaluate } from '../model/condition.ts';
import type { Deployment, Group, Reason, Signal, Task, Wait } from '../model/deployment.ts';
import { groupPath } from '../model/groups.ts';
import { isUnknown } from '../model/unknown.ts';
import type { ConversionNotes } from './conversion.ts';

/** What a format without conditions and signals has to express: tasks on machines, values, and pure order. */
export interface Plan {
  readonly tasks: readonly PlannedTask[];
  /** In the order of the template. */
  readonly hosts: readonly PlannedHost[];
}

export interface PlannedTask {
  readonly id: string;
  readonly task: Task;
  readonly host: PlannedHost | null;
  readonly values: readonly PassedValue[];
  /** Prerequisites that no value implies. */
  readonly after: readonly string[];
  readonly provides: readonly string[];
}

export interface PassedValue {
  readonly from: string;
  readonly provided: string;
  readonly input: string;
}

export interface PlannedHost {
  readonly id: string;
  /** The task that makes the machine, if all others on it come after that. */
  readonly base: string | null;
  /** Whether its tasks wait for each other's end without an order between them. */
  readonly takesTurns: boolean;
}

/**
 * The plan of a deployment for engines that know neither conditions nor signals. What parameters decide is decided; a
 * wait that needs all its signals becomes an order; whatever else would change the order is refused.
 */
export function planOf(deployment: Deployment, notes: ConversionNotes): Plan {
  const existing = existingTasks(deployment, notes);
  const hosts = new Map(
    [...deployment.groups.values()]
      .filter(({ kind }) => kind === 'host')
      .map((group) => [group.id, plannedHost(deployment, group, existing)]),
  );
  const waited = waitedFor(deployment, existing, notes);
  const provided = new Map<string, string[]>();
  for (const { task, name } of deployment.provides) {
    const list = provided.get(task) ?? [];
    list.push(name);
    provided.set(task, list);
  }
  const tasks = [...existing].map((id) => {
    const task = deployment.tasks.getNodeAttributes(id);
    const own = groupPath(deployment, task.group).find(({ kind }) => kind === 'host');
    const host = own === undefined ? null : (hosts.get(own.id) ?? null);
    const provides = [...new Set(provided.get(id) ?? [])];
    return { id, task, host, provides, ...linksOf(id, { deployment, existing, waited, notes }) };
  });
  noteLimits(deployment, notes);
  return { tasks, hosts: [...hosts.values()].filter(({ id }) => tasks.some(({ host }) => host?.id === id)) };
}

function plannedHost(deployment: Deployment, group: Group, existing: ReadonlySet<string>): PlannedHost {
  const { host, id } = group;
  return {
    id,
    base: baseOf(deployment, group, existing),
    takesTurns: host?.order === 'free' && host.capacity !== null,
  };
}

interface Linking {
  readonly deployment: Deployment;
  readonly existing: ReadonlySet<string>;
  readonly waited: ReadonlyMap<string, readonly string[]>;
  readonly notes: ConversionNotes;
}

function linksOf(id: string, { deployment, existing, waited, notes }: Linking): Pick<PlannedTask, 'values' | 'after'> {
  const environment = environmentOf(deployment);
  const values: PassedValue[] = [];
  const after: string[] = [...(waited.get(id) ?? [])];
  deployment.tasks.forEachInEdge(id, (_edge, { reasons }, from) => {
    if (!existing.has(from)) return;
    const holding = reasons.filter((reason) => holds(reason, environment, `${from} → ${id}`, notes));
    if (holding.length === 0) return;
    const passed = holding.flatMap(({ value }) => (value ? [value] : []));
    for (const { provided, consumed } of passed) values.push({ from, provided, input: consumed });
    if (passed.length === 0) after.push(from);
  });
  return { values, after: [...new Set(after)] };
}

function holds({ when }: Reason, environment: Environment, edge: string, notes: ConversionNotes): boolean {
  const truth = evaluate(when, environment);
  if (truth === 'unknown') notes.refuse(`whether ${edge} holds is open: decide its condition with -P`);
  return truth !== false;
}

function environmentOf({ conditions }: Deployment): Environment {
  const decided = [...conditions.values()].flatMap(({ name, value }) =>
    isUnknown(value) ? [] : [[name, value] as const],
  );
  return new Map(decided);
}

function existingTasks(deployment: Deployment, notes: ConversionNotes): ReadonlySet<string> {
  const environment = environmentOf(deployment);
  const existing = new Set<string>();
  deployment.tasks.forEachNode((id, { when, multiplicity }) => {
    const truth = evaluate(when, environment);
    if (truth === 'unknown') notes.refuse(`whether '${id}' exists is open: decide its condition with -P`);
    if (truth === false) notes.lose(`'${id}' is left out: its condition is false`);
    else existing.add(id);
    if (isUnknown(multiplicity)) notes.lose(`how many members '${id}' stands for is not known; one is written`);
    else if (multiplicity !== 1) notes.lose(`'${id}' stands for ${multiplicity} members; one is written`);
  });
  return existing;
}

/** The machine itself: a server task that every other task of the group comes after. */
export function baseOf(deployment: Deployment, group: Group, existing: ReadonlySet<string>): string | null {
  const { tasks } = deployment;
  const members = [...existing].filter((id) => tasks.getNodeAttribute(id, 'group') === group.id);
  const servers = members.filter((id) => tasks.getNodeAttribute(id, 'kind') === 'server');
  const [server] = servers;
  if (server === undefined || servers.length > 1 || !tasks.getNodeAttribute(server, 'tracked')) return null;
  const others = members.filter((id) => id !== server && tasks.getNodeAttribute(id, 'kind') !== 'milestone');
  return others.every((id) => tasks.hasDirectedEdge(server, id)) ? server : null;
}

/** By wait: the tasks whose signals it needs, when it needs all that will ever come. */
function waitedFor(
  deployment: Deployment,
  existing: ReadonlySet<string>,
  notes: ConversionNotes,
): ReadonlyMap<string, readonly string[]> {
  const waited = new Map<string, readonly string[]>();
  for (const wait of deployment.waits.values()) {
    if (!existing.has(wait.task)) continue;
    const { handle } = wait;
    const sent = deployment.signals.filter((signal) => signal.handle === handle && existing.has(signal.sender));
    const fault = whyNotOrder(wait, sent, deployment);
    if (fault === null) {
      waited.set(
        wait.task,
        sent.map(({ sender }) => sender),
      );
      notes.lose(
        `the wait '${wait.task}' becomes an order after ${sent.map(({ sender }) => `'${sender}'`).join(', ')}`,
      );
      if (wait.timeoutSeconds !== null) notes.lose(`the timeout of the wait '${wait.task}' is not kept`);
    } else notes.refuse(`the wait '${wait.task}' cannot be written as an order: ${fault}`);
  }
  for (const { task } of deployment.reads) notes.lose(`'${task}' reads a state without being ordered after it`);
  return waited;
}

function whyNotOrder(wait: Wait, sent: readonly Signal[], { tasks, handles }: Deployment): string | null {
  if (isUnknown(wait.handle)) return 'its handle is not known';
  if (isUnknown(wait.count)) return 'how many signals it needs is not known';
  const handle = handles.get(wait.handle);
  if (handle?.trigger === 'edge') return 'its handle loses signals that come early';
  if (handle && handle.initial.length > 0) return 'its handle holds signals from before';
  const ids = sent.flatMap(({ id }) => (id === null || isUnknown(id) ? [] : [id]));
  if (new Set(ids).size < ids.length) return 'two of its signals have the same id';
  if (wait.count !== sent.length) return `it needs ${wait.count} of ${sent.length} signals`;
  for (const { sender, at, optional, status, when, multiplicity } of sent) {
    if (optional || when !== null || multiplicity !== 1) return `'${sender}' may not signal`;
    if (status !== 'SUCCESS') return `'${sender}' may signal a failure`;
    if (at !== 'end') return `'${sender}' signals before its end`;
    if (!tasks.getNodeAttribute(sender, 'tracked')) return `no engine knows when the untracked '${sender}' ends`;
  }
  return null;
}

function noteLimits(deployment: Deployment, notes: ConversionNotes): void {
  for (const { id } of deployment.pools.values())
    notes.lose(`the pool '${id}' is not kept: it limits, and orders nothing`);
  for (const { id, timeoutSeconds } of deployment.groups.values())
    if (timeoutSeconds !== undefined) notes.lose(`the timeout of ${id === '' ? 'the whole' : `'${id}'`} is not kept`);
  for (const { cause } of deployment.unknowns) notes.lose(`not known and therefore not kept: ${cause}`);
}
