import type { DocumentNode } from '../load/document/node.ts';

export interface Comment {
  /** From `#` to the end of the line. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing but blanks stands before it on its line. */
  readonly isAlone: boolean;
}

/** A `#` outside every scalar, at the beginning of a line or behind a blank: YAML 1.2.2, section 6.6. */
export function commentsOf(root: DocumentNode): readonly Comment[] {
  const { text } = root.source;
  const scalars = scalarRanges(root);
  const comments: Comment[] = [];
  let next = 0;
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    while (next < scalars.length && scalars[next]![1] <= at) next += 1;
    const scalar = scalars[next];
    const isInside = scalar !== undefined && scalar[0] <= at;
    if (isInside || (at > 0 && !/\s/.test(text[at - 1] as string))) continue;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const isAlone = text.slice(lineStart, at).trim() === '';
    comments.push({ text: text.slice(at, end).trimEnd(), start: at, end, isAlone });
    at = end - 1;
  }
  return comments;
}

/** Where text is data; the header of a block scalar (`| # why`) is not, so a block begins at its content. */
function scalarRanges(root: DocumentNode): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  const seen = new Set<DocumentNode>();
  const walk = (node: DocumentNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'scalar') {
      const isBlock = node.style === 'literal' || node.style === 'folded';
      ranges.push([isBlock ? node.contentStart : node.start, node.end]);
    } else if (node.kind === 'sequence') node.items.forEach(walk);
    else
      for (const { key, value } of node.entries) {
        walk(key);
        walk(value);
      }
  };
  walk(root);
  return ranges.sort((a, b) => a[0] - b[0]);
}
