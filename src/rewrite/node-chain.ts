import type { DocumentNode, MappingEntry, MappingNode, SequenceNode } from '../load/document/node.ts';
import type { Span } from '../model/span.ts';

/** A step from a collection down to what it holds. */
export type Link =
  | { readonly parent: MappingNode; readonly entry: MappingEntry }
  | { readonly parent: SequenceNode; readonly item: DocumentNode };

/** The way from the root to the scalar that stands exactly at a place; null when there is none. */
export function chainTo(root: DocumentNode, { line, column, endLine, endColumn }: Span): readonly Link[] | null {
  const start = root.source.offset(line, column);
  const end = root.source.offset(endLine, endColumn);
  const chain: Link[] = [];
  let node = root;
  for (;;) {
    if (node.kind === 'scalar') return node.start === start && node.end === end ? chain : null;
    const link: Link | null = linkAt(node, start, end);
    if (link === null) return null;
    chain.push(link);
    node = 'item' in link ? link.item : link.entry.value;
  }
}

function linkAt(parent: MappingNode | SequenceNode, start: number, end: number): Link | null {
  const holds = (node: DocumentNode): boolean => node.start <= start && end <= node.end;
  if (parent.kind === 'sequence') {
    const item = parent.items.find(holds);
    return item === undefined ? null : { parent, item };
  }
  const entry = parent.entries.find(({ value }) => holds(value));
  return entry === undefined ? null : { parent, entry };
}
