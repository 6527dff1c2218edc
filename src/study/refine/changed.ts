import type { Facts } from '../../analyze/facts.ts';
import type { Deployment } from '../../model/deployment.ts';
import { compareFineOrder, type FineOrder, fineOrderOf, type OrderDifference } from '../../model/fine-order.ts';
import { type Revision, reviseDeployment } from '../../model/revised.ts';

/** The deployment as a revision leaves it, with the order of its tasks, which several questions are about. */
export interface Changed {
  readonly deployment: Deployment;
  /** Null when it is too large. */
  readonly order: FineOrder | null;
}

export function changedBy({ deployment }: Facts, revision: Revision): Changed {
  const changed = reviseDeployment(deployment, revision);
  return { deployment: changed, order: fineOrderOf(changed) };
}

/** The order of the tasks as they are. */
export function orderOf(facts: Facts): FineOrder | null {
  return facts.remember('refine: fine order', () => fineOrderOf(facts.deployment));
}

/** How the order of some tasks differs after a change. */
export function orderDifference(facts: Facts, { deployment, order }: Changed, ids: readonly string[]): OrderDifference {
  const names = new Map(ids.map((id) => [id, id]));
  return compareFineOrder(facts.deployment, deployment, names, { first: orderOf(facts), second: order });
}
