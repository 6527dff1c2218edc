export interface CsvRow {
  readonly fields: readonly string[];
  /** From 1; a quoted field may span lines, then it is the first. */
  readonly line: number;
  /** What is wrong with it, or null. */
  readonly fault: string | null;
}

/**
 * Rows of a table as RFC 4180 has them. The head decides what stands between fields: a comma, a semicolon or a tab.
 * Empty lines are passed over.
 */
export function* readCsv(given: string): Generator<CsvRow, undefined> {
  const text = given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
  const head = text.slice(0, endOfLine(text, 0));
  const separator = ['\t', ';'].find((one) => head.includes(one)) ?? ',';
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const { fields, end, fault } = readRow(text, at, separator);
    if (fields.length > 1 || fields[0] !== '') yield { fields, line, fault };
    for (let from = text.indexOf('\n', at); from >= 0 && from < end; from = text.indexOf('\n', from + 1)) line += 1;
    at = end;
  }
}

interface ReadRow {
  readonly fields: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
  readonly fault: string | null;
}

function readRow(text: string, start: number, separator: string): ReadRow {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0) return { fields, end: text.length, fault: 'a quote is opened and never closed' };
      fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        return { fields, end: endOfLine(text, at) + 1, fault: 'expected the end of a field after its closing quote' };
      }
    } else {
      const line = text.slice(at, endOfLine(text, at));
      const next = line.indexOf(separator);
      const end = at + (next < 0 ? line.length : next);
      fields.push(text.slice(at, end).replace(/\r$/, ''));
      at = end;
    }
    if (text[at] !== separator) return { fields, end: endOfLine(text, at) + 1, fault: null };
    at += 1;
  }
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
