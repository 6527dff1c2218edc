import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

describe('a table as CSV', () => {
  const cells: readonly (readonly [string, string | number | boolean | null, string])[] = [
    ['plain text', 'vmA.a1', 'vmA.a1'],
    ['a number', -1.5, '-1.5'],
    ['nothing', null, ''],
    ['a truth', true, 'true'],
    ['a comma', 'a,b', '"a,b"'],
    ['a quotation mark', 'say "no"', '"say ""no"""'],
    ['a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['another formula', '@SUM(1)', "'@SUM(1)"],
    ['a line break', 'a\nb', 'a\\nb'],
    ['an override of direction', '\u202egnp', '\\u202egnp'],
  ];

  it.each(cells)('writes %s', (_name, value, expected) => {
    expect(csvText({ columns: ['x'], rows: [[value]] })).toBe(`x\r\n${expected}\r\n`);
  });
});
