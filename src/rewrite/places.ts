import type { DocumentNode, MappingEntry, MappingNode } from '../load/document/node.ts';
import type { Span } from '../model/span.ts';
import { NotEditable } from './text-edit.ts';

/** An entry of a mapping with the mapping and the entry around it. */
export interface PlacedEntry {
  readonly parent: MappingNode;
  readonly entry: MappingEntry;
  readonly outer: PlacedEntry | null;
}

/** The entry whose key stands at a place. @throws NotEditable when there is none */
export function entryAt(root: DocumentNode, span: Span): PlacedEntry {
  const start = root.source.offset(span.line, span.column);
  const found = entryIn(root, start, null);
  if (found === null) throw new NotEditable('its definition is not a key of this document');
  return found;
}

function entryIn(node: DocumentNode, start: number, outer: PlacedEntry | null): PlacedEntry | null {
  if (node.kind === 'scalar') return null;
  if (node.kind === 'sequence') {
    const item = node.items.find((one) => one.start <= start && start < one.end);
    return item === undefined ? null : entryIn(item, start, outer);
  }
  for (const entry of node.entries) {
    const placed = { parent: node, entry, outer };
    if (entry.key.start === start) return placed;
    if (entry.value.start <= start && start < entry.value.end) return entryIn(entry.value, start, placed);
  }
  return null;
}

/** The body of an entry, when it stands behind its key and nowhere else (an alias, a merge). @throws NotEditable */
export function ownBody({ parent, entry }: PlacedEntry): DocumentNode {
  const { key, value } = entry;
  const between = parent.source.text.slice(key.end, value.start);
  if (value.start < key.end || value.end > parent.end || !/^["']?\s*:(?:\s|#[^\n]*\n)*$/.test(between)) {
    throw new NotEditable(`'${key.text}' is written by an anchor, an alias or a tag`);
  }
  return value;
}

export function isFlow(node: DocumentNode): boolean {
  return node.source.text[node.start] === '[' || node.source.text[node.start] === '{';
}

/** Entries that stand in the mapping itself, not merged into it. */
export function ownEntries(mapping: MappingNode): readonly MappingEntry[] {
  return mapping.entries.filter(({ key }) => mapping.start <= key.start && key.end <= mapping.end);
}

export function valueEnd({ key, value }: MappingEntry): number {
  return Math.max(key.end, value.end);
}
