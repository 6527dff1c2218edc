import { edgeTruth } from '../../analyze/conditional-graph.ts';
import type { Facts } from '../../analyze/facts.ts';
import type { ReasonKind, Task } from '../../model/deployment.ts';
import type { FineOrder } from '../../model/fine-order.ts';
import { unitOf } from '../../model/groups.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown } from '../../model/unknown.ts';

/** An order between two components that a value, a reference or a signal carries: it stands whatever groups do. */
export interface ComponentDependency {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly kind: Exclude<ReasonKind, 'explicit'> | 'explicit' | 'signal';
  /** What passes, or by which wait the signal goes; null where nothing has a name. */
  readonly carries: string | null;
  readonly span: Span;
  /** Whether the others and the order inside the groups imply it: needed for what it carries, not for the order. */
  readonly redundant: boolean;
}

export interface PairCount {
  readonly count: number;
  /** The first few, in template order. */
  readonly examples: readonly (readonly [string, string])[];
}

const MOST_EXAMPLES = 5;

/** What orders a component of one unit after one of another, for reasons of some kinds. */
export function componentDependencies(
  facts: Facts,
  pair: { readonly from: string; readonly to: string },
  options: { readonly kinds: ReadonlySet<ReasonKind> },
): readonly ComponentDependency[] {
  const { tasks, environment } = facts;
  const found: Omit<ComponentDependency, 'redundant'>[] = [];
  for (const edge of crossEdges(facts).get(pairKey(pair.from, pair.to)) ?? []) {
    const reason = tasks.reasons[edge]!.find(({ kind }) => options.kinds.has(kind));
    if (!reason || edgeTruth(tasks, edge, { environment, accept: (one) => one === reason }) === false) continue;
    const [from, to] = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
    found.push({
      prerequisite: tasks.ids[from]!,
      dependent: tasks.ids[to]!,
      kind: reason.kind,
      carries: reason.value?.provided ?? null,
      span: reason.span,
    });
  }
  return withRedundancy(facts, [...found, ...signalDependencies(facts, pair)]);
}

/** The edges between tasks of different units that stand for components, by pair of units. */
function crossEdges(facts: Facts): ReadonlyMap<string, readonly number[]> {
  return facts.remember('refine: edges between units', () => {
    const { tasks, deployment } = facts;
    const units = tasks.ids.map((id) => unitOf(deployment, id, 'host'));
    const byPair = new Map<string, number[]>();
    for (let edge = 0; edge < tasks.digraph.edgeCount; edge += 1) {
      const [from, to] = [tasks.digraph.from[edge]!, tasks.digraph.to[edge]!];
      if (units[from] === units[to]) continue;
      const key = pairKey(units[from]!, units[to]!);
      const list = byPair.get(key);
      if (list) list.push(edge);
      else byPair.set(key, [edge]);
    }
    return byPair;
  });
}

/** A task of the first unit signals, and a task of the second comes after the wait that counts it. */
function signalDependencies(
  facts: Facts,
  { from, to }: { readonly from: string; readonly to: string },
): readonly Omit<ComponentDependency, 'redundant'>[] {
  const { deployment } = facts;
  const found: Omit<ComponentDependency, 'redundant'>[] = [];
  for (const wait of deployment.waits.values()) {
    if (isUnknown(wait.handle)) continue;
    const dependents = deployment.tasks
      .outNeighbors(wait.task)
      .filter((id) => unitOf(deployment, id, 'host') === to && unitOf(deployment, wait.task, 'host') !== to);
    if (dependents.length === 0) continue;
    const senders = deployment.signals.filter(
      ({ handle, sender }) => handle === wait.handle && unitOf(deployment, sender, 'host') === from,
    );
    for (const sender of new Set(senders.map((signal) => signal.sender)))
      for (const dependent of dependents)
        found.push({ prerequisite: sender, dependent, kind: 'signal', carries: wait.task, span: wait.span });
  }
  return found;
}

/** Marks those for which there is a way round by the others and by the order inside the groups. */
function withRedundancy(
  facts: Facts,
  found: readonly Omit<ComponentDependency, 'redundant'>[],
): readonly ComponentDependency[] {
  const key = (a: string, b: string): string => JSON.stringify([a, b]);
  const between = new Set(found.map(({ prerequisite, dependent }) => key(prerequisite, dependent)));
  const { tasks, deployment } = facts;
  const unit = (id: string): string => unitOf(deployment, id, 'host');
  const reaches = (start: string, goal: string): boolean => {
    const seen = new Set([start]);
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const next of deployment.tasks.outNeighbors(id)) {
        if (id === start && next === goal) continue;
        if (seen.has(next) || !(unit(id) === unit(next) || between.has(key(id, next)))) continue;
        if (next === goal) return true;
        seen.add(next);
        open.push(next);
      }
    }
    return false;
  };
  const isSmall = found.length * tasks.digraph.edgeCount < 2_000_000;
  return found.map((one) => ({ ...one, redundant: isSmall && reaches(one.prerequisite, one.dependent) }));
}

/** The tasks of each unit, milestones aside, in template order. */
export function tasksOfUnit(facts: Facts): ReadonlyMap<string, readonly string[]> {
  return facts.remember('refine: tasks of unit', () => {
    const byUnit = new Map<string, string[]>();
    facts.deployment.tasks.forEachNode((id, { kind }) => {
      if (kind === 'milestone') return;
      const unit = unitOf(facts.deployment, id, 'host');
      const list = byUnit.get(unit);
      if (list) list.push(id);
      else byUnit.set(unit, [id]);
    });
    return byUnit;
  });
}

/** Pairs that whole groups in this order would order and the components do not: what only granularity makes. */
export function pairsOnlyOfGranularity(facts: Facts, order: FineOrder, from: string, to: string): PairCount {
  const units = tasksOfUnit(facts);
  const before = (units.get(from) ?? []).filter((id) => facts.deployment.tasks.getNodeAttribute(id, 'tracked'));
  const pairs = before.flatMap((first) =>
    (units.get(to) ?? []).flatMap((second) =>
      order.isBefore(first, second) ? [] : [[first, second] as readonly [string, string]],
    ),
  );
  return { count: pairs.length, examples: pairs.slice(0, MOST_EXAMPLES) };
}

/** Whether a task stands for its machine or stack as a whole. */
export function standsForGroup({ kind }: Task): boolean {
  return kind === 'milestone' || kind === 'server' || kind === 'boot';
}

export function isSame(a: Span, b: Span | null): boolean {
  return b !== null && a.file === b.file && a.line === b.line && a.column === b.column;
}

export function pairKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
