import type { Deployment } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import { isCarriedOut } from './carried-out.ts';
import type { Unit } from './engine.ts';

/** A stack as its engine sees it: its units, and those of them that come after none of the others. */
export interface StackUnits {
  readonly group: string;
  readonly units: readonly Unit[];
  readonly leaves: readonly Unit[];
  /** What the template says of its time; null when it is silent. */
  readonly timeoutSeconds: number | null;
}

/**
 * The root and every nested stack or set of resources, outer before inner, units in template order. A resource of
 * several tracked tasks (a host of the native format) is a unit a task.
 */
export function stackUnits(deployment: Deployment): readonly StackUnits[] {
  const { resources, groups, tasks } = deployment;
  const byStack = new Map<string, string[]>([['', []]]);
  for (const id of resources.filterNodes((one) => isWhole(deployment, one))) byStack.set(id, []);
  resources.forEachNode((id, { stack }) => byStack.get(stack)?.push(id));
  const isPresent = (id: string): boolean => byStack.has(id) || trackedTasks(deployment, id).length > 0;
  return [...byStack].map(([group, ids]) => {
    const units: Unit[] = [];
    const leaves: Unit[] = [];
    for (const id of ids) {
      const own = trackedTasks(deployment, id);
      const isFirst = !resources.inNeighbors(id).some(isPresent);
      const made: readonly Unit[] = byStack.has(id) ? [{ stack: id }] : own.map((task) => ({ task }));
      units.push(...made);
      if (made.length === 1) leaves.push(...(isFirst ? made : []));
      else leaves.push(...own.filter((task) => tasks.inDegree(task) === 0).map((task) => ({ task })));
    }
    const timeout = groups.get(group)?.timeoutSeconds;
    return { group, units, leaves, timeoutSeconds: timeout === undefined || isUnknown(timeout) ? null : timeout };
  });
}

/** A nested stack or a group of resources: one node of its stack, with a stack of its own. */
function isWhole(deployment: Deployment, resource: string): boolean {
  const kind = deployment.groups.get(resource)?.kind;
  return kind === 'stack' || kind === 'set';
}

/** The tasks of a resource that its engine knows the end of, in template order. */
export function trackedTasks(deployment: Deployment, resource: string): readonly string[] {
  const tasks = deployment.tasksOfResource.get(resource) ?? [];
  return tasks.filter((id) => deployment.tasks.hasNode(id) && isCarriedOut(deployment.tasks.getNodeAttributes(id)));
}
