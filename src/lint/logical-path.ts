import type { DocumentNode } from '../load/document/node.ts';
import type { Span } from '../model/span.ts';

/**
 * The keys that lead to the innermost node around a place: `resources/server/depends_on/network`. An item of a list is
 * named by its text when it is a scalar, else by its number, so that the path stays when lines move.
 */
export function logicalPath(root: DocumentNode, { line, column }: Span): string {
  const offset = root.source.offset(line, column);
  const keys: string[] = [];
  let node: DocumentNode | null = root;
  while (node !== null && node.kind !== 'scalar') {
    const [key, inner]: readonly [string, DocumentNode | null] = childAt(node, offset);
    if (key === '') break;
    keys.push(key.replaceAll('~', '~0').replaceAll('/', '~1'));
    node = inner;
  }
  return keys.join('/');
}

/** The child around an offset. */
function childAt(
  node: Exclude<DocumentNode, { kind: 'scalar' }>,
  offset: number,
): readonly [string, DocumentNode | null] {
  if (node.kind === 'sequence') {
    const index = node.items.findIndex((item) => item.start <= offset && offset <= item.end);
    const item = node.items[index];
    if (item === undefined) return ['', null];
    return [item.kind === 'scalar' ? item.text.slice(0, LONGEST_KEY) : String(index), item];
  }
  const entry = node.entries.find(({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end));
  if (entry === undefined) return ['', null];
  return [entry.key.text.slice(0, LONGEST_KEY), offset <= entry.key.end ? null : entry.value];
}

/** A script or a whole nested document is no name. */
const LONGEST_KEY = 80;
