import type { Facts } from '../../analyze/facts.ts';
import type { Reason } from '../../model/deployment.ts';
import { type AddedDependency, NO_REVISION, type Revision } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import { type ComponentDependency, isSame, standsForGroup, tasksOfUnit } from './coarse-dependency.ts';
import type { Candidate } from './proposal.ts';
import type { Statement } from './statements.ts';

/** A line that goes because others say the same. */
export function impliedCandidate({ span, pairs }: Statement): Candidate {
  return {
    action: 'remove-implied',
    span,
    subject: pairs[0]!,
    about: [],
    revision: { ...NO_REVISION, dropped: [span] },
    confidence: 'proved',
    reasons: ['other dependencies order the same tasks in the same way'],
    byHand: null,
  };
}

/**
 * What could be written instead of one coarse dependency, the change that keeps the most order first. None of them is
 * more than a thought before it is proved.
 */
export function candidatesFor(
  facts: Facts,
  statement: Statement,
  sufficient: readonly ComponentDependency[],
): readonly Candidate[] {
  const drop: Revision = { ...NO_REVISION, dropped: statement.spans };
  const subject = statement.pairs[0]!;
  const about = statement.pairs.map(({ to }) => to);
  const base = { span: statement.span, subject, about, revision: drop, byHand: null };
  const whole = enforcedSentence(statement);
  const moved = toComponents(facts, statement);
  const hidden = hiddenNeeds(facts, statement);
  const ordering: readonly Candidate[] =
    moved === null
      ? []
      : [
          {
            ...base,
            action: 'order-components',
            revision: { ...drop, added: moved },
            confidence: hidden.length === 0 ? 'likely' : 'possible',
            reasons: [...(hidden.length === 0 ? [NOTHING_RUNS] : hidden), ...whole],
          },
        ];
  const values = sufficient.filter(({ kind }) => kind === 'value' || kind === 'reference');
  const doubts = [...hidden, ...unexplainedSentences(facts, statement, values)];
  const dropping: Candidate =
    values.length > 0 && isExplained(statement, facts, values)
      ? {
          ...base,
          action: 'rely-on-values',
          confidence: doubts.length === 0 && whole.length === 0 ? 'likely' : 'possible',
          reasons: [...(doubts.length === 0 ? [VALUES_ARE_ALL] : doubts), ...whole, ...circleSentence(statement)],
        }
      : {
          ...base,
          action: 'remove-unexplained',
          confidence: 'possible',
          reasons: [`no value shows why '${subject.to}' comes after '${subject.from}': a person has to say`, ...hidden],
        };
  return [...ordering, dropping];
}

const NOTHING_RUNS = 'a machine without user data does nothing of its own before its first component';
const VALUES_ARE_ALL = 'the values between them are taken for all that the one needs of the other';

/** Whether a value passes between the units of each pair. */
function isExplained({ pairs }: Statement, facts: Facts, values: readonly ComponentDependency[]): boolean {
  const [first, ...others] = pairs;
  if (first === undefined || others.length === 0) return true;
  const ends = new Set(
    values.map(({ prerequisite, dependent }) => JSON.stringify([unit(facts, prerequisite), unit(facts, dependent)])),
  );
  return pairs.every(({ from, to }) => ends.has(JSON.stringify([from, to])));
}

/**
 * A line that names a machine is explained by any value of the machine; one that names a component only by a value of
 * that component, since the others were there to be named.
 */
function unexplainedSentences(
  facts: Facts,
  { edges }: Statement,
  values: readonly ComponentDependency[],
): readonly string[] {
  const producers = new Set(values.map(({ prerequisite }) => prerequisite));
  const named = new Set(edges.map(({ prerequisite }) => prerequisite));
  const silent = [...named].filter(
    (id) => !producers.has(id) && !standsForGroup(facts.deployment.tasks.getNodeAttributes(id)),
  );
  return silent.slice(0, 3).map((id) => `no value of '${id}' itself shows why the line names it: a person has to say`);
}

function circleSentence({ pairs, spans }: Statement): readonly string[] {
  if (spans.length < 2 || pairs.length < 2) return [];
  return [`${spans.length} lines go together, because they are one cycle`];
}

function enforcedSentence({ isEnforced }: Statement): readonly string[] {
  return isEnforced ? ['the engine keeps a nested stack whole: what passes by its outputs still orders all of it'] : [];
}

/** What the dependent machines do that no template shows: their user data may need the prerequisite. */
function hiddenNeeds(facts: Facts, { pairs }: Statement): readonly string[] {
  const { tasks } = facts.deployment;
  const booting = [...new Set(pairs.map(({ to }) => to))].filter((unit) =>
    (tasksOfUnit(facts).get(unit) ?? []).some((id) => tasks.getNodeAttribute(id, 'kind') === 'boot'),
  );
  const prerequisite = pairs[0]!.from;
  return booting.slice(0, 3).map((unit) => `the user data of '${unit}' may need '${prerequisite}'`);
}

/** The statement's prerequisites before the first components of each machine; null when it is about no machine. */
function toComponents(facts: Facts, statement: Statement): readonly AddedDependency[] | null {
  const { tasks, groups } = facts.deployment;
  const added = new Map<string, AddedDependency>();
  for (const { from, to } of statement.pairs) {
    if (groups.get(to)?.kind !== 'host') return null;
    const own = statement.edges.filter(
      ({ prerequisite, dependent }) => unit(facts, prerequisite) === from && unit(facts, dependent) === to,
    );
    const isOfMachine = own.some(({ dependent }) => tasks.getNodeAttribute(dependent, 'kind') === 'server');
    const first = firstComponents(facts, to);
    if (!isOfMachine || first.length === 0) return null;
    for (const { prerequisite } of own)
      for (const dependent of first)
        added.set(JSON.stringify([prerequisite, dependent]), {
          prerequisite,
          dependent,
          reason: writtenReason(statement.via, spanOf(facts, statement, prerequisite)),
        });
  }
  return [...added.values()];
}

/** The place among those of the statement that names this prerequisite. */
function spanOf({ deployment }: Facts, { edges, spans, span }: Statement, prerequisite: string): Span {
  const edge = edges.find((one) => one.prerequisite === prerequisite)!;
  const reasons = deployment.tasks.getEdgeAttribute(edge.prerequisite, edge.dependent, 'reasons');
  const isOwn = (place: Span): boolean => spans.some((one) => isSame(one, place));
  return reasons.find((reason) => reason.kind === 'explicit' && isOwn(reason.span))?.span ?? span;
}

export function writtenReason(via: string, span: Span): Reason {
  return { kind: 'explicit', via, span, value: null, when: null };
}

function unit(facts: Facts, task: string): string {
  return facts.deployment.tasks.getNodeAttribute(task, 'group');
}

/** The components of a machine that come after no other of them; a resource of several tasks by its first. */
export function firstComponents(facts: Facts, host: string): readonly string[] {
  const { tasks } = facts.deployment;
  const own = new Set(tasksOfUnit(facts).get(host) ?? []);
  const isComponent = (id: string): boolean => tasks.getNodeAttribute(id, 'kind') === 'component';
  const behind = new Set<string>();
  const open = [...own].filter(isComponent);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of tasks.outNeighbors(id)) {
      if (!own.has(next) || behind.has(next)) continue;
      behind.add(next);
      open.push(next);
    }
  }
  const first = [...own].filter((id) => isComponent(id) && !behind.has(id));
  return [
    ...new Set(
      first.map((id) => {
        const { resource } = tasks.getNodeAttributes(id);
        return own.has(resource) ? resource : id;
      }),
    ),
  ];
}
