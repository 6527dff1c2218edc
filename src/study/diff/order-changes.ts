import type { Deployment } from '../../model/deployment.ts';
import { type FineOrder, fineOrderOf } from '../../model/fine-order.ts';
import type { Span } from '../../model/span.ts';
import type { PairCount } from '../refine/coarse-dependency.ts';

/** How the order of the tasks that both revisions have differs. */
export interface OrderChanges {
  /** Pairs that were in order and are no longer: they may run side by side. */
  readonly freed: PairCount;
  /** Pairs that are in order now and were not. */
  readonly added: PairCount;
  /** Who took a value from whom, and is no longer ordered after it. */
  readonly lostValues: readonly LostValue[];
}

export interface LostValue {
  readonly producer: string;
  readonly consumer: string;
  readonly value: string;
  /** Whether the consumer still has the input that the value went into. */
  readonly isStillRead: boolean;
  readonly before: Span;
}

const MOST_TASKS = 3000;
const MOST_SHOWN = 20;

/** Null when there are too many tasks to ask about each pair. */
export function orderChanges(before: Deployment, after: Deployment): OrderChanges | null {
  const shared = before.tasks.filterNodes((id, { kind }) => kind !== 'milestone' && after.tasks.hasNode(id));
  if (Math.max(before.tasks.order, after.tasks.order) > MOST_TASKS) return null;
  const [was, is] = [fineOrderOf(before), fineOrderOf(after)];
  if (was === null || is === null) return null;
  return {
    freed: onlyIn(was, is, shared),
    added: onlyIn(is, was, shared),
    lostValues: lostValues(before, after, is),
  };
}

/** Those that no pair between them explains come first: the nearest say what happened. */
function onlyIn(first: FineOrder, second: FineOrder, ids: readonly string[]): PairCount {
  const pairs: (readonly [string, string])[] = [];
  for (const from of ids)
    for (const to of ids) if (first.isBefore(from, to) && !second.isBefore(from, to)) pairs.push([from, to]);
  const isNear = ([from, to]: readonly [string, string]): boolean =>
    !ids.some((middle) => first.isBefore(from, middle) && first.isBefore(middle, to));
  const candidates = pairs.slice(0, 2000);
  const near = candidates.filter(isNear);
  const shown = [...near, ...candidates.filter((pair) => !near.includes(pair))].slice(0, MOST_SHOWN);
  return { count: pairs.length, examples: shown };
}

function lostValues(before: Deployment, after: Deployment, order: FineOrder): readonly LostValue[] {
  const inputs = new Set(after.consumes.map(({ task, name }) => JSON.stringify([task, name])));
  return before.tasks
    .mapDirectedEdges((_edge, { reasons }, producer, consumer) => {
      if (!after.tasks.hasNode(producer) || !after.tasks.hasNode(consumer)) return [];
      if (order.isBefore(producer, consumer)) return [];
      return reasons.flatMap(({ kind, value, span }): readonly LostValue[] => {
        if (kind !== 'value' || value === null) return [];
        const isStillRead = inputs.has(JSON.stringify([consumer, value.consumed]));
        return [{ producer, consumer, value: value.provided, isStillRead, before: span }];
      });
    })
    .flat();
}
