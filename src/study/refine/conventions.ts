import type { Facts } from '../../analyze/facts.ts';
import type { ReasonKind } from '../../model/deployment.ts';
import type { FineOrder } from '../../model/fine-order.ts';
import { type AddedDependency, NO_REVISION, type Revision } from '../../model/revised.ts';
import { writtenReason } from './candidates.ts';
import {
  type ComponentDependency,
  componentDependencies,
  type PairCount,
  pairsOnlyOfGranularity,
  tasksOfUnit,
} from './coarse-dependency.ts';

/** Two groups that coarse granularity would order as wholes, because components of them depend on each other. */
export interface Convention {
  readonly from: string;
  readonly to: string;
  readonly sufficient: readonly ComponentDependency[];
  readonly granularityOnly: PairCount;
  /** What ordering these two as wholes would add; null when that takes too many dependencies to say. */
  readonly asWholes: Revision | null;
}

const EVERY_KIND: ReadonlySet<ReasonKind> = new Set(['explicit', 'reference', 'value', 'sequence', 'implicit']);

/** More than so many dependencies between two groups are not added to see what they cost. */
const MOST_ADDED = 20_000;

/** The pairs of groups that coarse granularity would order, of which it would order more than the components need. */
export function conventions(facts: Facts, order: FineOrder): readonly Convention[] {
  const { digraph, units } = facts.coarse('host');
  return Array.from(digraph.from, (unit, edge) => [units[unit]!, units[digraph.to[edge]!]!] as const).flatMap(
    ([from, to]): readonly Convention[] => {
      const granularityOnly = pairsOnlyOfGranularity(facts, order, from, to);
      if (granularityOnly.count === 0) return [];
      const sufficient = componentDependencies(facts, { from, to }, { kinds: EVERY_KIND });
      return [{ from, to, sufficient, granularityOnly, asWholes: asWholes(facts, from, to) }];
    },
  );
}

/**
 * Every tracked task of the first before every task of the second: from the last of the one to the first of the other.
 */
function asWholes(facts: Facts, from: string, to: string): Revision | null {
  const { tasks } = facts.deployment;
  const units = tasksOfUnit(facts);
  const first = new Set((units.get(from) ?? []).filter((id) => tasks.getNodeAttribute(id, 'tracked')));
  const second = new Set(units.get(to) ?? []);
  const last = [...first].filter((id) => !tasks.outNeighbors(id).some((next) => first.has(next)));
  const entries = [...second].filter((id) => !tasks.inNeighbors(id).some((before) => second.has(before)));
  if (last.length * entries.length > MOST_ADDED) return null;
  const added = last.flatMap((prerequisite): readonly AddedDependency[] =>
    entries.map((dependent) => {
      const { span } = tasks.getNodeAttributes(dependent);
      return { prerequisite, dependent, reason: writtenReason('coarse order', span) };
    }),
  );
  return { ...NO_REVISION, added };
}
