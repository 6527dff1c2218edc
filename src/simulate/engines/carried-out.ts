import type { Deployment, Task } from '../../model/deployment.ts';
import { taskListOf } from '../../model/task-list.ts';

/** Whether a task is something that an engine does and knows the end of: milestones and untracked tasks are not. */
export function isCarriedOut({ tracked, kind }: Task): boolean {
  return tracked && kind !== 'milestone';
}

/** The ids of all such tasks, in template order. */
export function carriedOut(deployment: Deployment): readonly string[] {
  return taskListOf(deployment)
    .tasks.filter(isCarriedOut)
    .map(({ id }) => id);
}
