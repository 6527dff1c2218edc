import { DeploymentBuilder, ROOT } from './builder.ts';
import type { Deployment, Reason, Task } from './deployment.ts';
import { commonStackEnds } from './invariants.ts';
import type { Span } from './span.ts';

/** What a person would write differently: dependencies that go and come, waits that are no longer needed. */
export interface Revision {
  /** Where the explicit dependencies stand that go, from both graphs. */
  readonly dropped: readonly Span[];
  readonly added: readonly AddedDependency[];
  /** Tasks that go with their resources, signals' waits and ports: wait conditions that nothing needs any more. */
  readonly removedTasks: readonly string[];
  /** Tasks that the engine shall know the end of: user data that becomes a software deployment. */
  readonly tracked: readonly string[];
}

export interface AddedDependency {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly reason: Reason;
}

export const NO_REVISION: Revision = { dropped: [], added: [], removedTasks: [], tracked: [] };

/** Several revisions as one. */
export function joinRevisions(revisions: readonly Revision[]): Revision {
  return {
    dropped: revisions.flatMap(({ dropped }) => dropped),
    added: revisions.flatMap(({ added }) => added),
    removedTasks: [...new Set(revisions.flatMap(({ removedTasks }) => removedTasks))],
    tracked: [...new Set(revisions.flatMap(({ tracked }) => tracked))],
  };
}

/**
 * The deployment as it would be with a revision; everything else keeps its id, its place and its order. A dependency
 * of a task that goes, goes with it: who wants its order kept adds it.
 */
export function reviseDeployment(deployment: Deployment, revision: Revision): Deployment {
  const builder = new DeploymentBuilder(deployment.template);
  const removed = new Set(revision.removedTasks);
  const goneResources = new Set(
    [...deployment.tasksOfResource]
      .filter(([, tasks]) => tasks.length > 0 && tasks.every((task) => removed.has(task)))
      .map(([resource]) => resource),
  );
  addNodes(builder, deployment, { removed, goneResources, tracked: new Set(revision.tracked) });
  addDependencies(builder, deployment, { removed, goneResources, dropped: new Set(revision.dropped.map(placeKey)) });
  for (const { prerequisite, dependent, reason } of revision.added) {
    builder.addDependency(prerequisite, dependent, reason);
    const resourceOf = (id: string): string => deployment.tasks.getNodeAttribute(id, 'resource');
    const ends = commonStackEnds(deployment, resourceOf(prerequisite), resourceOf(dependent));
    if (ends !== null && ends[0] !== ends[1]) builder.addResourceDependency(ends[0], ends[1], reason);
  }
  addSignalling(builder, deployment, removed);
  return builder.build();
}

function placeKey({ file, line, column }: Span): string {
  return JSON.stringify([file, line, column]);
}

interface Nodes {
  readonly removed: ReadonlySet<string>;
  readonly goneResources: ReadonlySet<string>;
  readonly tracked: ReadonlySet<string>;
}

function addNodes(
  builder: DeploymentBuilder,
  deployment: Deployment,
  { removed, goneResources, tracked }: Nodes,
): void {
  for (const group of deployment.groups.values()) {
    const limit = group.timeoutSeconds;
    if (group.id !== ROOT) {
      if (group.kind !== 'single' || !removed.has(group.id)) builder.addGroup(group);
    } else if (limit !== undefined) builder.limitGroup(ROOT, limit);
  }
  deployment.resources.forEachNode((id, { order: _order, ...resource }) => {
    if (!goneResources.has(id)) builder.addResource(resource);
  });
  deployment.tasks.forEachNode((id, { order: _order, ...task }) => {
    if (removed.has(id)) return;
    builder.addTask(tracked.has(id) ? observed(task) : task);
  });
}

/** User data becomes a component, which the agent of its machine runs. */
function observed(task: Omit<Task, 'order'>): Omit<Task, 'order'> {
  return { ...task, tracked: true, kind: task.kind === 'boot' ? 'component' : task.kind };
}

interface Edges {
  readonly removed: ReadonlySet<string>;
  readonly goneResources: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
}

function addDependencies(
  builder: DeploymentBuilder,
  deployment: Deployment,
  { removed, goneResources, dropped }: Edges,
): void {
  const stays = ({ kind, span }: Reason): boolean => kind !== 'explicit' || !dropped.has(placeKey(span));
  deployment.resources.forEachDirectedEdge((_edge, { reasons }, from, to) => {
    if (goneResources.has(from) || goneResources.has(to)) return;
    for (const reason of reasons) if (stays(reason)) builder.addResourceDependency(from, to, reason);
  });
  deployment.tasks.forEachDirectedEdge((_edge, { reasons }, from, to) => {
    if (removed.has(from) || removed.has(to)) return;
    for (const reason of reasons) if (stays(reason)) builder.addDependency(from, to, reason);
  });
}

function addSignalling(builder: DeploymentBuilder, deployment: Deployment, removed: ReadonlySet<string>): void {
  const isHere = ({ task }: { readonly task: string }): boolean => !removed.has(task);
  for (const handle of deployment.handles.values()) builder.addHandle(handle);
  for (const signal of deployment.signals) builder.addSignal(signal);
  for (const wait of deployment.waits.values()) if (isHere(wait)) builder.addWait(wait);
  for (const read of deployment.reads) {
    if (isHere(read) && ('handle' in read.of || isHere(read.of))) builder.addRead(read);
  }
  for (const script of deployment.scripts) if (isHere(script)) builder.addScript(script);
  for (const pool of deployment.pools.values()) {
    builder.addPool({ ...pool, tasks: pool.tasks.filter((task) => !removed.has(task)) });
  }
  for (const port of deployment.provides) if (isHere(port)) builder.addProvided(port);
  for (const port of deployment.consumes) if (isHere(port)) builder.addConsumed(port);
  for (const condition of deployment.conditions.values()) builder.addCondition(condition);
  for (const unknown of deployment.unknowns) builder.addUnknown(unknown);
}
