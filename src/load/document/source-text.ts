import type { Span } from '../../model/span.ts';

export const BYTE_ORDER_MARK = 0xfeff;

/** A file's text with its line index: turns offsets into lines and columns. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #written: string;
  #lineStarts: readonly number[] | null = null;

  /** @param written the text as the user wrote it, where `text` was mended character by character */
  constructor(file: string, text: string, written = text) {
    this.file = file;
    this.text = text;
    this.#written = written;
  }

  /** @param start offset of the first UTF-16 code unit; `end` is exclusive */
  span(start: number, end: number): Span {
    const [line, column] = this.#place(start);
    const [endLine, endColumn] = this.#place(Math.max(start, end));
    return { file: this.file, line, column, endLine, endColumn };
  }

  /** The place for what concerns the whole file. */
  get firstCharacter(): Span {
    return this.span(0, Math.min(1, this.text.length));
  }

  /** The offset of a place that `span` gave; a place beyond the text is its end. */
  offset(line: number, column: number): number {
    const starts = (this.#lineStarts ??= lineStartsOf(this.#written));
    const start = starts[line - 1];
    if (start === undefined) return this.text.length;
    const mark = line === 1 && this.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    return Math.min(start + column - 1 + mark, this.text.length);
  }

  #place(offset: number): readonly [number, number] {
    const starts = (this.#lineStarts ??= lineStartsOf(this.#written));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    // Editors do not count a byte order mark as a column.
    const mark = low === 0 && offset > 0 && this.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    return [low + 1, offset - (starts[low] as number) + 1 - mark];
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
