import type { Deployment, Group } from './deployment.ts';

/**
 * The level of the group tree at which order is enforced. `fine` enforces it between tasks; `host` (what `coarse`
 * means unless said otherwise) between machines; `stack` between the outermost nested stacks.
 */
export type Granularity = 'fine' | 'host' | 'stack';

/**
 * The group that acts as one unit for this task at a level: its host or single group, or the outermost stack around it.
 */
export function unitOf(deployment: Deployment, task: string, level: Exclude<Granularity, 'fine'>): string {
  return unitOfGroup(deployment, deployment.tasks.getNodeAttribute(task, 'group'), level);
}

/** The unit of the tasks whose group this is. */
export function unitOfGroup(deployment: Deployment, id: string, level: Exclude<Granularity, 'fine'>): string {
  if (level === 'host') return id;
  const stacks = groupPath(deployment, id).filter(({ kind }) => kind === 'stack');
  return stacks.at(-1)?.id ?? id;
}

/** The group and those around it, innermost first, without the root. */
export function groupPath(deployment: Deployment, id: string): readonly Group[] {
  const path: Group[] = [];
  for (
    let group = deployment.groups.get(id);
    group && group.parent !== null;
    group = deployment.groups.get(group.parent)
  ) {
    path.push(group);
  }
  return path;
}
