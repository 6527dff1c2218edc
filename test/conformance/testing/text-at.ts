import type { Span } from '../../../src/model/span.ts';

/** The text that a span covers; null when the file is not known, or the span lies outside of it. */
export function textAt(files: ReadonlyMap<string, string>, span: Span): string | null {
  const lines = files.get(span.file)?.split('\n');
  const covered = lines?.slice(span.line - 1, span.endLine);
  if (!covered || covered.length !== span.endLine - span.line + 1) return null;
  covered[covered.length - 1] = covered.at(-1)!.slice(0, span.endColumn - 1);
  covered[0] = covered[0]!.slice(span.column - 1);
  return covered.join('\n');
}
