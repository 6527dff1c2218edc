import { Facts } from '../../analyze/facts.ts';
import type { AnalyzeOptions } from '../../analyze/index.ts';
import type { Deployment, ReasonKind } from '../../model/deployment.ts';
import { reviseDeployment } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { DrawMemory } from '../../simulate/draws/draw-memory.ts';
import { SIMULATE_DEFAULTS } from '../../simulate/simulate.ts';
import type { EngineId } from '../../simulate/simulation.ts';
import type { Gain } from '../compare.ts';
import { candidatesFor, impliedCandidate } from './candidates.ts';
import { orderOf } from './changed.ts';
import { type ComponentDependency, componentDependencies, type PairCount } from './coarse-dependency.ts';
import { conventions } from './conventions.ts';
import { joinProposals } from './join.ts';
import { type MeasureOptions, measure, outcomeOf, savedBy } from './measure.ts';
import { type Polling, pollingOf } from './polling.ts';
import { Baseline } from './proof.ts';
import type { Candidate, Declined, Outcome, Proposal } from './proposal.ts';
import { rankProposals } from './rank.ts';
import { replaceableWaits } from './replaceable-waits.ts';
import { circlesOf, explicitStatements, joinStatements, type Statement } from './statements.ts';
import { MOST_COUNTED_TASKS, type Price, pricesOf, tryEach, type Work } from './try-candidates.ts';

export interface RefineOptions extends MeasureOptions {
  /** What the rules of the proof use of durations and the like. */
  readonly analyze?: AnalyzeOptions;
  readonly onProgress?: (done: number, total: number) => void;
}

/** An order between whole groups: written, or what coarse granularity would make of the components' order. */
export interface CoarseDependency {
  readonly kind: 'explicit' | 'convention';
  readonly from: string;
  readonly to: string;
  /** Further pairs of groups that the same text orders. */
  readonly more: number;
  /** The text that says it; null for a convention. */
  readonly via: string | null;
  readonly span: Span | null;
  /** The component dependencies that suffice. */
  readonly sufficient: readonly ComponentDependency[];
  /** Pairs of tasks that only granularity orders; null when there is too much to count. */
  readonly granularityOnly: PairCount | null;
  /**
   * Seconds: of a written one, what the deployment takes longer with this text than without it; of a convention, what
   * ordering the two as wholes would cost. Null when not measured, or not possible.
   */
  readonly cost: Gain | null;
  /** For a convention: that order would be a cycle. */
  readonly isCircle: boolean;
}

