import type { Span } from '../../model/span.ts';
import { visible } from '../words/visible.ts';
import { columnWidth } from './column-width.ts';
import type { Paint, Palette } from './palette.ts';

/** Files by name, as `load` returns them. */
export type Sources = ReadonlyMap<string, string>;

/**
 * The line that a place begins in, with a caret below it, in at most `width` columns. Empty when the text is not at
 * hand or the place lies outside it.
 */
export function excerptLines(
  span: Span,
  sources: Sources,
  { palette, paint, width }: { readonly palette: Palette; readonly paint: Paint; readonly width: number },
): readonly string[] {
  const line = lineOf(sources.get(span.file), span.line);
  if (line === null) return [];
  const gutter = String(span.line);
  const room = Math.max(20, width - gutter.length - 5);
  const end = span.endLine > span.line ? line.length + 1 : Math.max(span.endColumn, span.column + 1);
  // A long line is shown from a little before the place.
  const from = columnWidth(shown(line)) <= room ? 0 : Math.max(0, span.column - 1 - Math.floor(room / 3));
  const before = clip(line.slice(from, span.column - 1), room);
  const marked = clip(line.slice(span.column - 1, end - 1), room - columnWidth(before));
  const after = clip(line.slice(end - 1), room - columnWidth(before) - columnWidth(marked));
  const caret = ' '.repeat(columnWidth(before)) + paint('^'.repeat(Math.max(1, columnWidth(marked))));
  return [
    `${palette.faint(`${gutter} │`)} ${before}${marked}${after}`.trimEnd(),
    `${palette.faint(`${' '.repeat(gutter.length)} │`)} ${caret}`,
  ];
}

/** One line of a text, counted from 1, without its end; null when there is no such line. */
export function lineOf(text: string | undefined, number: number): string | null {
  if (text === undefined) return null;
  let start = 0;
  for (let line = 1; line < number; line += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return null;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

function shown(text: string): string {
  return visible(text.slice(0, 2000).replaceAll('\t', '  '));
}

function clip(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const character of shown(text)) {
    width += columnWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return kept;
}
