import type { Deployment } from '../../model/deployment.ts';
import { taskListOf } from '../../model/task-list.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Engine, Limit } from './engine.ts';

/**
 * No overheads, and the limits that the deployment itself declares: its pools, and for each host how many components
 * run on it at once. A listed order is edges already, which the front-end stated.
 */
export const declared: Engine = {
  id: 'declared',
  summary: 'No overheads; the pools that the deployment declares and the turns that components take on their host.',
  options: [],
  rules: (deployment) => {
    const notes: string[] = [];
    return { limits: [...hostLimits(deployment), ...poolLimits(deployment, notes)], notes };
  },
};

/** The pools that the deployment itself declares. */
export function poolLimits(deployment: Deployment, notes: string[]): readonly Limit[] {
  const limits: Limit[] = [];
  for (const pool of deployment.pools.values()) {
    if (isUnknown(pool.capacity)) {
      notes.push(`pool '${pool.id}' is taken as without limit: ${pool.capacity.cause}`);
    } else {
      limits.push({
        id: pool.id,
        capacity: pool.capacity,
        tasks: pool.tasks,
        holdsWhileWaiting: pool.holdsWhileWaiting,
      });
    }
  }
  return limits;
}

/** A blocked wait among components keeps the host's agent busy (heat-config runs its scripts one after another). */
function hostLimits(deployment: Deployment): readonly Limit[] {
  const components = new Map<string, string[]>();
  for (const { id, kind, group } of taskListOf(deployment).tasks) {
    if (kind !== 'component') continue;
    const list = components.get(group);
    if (list) list.push(id);
    else components.set(group, [id]);
  }
  const limits: Limit[] = [];
  for (const [group, tasks] of components) {
    const capacity = deployment.groups.get(group)?.host?.capacity ?? null;
    if (capacity === null || tasks.length <= capacity) continue;
    limits.push({ id: `host ${group}`, capacity, tasks, holdsWhileWaiting: true });
  }
  return limits;
}
