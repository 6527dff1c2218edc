import type { Link } from './node-chain.ts';

export interface Removal {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretch of text that is the last link of a chain and nothing else: an item with its comma or its line; the whole
 * entry where it would be left empty. Null where a comment would go with it, or where the layout is one that is not
 * sure to stay sound: then a person does it.
 */
export function removalOf(chain: readonly Link[]): Removal | null {
  const link = chain.at(-1);
  if (link === undefined) return null;
  const siblings = siblingsOf(link);
  if (siblings.length === 1) return 'item' in link ? removalOf(chain.slice(0, -1)) : null;
  const { text } = link.parent.source;
  const own = rangeOf(link);
  const isFlow = text[link.parent.start] === '[' || text[link.parent.start] === '{';
  const removal = isFlow ? inFlow(text, own, siblings) : inBlock(text, own, 'item' in link);
  return removal === null || text.slice(removal.start, removal.end).includes('#') ? null : removal;
}

function siblingsOf(link: Link): readonly Removal[] {
  if ('item' in link) return link.parent.items.map(({ start, end }) => ({ start, end }));
  return link.parent.entries.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end) }));
}

function rangeOf(link: Link): Removal {
  if ('item' in link) return link.item;
  return { start: link.entry.key.start, end: Math.max(link.entry.key.end, link.entry.value.end) };
}

/** With the comma behind it; the next one keeps its line, unless this one leaves its own to it. */
function inFlow(text: string, own: Removal, siblings: readonly Removal[]): Removal | null {
  const index = siblings.findIndex(({ start }) => start === own.start);
  const next = siblings[index + 1];
  const before = siblings[index - 1];
  if (next !== undefined) {
    if (next.start <= own.end) return null;
    const isAlone = text.slice(text.lastIndexOf('\n', own.start - 1) + 1, own.start).trim() === '';
    const newline = text.slice(own.end, next.start).indexOf('\n');
    return { start: own.start, end: isAlone || newline < 0 ? next.start : own.end + newline };
  }
  return before !== undefined && before.end < own.start ? { start: before.end, end: own.end } : null;
}

/** Whole lines, where nothing else stands on them. */
function inBlock(text: string, own: Removal, isItem: boolean): Removal | null {
  const lineStart = text.lastIndexOf('\n', own.start - 1) + 1;
  const before = text.slice(lineStart, own.start);
  if (!(isItem ? /^[ ]*-[ ]+$/ : /^[ ]*$/).test(before)) return null;
  const end = contentEnd(text, own);
  const newline = text.indexOf('\n', end);
  const after = text.slice(end, newline < 0 ? text.length : newline);
  if (after.trim() !== '' || newline < 0) return null;
  return { start: lineStart, end: newline + 1 };
}

/** A block collection may be said to end where the next thing begins. */
function contentEnd(text: string, { start, end }: Removal): number {
  return start + text.slice(start, end).trimEnd().length;
}
