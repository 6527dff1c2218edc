import type { Deployment } from '../../model/deployment.ts';
import { compareFineOrder } from '../../model/fine-order.ts';
import { unitOf } from '../../model/groups.ts';

/**
 * A task that a change is not about and that comes after less because of it: it was ordered by way of the machine, and
 * nobody can see whether it relied on that. Waits only wait, so they do not count.
 * @param about the units whose own order the change is about
 * @returns a sentence about the first one; null when there is none
 */
export function bystanderSentence(before: Deployment, after: Deployment, about: ReadonlySet<string>): string | null {
  const others = before.tasks.filterNodes((id, { kind }) => {
    return kind !== 'milestone' && kind !== 'wait' && after.tasks.hasNode(id) && !about.has(unitOf(before, id, 'host'));
  });
  const { lost, lostCount } = compareFineOrder(before, after, new Map(others.map((id) => [id, id])));
  const [first] = lost;
  if (first === undefined) return null;
  const more = lostCount > 1 ? ` (and ${lostCount - 1} more)` : '';
  return `'${first[1]}' would no longer come after '${first[0]}' by way of it${more}, and no value says that it need not`;
}
