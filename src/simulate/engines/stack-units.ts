import type { Deployment } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Unit } from './engine.ts';

/** A stack as its engine sees it: its units, and those of them that come after none of the others. */
export interface StackUnits {
  readonly group: string;
  readonly units: readonly Unit[];
  readonly leaves: readonly Unit[];
  /** What the template says of its time; null when it is silent. */
  readonly timeoutSeconds: number | null;
}

/** The root and every nested stack or set of resources, outer before inner, units in template order. */
export function stackUnits(deployment: Deployment): readonly StackUnits[] {
  const { resources, groups } = deployment;
  const byStack = new Map<string, string[]>([['', []]]);
  const wholes = new Set(resources.filterNodes((id) => isWhole(deployment, id)));
  for (const id of wholes) byStack.set(id, []);
  resources.forEachNode((id, { stack }) => {
    if (isPresent(deployment, id) || wholes.has(id)) byStack.get(stack)?.push(id);
  });
  const unitOf = (id: string): Unit => (wholes.has(id) ? { stack: id } : { task: firstTask(deployment, id) });
  return [...byStack].map(([group, ids]) => {
    const leaves = ids.filter((id) => !resources.inNeighbors(id).some((other) => ids.includes(other)));
    const timeout = groups.get(group)?.timeoutSeconds;
    return {
      group,
      units: ids.map(unitOf),
      leaves: leaves.map(unitOf),
      timeoutSeconds: timeout === undefined || isUnknown(timeout) ? null : timeout,
    };
  });
}

/** A nested stack or a group of resources: one node of its stack, with a stack of its own. */
function isWhole(deployment: Deployment, resource: string): boolean {
  const kind = deployment.groups.get(resource)?.kind;
  return kind === 'stack' || kind === 'set';
}

function isPresent(deployment: Deployment, resource: string): boolean {
  return trackedTasks(deployment, resource).length > 0;
}

/** The tasks of a resource that its engine knows the end of, in template order. */
export function trackedTasks(deployment: Deployment, resource: string): readonly string[] {
  const tasks = deployment.tasksOfResource.get(resource) ?? [];
  return tasks.filter((id) => {
    if (!deployment.tasks.hasNode(id)) return false;
    const { tracked, kind } = deployment.tasks.getNodeAttributes(id);
    return tracked && kind !== 'milestone';
  });
}

function firstTask(deployment: Deployment, resource: string): string {
  return trackedTasks(deployment, resource)[0] as string;
}
