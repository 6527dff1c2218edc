import type { Deployment } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import { type Item, itemsOf, type Noun } from './items.ts';

export interface ItemChange {
  readonly noun: Noun;
  readonly change: 'added' | 'removed' | 'changed';
  readonly subject: string;
  /** What is said now and was said before; for what is added or removed, all that is or was said. */
  readonly facts: readonly FactChange[];
  /** Where it stands in each of the two texts. */
  readonly before: Span | null;
  readonly after: Span | null;
  /** Whether it follows from other changes: the orders of a task that is new, say. */
  readonly isConsequence: boolean;
}

export interface FactChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A definition is compared and not shown: it may be a page long. */
const NOT_SHOWN = 'definition';

/** What one deployment says that the other does not, in the order of the new template, then what is gone. */
export function itemChanges(before: Deployment, after: Deployment): readonly ItemChange[] {
  const [old, fresh] = [itemsOf(before), itemsOf(after)];
  const isSettled = (id: string): boolean => before.tasks.hasNode(id) && after.tasks.hasNode(id);
  const follows = ({ noun, subject, isConsequence }: Item): boolean => {
    if (isConsequence) return true;
    const ends = noun === 'dependency' ? subject.split(' → ').filter((end) => !end.startsWith('all of ')) : [];
    if (noun === 'value') ends.push(subject.replace(/^.*? (?:of|in) /, ''));
    return ends.some((end) => !isSettled(end));
  };
  const changes: ItemChange[] = [];
  for (const [key, item] of fresh) {
    const was = old.get(key);
    const facts = factChanges(was ?? null, item);
    if (was !== undefined && facts.length === 0) continue;
    const { noun, subject, span } = item;
    const change = was === undefined ? 'added' : 'changed';
    changes.push({
      noun,
      change,
      subject,
      facts,
      before: was?.span ?? null,
      after: span,
      isConsequence: follows(item),
    });
  }
  for (const [key, item] of old) {
    if (fresh.has(key)) continue;
    const { noun, subject, span } = item;
    const facts = factChanges(item, null);
    changes.push({ noun, change: 'removed', subject, facts, before: span, after: null, isConsequence: follows(item) });
  }
  return changes;
}

function factChanges(before: Item | null, after: Item | null): readonly FactChange[] {
  const names = new Set([...(after?.facts.keys() ?? []), ...(before?.facts.keys() ?? [])]);
  const changed = [...names].flatMap((name): readonly FactChange[] => {
    const [was, is] = [before?.facts.get(name) ?? null, after?.facts.get(name) ?? null];
    if (was === is) return [];
    if (name !== NOT_SHOWN) return [{ name, before: was, after: is }];
    return before === null || after === null ? [] : [{ name, before: 'another', after: 'changed' }];
  });
  // What changed in words already need not be said of the text as well.
  return changed.length > 1 ? changed.filter(({ name }) => name !== NOT_SHOWN) : changed;
}
