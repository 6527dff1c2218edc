import type { DocumentNode, SequenceNode } from '../load/document/node.ts';
import type { Span } from '../model/span.ts';
import { flowRuns } from './flow-runs.ts';
import { chainTo, type Link } from './node-chain.ts';
import { isFlow } from './places.ts';
import { removalOf } from './remove-link.ts';
import { NotEditable, type TextEdit } from './text-edit.ts';

/** Takes names out of the lists or keys that they stand in. @throws NotEditable */
export function removeNames(root: DocumentNode, spans: readonly Span[]): readonly TextEdit[] {
  const chains = spans.map((span) => chainTo(root, span) ?? refuse());
  const lists = new Map<DocumentNode, (readonly Link[])[]>();
  const edits: TextEdit[] = [];
  for (const chain of chains) {
    const link = chain.at(-1) ?? refuse();
    if ('item' in link) lists.set(link.parent, [...(lists.get(link.parent) ?? []), chain]);
    else edits.push(removed(chain));
  }
  for (const [list, own] of lists) edits.push(...fromList(list as SequenceNode, own));
  return edits;
}

function fromList(list: SequenceNode, chains: readonly (readonly Link[])[]): readonly TextEdit[] {
  const gone = new Set(chains.map((chain) => (chain.at(-1) as { readonly item: DocumentNode }).item));
  if (gone.size === list.items.length) return [removed(chains[0]!.slice(0, -1))];
  if (!isFlow(list) || gone.size === 1) return chains.map(removed);
  return flowRuns(list.source.text, list.items, (item) => gone.has(item));
}

function removed(chain: readonly Link[]): TextEdit {
  const removal = removalOf(chain);
  return removal === null ? refuse() : { ...removal, text: '' };
}

function refuse(): never {
  throw new NotEditable('its line has a comment, or is one that is not sure to stay sound');
}

/** Writes other names where one stands, alone or in a list. @throws NotEditable */
export function replaceName(root: DocumentNode, span: Span, names: readonly string[]): TextEdit {
  const link = chainTo(root, span)?.at(-1);
  if (link === undefined) throw new NotEditable('it is not written as a name of its own');
  const node = 'item' in link ? link.item : link.entry.value;
  if (!('item' in link)) return { start: node.start, end: node.end, text: flowList(names) };
  const known = link.parent.items
    .filter((item) => item !== node)
    .map((item) => (item.kind === 'scalar' ? item.text : ''));
  const fresh = names.filter((name) => !known.includes(name));
  if (fresh.length === 0) return removeNames(root, [span])[0]!;
  if (!isFlow(link.parent) && fresh.length > 1) throw new NotEditable('it stands in a list of lines');
  return { start: node.start, end: node.end, text: fresh.join(', ') };
}

function flowList(names: readonly string[]): string {
  return names.length === 1 ? names.join() : `[${names.join(', ')}]`;
}

/** What stands at a place, as written. */
export function writtenName(root: DocumentNode, span: Span): string {
  const { source } = root;
  return source.text.slice(source.offset(span.line, span.column), source.offset(span.endLine, span.endColumn));
}