/** What `refine` knows of a deployment. */
export interface Refinement {
  readonly engine: EngineId;
  readonly seed: string;
  readonly replications: number;
  readonly before: Outcome;
  readonly dependencies: readonly CoarseDependency[];
  /** By falling gain; numbers are those of `--apply`. */
  readonly proposals: readonly Proposal[];
  readonly declined: readonly Declined[];
  /** All that are recommended, together; null when there are fewer than two. */
  readonly together: {
    readonly numbers: readonly number[];
    readonly gain: Gain | null;
    readonly after: Outcome;
  } | null;
  readonly polling: Polling | null;
  readonly timings: ReadonlyMap<string, Timing>;
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

/** Beyond these nothing is measured, and the notes say so. */
const MOST_CANDIDATES = 100;
const MOST_CONVENTIONS = 30;

const CARRIERS: ReadonlySet<ReasonKind> = new Set(['reference', 'value']);

/**
 * Which coarse dependencies could be finer, what each change saves, and why it is sound. Each proposal is made on the
 * model, analyzed anew and simulated on the same draws; none that loses an order which something rides on, or that adds
 * a fault, a deadlock or a race, is among them.
 *
 * @example
 * const { proposals } = refine(deployment, { timings: resolveTimings(deployment) });
 * proposals[0]?.gain?.mean; // seconds
 */
export function refine(deployment: Deployment, options: RefineOptions): Refinement {
  const { analyze = {}, onProgress, ...asked } = options;
  const measuring = { memory: new DrawMemory(), ...asked };
  const facts = new Facts(deployment, analyze);
  const replications = options.replications ?? SIMULATE_DEFAULTS.replications;
  const run = measure(deployment, measuring);
  const written = explicitStatements(facts);
  const statements = written.map((statement) => withSufficient(facts, statement));
  const waits = replaceableWaits(facts);
  const all = [...statementCandidates(facts, written), ...waits.candidates];
  const work = { facts, measuring, run, replications };
  const tried = tryEach(all.slice(0, MOST_CANDIDATES), work, { baseline: new Baseline(facts, analyze), onProgress });
  const before = outcomeOf(run, replications);
  const { proposals, together } = soundTogether(rankProposals(tried.proposals, before), { ...work, analyze });
  const best = proposals.reduce((most, { gain }) => Math.max(most, gain?.mean ?? 0), 0);
  const byConvention = conventionCosts(work);
  const price = pricesOf(work, tried.proposals);
  return {
    engine: options.engine ?? SIMULATE_DEFAULTS.engine,
    seed: options.seed ?? SIMULATE_DEFAULTS.seed,
    replications,
    before,
    dependencies: [
      ...statements.map((one, index) => explicitDependency(one, index < MOST_CANDIDATES ? price(one.statement) : null)),
      ...byConvention.dependencies,
    ],
    proposals,
    declined: [...tried.declined, ...waits.declined],
    together,
    polling: pollingOf(deployment, measuring, { run, best }),
    timings: options.timings,
    notes: [...cutNote(all.length, MOST_CANDIDATES, 'changes'), ...byConvention.notes],
  };
}

interface StudiedStatement {
  readonly statement: Statement;
  readonly sufficient: readonly ComponentDependency[];
}

function withSufficient(facts: Facts, statement: Statement): StudiedStatement {
  const options = { kinds: CARRIERS };
  const sufficient = statement.pairs
    .slice(0, MOST_CONVENTIONS)
    .flatMap((pair) => componentDependencies(facts, pair, options));
  return { statement, sufficient };
}

function statementCandidates(facts: Facts, written: readonly Statement[]): readonly Candidate[] {
  const joined = joinStatements(facts, written);
  const candidatesOf = (statement: Statement): readonly Candidate[] =>
    candidatesFor(facts, statement, withSufficient(facts, statement).sufficient);
  return [
    ...circlesOf(
      facts,
      joined.map((one) => one.joined),
    ).flatMap(candidatesOf),
    ...joined.flatMap(({ joined: statement, implied }) => [
      ...implied.map(impliedCandidate),
      ...(implied.length === 1 && statement.spans.length === 1 ? [] : candidatesOf(statement)),
    ]),
  ];
}

function explicitDependency({ statement, sufficient }: StudiedStatement, price: Price | null): CoarseDependency {
  const { from, to } = statement.pairs[0]!;
  return {
    kind: 'explicit',
    from,
    to,
    more: statement.pairs.length - 1,
    via: statement.via,
    span: statement.span,
    sufficient,
    granularityOnly: price?.granularityOnly ?? null,
    cost: price?.cost ?? null,
    isCircle: false,
  };
}

function conventionCosts({ facts, measuring, run }: Work): {
  readonly dependencies: readonly CoarseDependency[];
  readonly notes: readonly string[];
} {
  const { deployment } = facts;
  const order = deployment.tasks.order > MOST_COUNTED_TASKS ? null : orderOf(facts);
  if (order === null)
    return { dependencies: [], notes: [`more than ${MOST_COUNTED_TASKS} tasks: no order by convention`] };
  const all = conventions(facts, order);
  const dependencies = all.slice(0, MOST_CONVENTIONS).map((convention): CoarseDependency => {
    const { from, to, sufficient, granularityOnly, asWholes } = convention;
    const whole = asWholes === null ? null : measure(reviseDeployment(deployment, asWholes), measuring);
    return {
      ...{ kind: 'convention', from, to, more: 0, via: null, span: null, sufficient, granularityOnly },
      cost: whole === null ? null : savedBy(whole, run),
      isCircle: whole !== null && 'cycle' in whole && !('cycle' in run),
    };
  });
  const byCost = dependencies.sort(
    (a, b) => Number(b.isCircle) - Number(a.isCircle) || (b.cost?.mean ?? 0) - (a.cost?.mean ?? 0),
  );
  return { dependencies: byCost, notes: cutNote(all.length, MOST_CONVENTIONS, 'orders by convention') };
}

/** Of the recommended ones those stay so that are sound as one change; the last in rank gives way first. */
function soundTogether(
  ranked: readonly Proposal[],
  { facts, measuring, analyze }: Work & { readonly analyze: AnalyzeOptions },
): Pick<Refinement, 'proposals' | 'together'> {
  let chosen = ranked.filter(({ isRecommended }) => isRecommended);
  while (chosen.length > 1) {
    const joined = joinProposals(facts, chosen, { ...measuring, analyze });
    const numbers = chosen.map(({ number }) => number);
    const proposals = ranked.map((one) => ({ ...one, isRecommended: numbers.includes(one.number) }));
    if ('deployment' in joined) return { proposals, together: { numbers, gain: joined.gain, after: joined.after } };
    chosen = chosen.slice(0, -1);
  }
  const only = chosen[0]?.number;
  return { proposals: ranked.map((one) => ({ ...one, isRecommended: one.number === only })), together: null };
}

function cutNote(count: number, most: number, what: string): readonly string[] {
  return count > most ? [`of ${count} ${what} the first ${most} were tried`] : [];
}
