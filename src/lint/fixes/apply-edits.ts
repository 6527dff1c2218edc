import type { Fix } from '../../analyze/finding.ts';
import { SourceText } from '../../load/document/source-text.ts';

/** Those of the fixes that meet no earlier one, and the text with their edits; nothing else changes by a byte. */
export function applyEdits(
  file: string,
  text: string,
  fixes: readonly Fix[],
): { readonly text: string; readonly applied: readonly Fix[] } {
  const source = new SourceText(file, text);
  const placed = fixes
    .filter(({ edits }) => edits.every(({ span }) => span.file === file))
    .map((fix) => ({
      fix,
      edits: fix.edits.map(({ span, text: inserted }) => ({
        start: source.offset(span.line, span.column),
        end: source.offset(span.endLine, span.endColumn),
        inserted,
      })),
    }));
  type Placed = (typeof placed)[number]['edits'][number];
  const taken: Placed[] = [];
  const applied: Fix[] = [];
  for (const { fix, edits } of placed) {
    // Touching counts as meeting: two commas of one list must not go at once.
    if (edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end))) continue;
    taken.push(...edits);
    applied.push(fix);
  }
  let mended = '';
  let at = 0;
  for (const { start, end, inserted } of taken.sort((a, b) => a.start - b.start)) {
    mended += text.slice(at, start) + inserted;
    at = end;
  }
  return { text: mended + text.slice(at), applied };
}
