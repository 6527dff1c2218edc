import type { Span } from '../../model/span.ts';
import type { ScalarNode } from './node.ts';

/**
 * Where a slice of a scalar's decoded text stands in the file: a `curl` line within a script, for instance. Exact for
 * literal blocks and for plain and quoted scalars on one line, escapes included; the whole node's span where folding
 * makes the answer ambiguous.
 * @param start offset in `node.text` of the first UTF-16 code unit; `end` is exclusive
 */
export function spanInside(node: ScalarNode, start: number, end: number): Span {
  const place = node.style === 'literal' ? placeInLiteral : node.style === 'folded' ? () => null : placeInFlow;
  const from = place(node, start);
  const to = place(node, Math.max(start, end));
  return from === null || to === null ? node.span : node.source.span(from, to);
}

/** Line k of the text is line k of the block, behind its indentation; a blank line may have less of it. */
function placeInLiteral(node: ScalarNode, offset: number): number | null {
  const raw = node.source.text;
  let line = node.contentStart;
  let textLine = 0;
  for (let at = node.text.indexOf('\n'); at >= 0 && at < offset; at = node.text.indexOf('\n', at + 1)) {
    const next = raw.indexOf('\n', line);
    if (next < 0) return null;
    line = next + 1;
    textLine = at + 1;
  }
  let indent = 0;
  while (indent < node.indent && raw[line + indent] === ' ') indent += 1;
  return line + indent + (offset - textLine);
}

function placeInFlow(node: ScalarNode, offset: number): number | null {
  const raw = node.source.text;
  const end = node.style === 'quoted' ? node.end - 1 : node.end;
  const isDouble = node.style === 'quoted' && raw[node.start] === '"';
  let at = node.contentStart;
  let decoded = 0;
  while (decoded < offset && at < end) {
    const character = raw[at] as string;
    if (character === '\n') return null;
    const length = node.style === 'plain' ? 1 : isDouble ? escapeLength(raw, at) : character === "'" ? 2 : 1;
    // `\UXXXXXXXX` above the basic plane decodes to two code units.
    decoded += length === 10 && Number.parseInt(raw.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1;
    at += length;
  }
  return decoded === offset ? at : null;
}

function escapeLength(raw: string, at: number): number {
  if (raw[at] !== '\\') return 1;
  return { x: 4, u: 6, U: 10 }[raw[at + 1] as string] ?? 2;
}
