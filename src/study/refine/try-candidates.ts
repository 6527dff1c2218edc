import type { Facts } from '../../analyze/facts.ts';
import { NO_REVISION } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import type { Gain } from '../compare.ts';
import { bystanderSentence } from './bystanders.ts';
import { type Changed, changedBy, orderDifference } from './changed.ts';
import type { PairCount } from './coarse-dependency.ts';
import { type MeasureOptions, measure, outcomeOf, type Run, savedBy } from './measure.ts';
import type { Baseline } from './proof.ts';
import type { Candidate, Declined, Proof } from './proposal.ts';
import type { Unranked } from './rank.ts';
import type { Statement } from './statements.ts';

/** What candidates are measured against. */
export interface Work {
  readonly facts: Facts;
  readonly measuring: MeasureOptions;
  readonly run: Run;
  readonly replications: number;
}

/** More tasks than this have too many pairs to count. */
export const MOST_COUNTED_TASKS = 3000;

export interface Tried {
  readonly proposals: readonly Unranked[];
  readonly declined: readonly Declined[];
}

/** Makes each change, proves it and measures it; what cannot be proved is declined. */
export function tryEach(
  candidates: readonly Candidate[],
  work: Work,
  {
    baseline,
    onProgress,
  }: { readonly baseline: Baseline; readonly onProgress: ((done: number, total: number) => void) | undefined },
): Tried {
  const proposals: Unranked[] = [];
  const declined: Declined[] = [];
  candidates.forEach((candidate, index) => {
    onProgress?.(index, candidates.length);
    const changed = changedBy(work.facts, candidate.revision);
    const proved = baseline.check(changed);
    // Where nothing completes today, nobody relies on an order.
    const isRunning = outcomeOf(work.run).meanSeconds !== null;
    const doubted = isRunning ? withBystanders(candidate, work.facts, changed) : candidate;
    const proposal = 'because' in proved ? proved : measured(doubted, { changed, proof: proved.proof }, work);
    if ('because' in proposal) declined.push({ ...candidate, because: proposal.because });
    else proposals.push(proposal);
  });
  onProgress?.(candidates.length, candidates.length);
  return { proposals, declined };
}

/** Whose order it is not about, and who loses some, makes it a person's decision. */
function withBystanders(candidate: Candidate, facts: Facts, changed: Changed): Candidate {
  if (candidate.about.length === 0) return candidate;
  const sentence = bystanderSentence(facts, changed, new Set(candidate.about));
  if (sentence === null) return candidate;
  const told = candidate.confidence === 'likely' ? [] : candidate.reasons;
  return { ...candidate, confidence: 'possible', reasons: [...told, sentence] };
}

function measured(
  candidate: Candidate,
  { changed, proof }: { readonly changed: Changed; readonly proof: Proof },
  { measuring, run, replications, facts }: Work,
): Unranked | { readonly because: readonly string[] } {
  const after = measure(changed.deployment, measuring);
  const outcome = outcomeOf(after, replications);
  if (outcome.meanSeconds === null) return { because: ['the deployment would still never complete'] };
  return {
    ...candidate,
    gain: savedBy(run, after),
    after: outcome,
    mends: outcomeOf(run, replications).meanSeconds === null && outcome.meanSeconds !== null,
    freed: freedPairs(facts, changed),
    proof,
  };
}

/** The pairs that lose their order, milestones aside. */
export function freedPairs(facts: Facts, changed: Changed): PairCount | null {
  const names = facts.deployment.tasks.filterNodes((_id, { kind }) => kind !== 'milestone');
  if (names.length > MOST_COUNTED_TASKS) return null;
  const kept = names.filter((id) => changed.deployment.tasks.hasNode(id));
  const { lost, lostCount } = orderDifference(facts, changed, kept);
  return { count: lostCount, examples: lost.slice(0, 5) };
}

/** What the text of a statement orders by itself, and what that costs. */
export interface Price {
  readonly granularityOnly: PairCount | null;
  /** Seconds; null where the deployment completes only with it, only without it, or never. */
  readonly cost: Gain | null;
}

/** The prices of statements; where leaving one out was among the changes that were tried, that is its price. */
export function pricesOf(work: Work, tried: readonly Unranked[]): (statement: Statement) => Price {
  const known = new Map<string, Price>();
  for (const { revision, freed, gain } of tried) {
    const [span, ...others] = revision.dropped;
    const more = [others, revision.added, revision.removedTasks, revision.tracked];
    if (span !== undefined && more.every(({ length }) => length === 0))
      known.set(placeOf(span), { granularityOnly: freed, cost: gain });
  }
  return ({ span }) => {
    const price = known.get(placeOf(span));
    if (price !== undefined) return price;
    const without = changedBy(work.facts, { ...NO_REVISION, dropped: [span] });
    const cost = savedBy(work.run, measure(without.deployment, work.measuring));
    return { granularityOnly: freedPairs(work.facts, without), cost };
  };
}

function placeOf({ file, line, column }: Span): string {
  return JSON.stringify([file, line, column]);
}
