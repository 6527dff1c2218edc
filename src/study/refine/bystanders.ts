import type { Facts } from '../../analyze/facts.ts';
import { unitOf } from '../../model/groups.ts';
import { type Changed, orderDifference } from './changed.ts';

/**
 * A task that a change is not about and that comes after less because of it: it was ordered by way of the machine, and
 * nobody can see whether it relied on that. Waits only wait, so they do not count.
 * @param about the units whose own order the change is about
 * @returns a sentence about the first one; null when there is none
 */
export function bystanderSentence(facts: Facts, changed: Changed, about: ReadonlySet<string>): string | null {
  const { deployment } = facts;
  const others = deployment.tasks.filterNodes((id, { kind }) => {
    const isKept = kind !== 'milestone' && kind !== 'wait' && changed.deployment.tasks.hasNode(id);
    return isKept && !about.has(unitOf(deployment, id, 'host'));
  });
  const { lost, lostCount } = orderDifference(facts, changed, others);
  const [first] = lost;
  if (first === undefined) return null;
  const more = lostCount > 1 ? ` (and ${lostCount - 1} more)` : '';
  return `'${first[1]}' would no longer come after '${first[0]}' by way of it${more}, and no value says that it need not`;
}
