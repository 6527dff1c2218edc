import type { Deployment, Handle, Resource, Signal } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';

/** What an update does to the resources, by id in the new revision. */
export interface Revision {
  readonly previous: Deployment;
  readonly isNew: (resource: string) => boolean;
  /** Made anew by the update: a new one, or one whose definition changed and that is replaced then. */
  readonly isReplaced: (resource: string) => boolean;
  readonly isChanged: (resource: string) => boolean;
}

/** Null when there is no previous revision. */
export function revisionOf(facts: Facts): Revision | null {
  const { deployment, previous } = facts;
  if (previous === null) return null;
  return facts.remember('revision', () => {
    const isNew = (id: string): boolean => !previous.resources.hasNode(id);
    const isChanged = (id: string): boolean => !isNew(id) && fingerprint(previous, id) !== fingerprint(deployment, id);
    const isReplaced = (id: string): boolean => {
      const { replacedOnUpdate = 'on-change' } = deployment.resources.getNodeAttributes(id);
      return isNew(id) || replacedOnUpdate === 'always' || (replacedOnUpdate === 'on-change' && isChanged(id));
    };
    return { previous, isNew, isReplaced, isChanged };
  });
}

/** The definition's own text where the front-end gives it; else what the model knows of the resource. */
function fingerprint(deployment: Deployment, id: string): string {
  const resource: Resource = deployment.resources.getNodeAttributes(id);
  if (resource.fingerprint !== undefined) return resource.fingerprint;
  const tasks = deployment.tasksOfResource.get(id) ?? [];
  const known = tasks.map((task) => {
    const { type, kind, duration, multiplicity } = deployment.tasks.getNodeAttributes(task);
    const sends = deployment.signals
      .filter((signal) => signal.sender === task)
      .map(({ handle, id: name, status, at }) => [handle, name, status, at]);
    const wait = deployment.waits.get(task);
    const waits = wait ? [wait.handle, wait.count, wait.timeoutSeconds] : null;
    return [task, type, kind, duration?.expression, multiplicity, sends, waits];
  });
  return JSON.stringify(known, (key, value: unknown) => (key === 'span' ? undefined : value));
}

/** A handle that both revisions have and that the update leaves as it is, with the signals of the first. */
export function keptHandle(facts: Facts, revision: Revision, id: string): readonly Signal[] | null {
  const [handle, before] = [facts.deployment.handles.get(id), revision.previous.handles.get(id)];
  if (handle === undefined || before === undefined || isRemade(facts, revision, handle)) return null;
  return revision.previous.signals.filter((signal) => signal.handle === id);
}

function isRemade(facts: Facts, revision: Revision, { task }: Handle): boolean {
  return task !== null && revision.isReplaced(facts.deployment.tasks.getNodeAttribute(task, 'resource'));
}

/** The resource that a task is a part of. */
export function resourceOf(deployment: Deployment, task: string): string {
  return deployment.tasks.getNodeAttribute(task, 'resource');
}

/** A count that is known in both revisions. */
export function knownCount(value: unknown): number | null {
  return typeof value === 'number' && !isUnknown(value) ? value : null;
}
