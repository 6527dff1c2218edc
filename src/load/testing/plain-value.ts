import type { DocumentNode } from '../document/node.ts';

/** A document as plain data, as a JSON Schema validator sees it. */
export function plainValue(node: DocumentNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plainValue);
  const entries = node.entries.map(({ key, value }) => [key.text, plainValue(value)] as const);
  return Object.fromEntries(entries);
}
