import type { Span } from '../../model/span.ts';

/** A file's text with its line index: turns offsets into lines and columns. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: readonly number[] | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** @param start offset of the first UTF-16 code unit; `end` is exclusive */
  span(start: number, end: number): Span {
    const [line, column] = this.#place(start);
    const [endLine, endColumn] = this.#place(Math.max(start, end));
    return { file: this.file, line, column, endLine, endColumn };
  }

  #place(offset: number): readonly [number, number] {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (starts[low] as number) + 1];
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
