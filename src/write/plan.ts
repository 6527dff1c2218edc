import { type Environment, evaluate } from '../model/condition.ts';
import type { Deployment, Group, Handle, Reason, Task } from '../model/deployment.ts';
import { groupPath } from '../model/groups.ts';
import { isUnknown } from '../model/unknown.ts';
import type { ConversionNotes } from './conversion.ts';
import { refuseCircles } from './plan-circles.ts';
import { type PlannedWait, planWaits } from './plan-waits.ts';

/** What a format without conditions and signals has to express: tasks on machines, values, and pure order. */
export interface Plan {
  readonly tasks: readonly PlannedTask[];
  /** In the order of the template. */
  readonly hosts: readonly PlannedHost[];
  /** Waits that no order can stand for; empty for a format without signals. */
  readonly waits: ReadonlyMap<string, PlannedWait>;
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
  /** Whether several of them run at once where their order leaves that open. */
  readonly isParallel: boolean;
}

/**
 * The plan of a deployment for engines that know no conditions. What parameters decide is decided; a wait that needs
 * all its signals becomes an order, another is kept where the format can wait; whatever else would change the order
 * is refused.
 * @param duplicates what a second signal of one id does in the format; null: it has no waits
 */
export function planOf(
  deployment: Deployment,
  notes: ConversionNotes,
  { duplicates = null }: { readonly duplicates?: Handle['duplicates'] | null } = {},
): Plan {
  const existing = existingTasks(deployment, notes);
  const hosts = new Map(
    [...deployment.groups.values()]
      .filter(({ kind }) => kind === 'host')
      .map((group) => [group.id, plannedHost(deployment, group, existing)]),
  );
  const { waited, waits } = planWaits(deployment, existing, { notes, duplicates });
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
  refuseCircles(tasks, notes);
  noteLimits(deployment, notes);
  const used = new Set(tasks.map(({ host }) => host));
  return { tasks, hosts: [...hosts.values()].filter((host) => used.has(host)), waits };
}

function plannedHost(deployment: Deployment, group: Group, existing: ReadonlySet<string>): PlannedHost {
  const { host, id } = group;
  return {
    id,
    base: baseOf(deployment, group, existing),
    takesTurns: host?.order === 'free' && host.capacity !== null,
    isParallel: host?.order === 'free' && host.capacity !== 1,
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

function noteLimits(deployment: Deployment, notes: ConversionNotes): void {
  for (const { id } of deployment.pools.values())
    notes.lose(`the pool '${id}' is not kept: it limits, and orders nothing`);
  for (const { id, timeoutSeconds } of deployment.groups.values())
    if (timeoutSeconds !== undefined) notes.lose(`the timeout of ${id === '' ? 'the whole' : `'${id}'`} is not kept`);
  for (const { cause } of deployment.unknowns) notes.lose(`not known and therefore not kept: ${cause}`);
}

/** Where a machine is added, and where an agent that runs one component at a time takes longer than the model says. */
export function noteHosts(
  { hosts, tasks }: Plan,
  isComponent: (task: PlannedTask) => boolean,
  { notes, added, agent }: { readonly notes: ConversionNotes; readonly added: string; readonly agent: string },
): void {
  for (const { id, base, isParallel } of hosts) {
    if (base === null)
      notes.lose(`the machine '${id}' has no task that makes it: ${added} is added, which takes no time`);
    const components = tasks.filter((task) => task.host?.id === id && isComponent(task));
    if (isParallel && components.length > 1)
      notes.lose(`that components of '${id}' run at once is not kept: ${agent} runs one at a time`);
  }
}
