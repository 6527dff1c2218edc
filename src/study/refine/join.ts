import type { Facts } from '../../analyze/facts.ts';
import type { AnalyzeOptions } from '../../analyze/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import { compareFineOrder } from '../../model/fine-order.ts';
import { joinRevisions, reviseDeployment } from '../../model/revised.ts';
import { SIMULATE_DEFAULTS } from '../../simulate/simulate.ts';
import type { Gain } from '../compare.ts';
import { bystanderSentence } from './bystanders.ts';
import { changedBy } from './changed.ts';
import { isSame } from './coarse-dependency.ts';
import { type MeasureOptions, measure, outcomeOf, savedBy } from './measure.ts';
import { Baseline } from './proof.ts';
import type { Outcome, Proof, Proposal } from './proposal.ts';
import { placeKeys } from './rank.ts';

export interface Joined {
  readonly deployment: Deployment;
  readonly gain: Gain | null;
  readonly after: Outcome;
  readonly proof: Proof;
}

/**
 * Several proposals as one change, proved and measured as one: two lines that imply each other may not both go.
 * @returns why not, where the whole is not sound though each part is
 */
export function joinProposals(
  facts: Facts,
  chosen: readonly Proposal[],
  options: MeasureOptions & { readonly analyze?: AnalyzeOptions },
): Joined | { readonly because: readonly string[] } {
  const { analyze = {}, ...measuring } = options;
  const conflict = conflictIn(chosen);
  if (conflict !== null) return { because: [conflict] };
  const { deployment } = facts;
  const changed = changedBy(facts, joinRevisions(chosen.map(({ revision }) => revision)));
  const unimplied = lostByImplied(deployment, chosen, changed.deployment);
  if (unimplied.length > 0) return { because: unimplied };
  // Each alone may leave a way round that all together do not.
  const before = measure(deployment, measuring);
  const isSure = outcomeOf(before).meanSeconds !== null && chosen.every(({ confidence }) => confidence !== 'possible');
  const about = new Set(chosen.flatMap((proposal) => proposal.about));
  const bystander = isSure && about.size > 0 ? bystanderSentence(facts, changed, about) : null;
  if (bystander !== null) return { because: [`together, ${bystander}`] };
  const proved = new Baseline(facts, analyze).check(changed);
  if ('because' in proved) return proved;
  const after = measure(changed.deployment, measuring);
  const replications = options.replications ?? SIMULATE_DEFAULTS.replications;
  return {
    deployment: changed.deployment,
    gain: savedBy(before, after),
    after: outcomeOf(after, replications),
    proof: proved.proof,
  };
}

function conflictIn(chosen: readonly Proposal[]): string | null {
  const byPlace = new Map<string, number>();
  for (const proposal of chosen) {
    for (const place of new Set(placeKeys(proposal))) {
      const other = byPlace.get(place);
      if (other !== undefined) return `${other} and ${proposal.number} change the same line: choose one of them`;
      byPlace.set(place, proposal.number);
    }
  }
  for (const { revision, number } of chosen) {
    const gone = new Set(revision.removedTasks);
    const isMet = ({ revision: other, span }: Proposal): boolean =>
      other.added.some(({ prerequisite, dependent }) => gone.has(prerequisite) || gone.has(dependent)) ||
      revision.added.some(({ reason }) => gone.size > 0 && isSame(reason.span, span));
    const met = chosen.find((proposal) => proposal.number !== number && isMet(proposal));
    if (met) return `${number} takes away what ${met.number} orders by: choose one of them`;
  }
  return null;
}

/** Lines that were implied by others may, together, be implied by none. */
function lostByImplied(deployment: Deployment, chosen: readonly Proposal[], changed: Deployment): readonly string[] {
  const implied = chosen.filter(({ action }) => action === 'remove-implied');
  if (implied.length === 0) return [];
  const rest = chosen.filter(({ action }) => action !== 'remove-implied');
  const before = reviseDeployment(deployment, joinRevisions(rest.map(({ revision }) => revision)));
  const ids = changed.tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
  const { lost } = compareFineOrder(before, changed, new Map(ids.map((id) => [id, id])));
  return lost.slice(0, 3).map(([from, to]) => `together, '${to}' would no longer come after '${from}'`);
}
