import { visible } from '../words/visible.ts';

/** A table of raw values: seconds are numbers, what is absent is null. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/**
 * The table as CSV (RFC 4180). Text of a template is data: what a spreadsheet would run as a formula gets an apostrophe
 * before it, and characters that act or hide are written out.
 *
 * @example
 * csvText({ columns: ['task'], rows: [['=1+1']] }); // "task\r\n'=1+1\r\n"
 */
export function csvText({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const shown = visible(value);
  const inert = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
