import type { DocumentNode } from '../document/node.ts';
import { type NodeReader, quote } from './node-reader.ts';

/** YAML's own tags (`!!str`) say only how a scalar is read; any other one is of another format. */
export function reportTags(document: DocumentNode, { diagnostics }: NodeReader): void {
  // Most documents have none, so they are not walked.
  if (!/[\s,[{]!/.test(document.source.text)) return;
  const seen = new Set<DocumentNode>();
  const open: DocumentNode[] = [document];
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.tag !== null && !node.tag.startsWith('!!')) {
      const message = `the tag ${quote(node.tag)} means nothing in this format; quote the value if it begins with '!'`;
      diagnostics.add('unknown-tag', message, node.span);
    }
    if (node.kind === 'sequence') for (const item of node.items) open.push(item);
    else if (node.kind === 'mapping') for (const { key, value } of node.entries) open.push(key, value);
  }
}
