const DIGITS = String.raw`\d+(?:_\d+)*`;
const WHOLE = new RegExp(String.raw`^\s*[+-]?${DIGITS}\s*$`);
const DECIMAL = new RegExp(
  String.raw`^\s*[+-]?(?:${DIGITS}(?:\.(?:${DIGITS})?)?|\.${DIGITS})(?:[eE][+-]?${DIGITS})?\s*$`,
);
const WORD = /^\s*([+-]?)(?:(inf(?:inity)?)|nan)\s*$/i;

/** The whole number that Python's `int` reads from a text (`' 12 '`, `'1_000'`); undefined when it refuses it. */
export function wholeNumberIn(text: string): number | bigint | undefined {
  if (!WHOLE.test(text)) return undefined;
  const digits = text.trim().replaceAll('_', '');
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits.replace(/^\+/, ''));
}

/**
 * The number that Heat reads from a text: Python's `int`, else its `float`, so that `1e3`, `inf` and `nan` are numbers
 * and `0x10` and an empty text are none. Source: `Schema.str_to_num` in heat/engine/constraints.py.
 * @returns undefined when the text is no number
 */
export function numberIn(text: string): number | bigint | undefined {
  const whole = wholeNumberIn(text);
  if (whole !== undefined) return whole;
  if (DECIMAL.test(text)) return Number(text.trim().replaceAll('_', ''));
  const word = WORD.exec(text);
  if (!word) return undefined;
  if (word[2] === undefined) return Number.NaN;
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
