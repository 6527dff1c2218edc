/**
 * Text of a template is data wherever it is shown. These characters would steer a terminal, reorder a line or hide in
 * it: C0 and C1 controls, DEL, soft hyphen, bidirectional marks, zero-width characters, line separators, interlinear
 * and tag characters, byte-order marks, and halves of surrogate pairs.
 */
const UNSEEN = new RegExp(
  [
    '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f]',
    '[\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]',
    '[\\u{e0000}-\\u{e007f}]',
    '\\p{Cs}',
  ].join('|'),
  'gu',
);

/** The text with every character that acts or hides written out: `\x1b[31m`, `\u202e`. Safe for a terminal. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) as number;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** JSON in which the same characters are escaped: equal as data, and safe where somebody prints it. */
export function visibleJson(value: unknown): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replace(UNSEEN, (character) =>
    character === '\n' ? character : [...Array(character.length).keys()].map((at) => escaped(character[at]!)).join(''),
  );
}

/** The beginning of a sentence, visible, cut between words and marked by an ellipsis where it is longer than `limit`. */
export function beginning(text: string, limit: number): string {
  const shown = visible(text.slice(0, 4 * limit));
  if (shown.length <= limit) return shown;
  const space = shown.lastIndexOf(' ', limit - 1);
  return `${[...shown.slice(0, space > limit / 2 ? space : limit - 1)].join('')}…`;
}

/** Visible text of at most `limit` characters; what is cut from the middle is marked by an ellipsis. */
export function shortened(text: string, limit: number): string {
  const characters = [...visible(text.length > 4 * limit ? text.slice(0, 2 * limit) + text.slice(-2 * limit) : text)];
  if (characters.length <= limit) return characters.join('');
  const tail = Math.floor((limit - 1) / 3);
  return `${characters.slice(0, limit - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
