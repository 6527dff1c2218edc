/**
 * How many columns a terminal gives to a text that `visible` has made printable: two for East Asian wide characters
 * and emoji, none for combining marks (Unicode Standard Annex 11, the ranges that matter).
 */
export function columnWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text)
    width += /\p{M}/u.test(character) ? 0 : isWide(character.codePointAt(0) as number) ? 2 : 1;
  return width;
}

/** Nearly every text; tables of Unicode are not loaded for it. */
const PLAIN = /^[ -~]*$/;

/** The text followed by spaces up to `width` columns; put before them when `end`. */
export function padColumns(text: string, width: number, side: 'start' | 'end' = 'start'): string {
  const space = ' '.repeat(Math.max(0, width - columnWidth(text)));
  return side === 'start' ? text + space : space + text;
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word stands alone. */
export function wrapColumns(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && columnWidth(line) + 1 + columnWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([low, high]) => code >= low && code <= high);
}
