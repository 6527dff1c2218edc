import type { DocumentNode, MappingEntry, MappingNode } from '../load/document/node.ts';
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
  const entry = entryAround(node, offset);
  if (entry === null) return ['', null];
  return [entry.key.text.slice(0, LONGEST_KEY), offset <= entry.key.end ? null : entry.value];
}

/** Entries stand in the order of the text, but for those that a merge key brought from elsewhere. */
function entryAround({ entries }: MappingNode, offset: number): MappingEntry | null {
  let [low, high] = [0, entries.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle]!.key.start <= offset) low = middle;
    else high = middle - 1;
  }
  const near = entries[low];
  if (near && isAround(near, offset)) return near;
  return entries.length > FEW ? null : (entries.find((entry) => isAround(entry, offset)) ?? null);
}

/** Merge keys are for hand-written mappings, which are short. */
const FEW = 1000;

function isAround({ key, value }: MappingEntry, offset: number): boolean {
  return key.start <= offset && offset <= Math.max(key.end, value.end);
}

/** A script or a whole nested document is no name. */
const LONGEST_KEY = 80;
