import { didYouMean } from '../nearest-name.ts';

/** A number, or what was wrong with the text and where in it. */
export type ReadNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string; readonly offset: number };

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Seconds in each unit. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['min', 60],
  ['s', 1],
  ['ms', 0.001],
]);

/** What people write and what is meant. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['sec', 's'],
  ['secs', 's'],
  ['second', 's'],
  ['seconds', 's'],
  ['mins', 'm'],
  ['minute', 'm'],
  ['minutes', 'm'],
  ['hr', 'h'],
  ['hrs', 'h'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['day', 'd'],
  ['days', 'd'],
  ['msec', 'ms'],
  ['millis', 'ms'],
]);

/** Reads `45s`, `2m30s`, `250ms`, `1h`, `PT15M`, or a bare number of seconds. */
export function readTime(text: string): ReadNumber {
  if (/^P/i.test(text)) return readIso(text);
  if (!NUMBER.test(text)) return readUnits(text);
  const bare = readNumber(text);
  return bare.ok && bare.value < 0 ? fault('a duration is not negative', 0) : bare;
}

/** Reads a plain number such as `2.5`, `-1` or `1e-3`. */
export function readNumber(text: string): ReadNumber {
  if (!NUMBER.test(text)) return fault(`'${text}' is not a number`, 0);
  const value = Number(text);
  return Number.isFinite(value) ? { ok: true, value } : fault(`'${text}' is too large`, 0);
}

function readUnits(text: string): ReadNumber {
  const piece = /\s*(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+)\s*([a-zA-Zµ]*)/y;
  let seconds = 0;
  let last = Number.POSITIVE_INFINITY;
  while (piece.lastIndex < text.length) {
    const at = piece.lastIndex;
    const match = piece.exec(text);
    if (!match) return fault(`'${text}' is not a duration such as 45s, 2m30s or PT15M`, at);
    const unit = match[2] as string;
    const unitOffset = piece.lastIndex - unit.length;
    const size = UNITS.get(unit);
    if (size === undefined) return fault(unknownUnit(text, unit), unitOffset);
    if (size >= last) return fault(`unit '${unit}' comes after a smaller or equal one`, unitOffset);
    seconds += unit === 'ms' ? Number(match[1]) / 1000 : Number(match[1]) * size;
    last = size;
  }
  return Number.isFinite(seconds) ? { ok: true, value: seconds } : fault(`'${text}' is too large`, 0);
}

function unknownUnit(text: string, unit: string): string {
  if (unit === '') return `a number without a unit in '${text}'`;
  const synonym = SYNONYMS.get(unit.toLowerCase());
  const lower = UNITS.has(unit.toLowerCase()) ? unit.toLowerCase() : undefined;
  const meant = synonym ?? lower;
  const hint = meant ? ` (did you mean '${meant}'?)` : didYouMean(unit, UNITS.keys());
  return `unknown unit '${unit}'${hint || '; known are d, h, m, s, ms'}`;
}

/** ISO 8601 without years and months, whose length nobody can tell. */
const ISO = /^P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/i;

function readIso(text: string): ReadNumber {
  const parts = ISO.exec(text)?.slice(1) ?? [];
  const sizes = [604_800, 86_400, 3_600, 60, 1];
  const value = parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (sizes[index] as number), 0);
  if (parts.every((part) => part === undefined) || /T$/i.test(text) || Number.isNaN(value)) {
    return fault(`'${text}' is not an ISO 8601 duration such as PT15M`, 0);
  }
  return Number.isFinite(value) ? { ok: true, value } : fault(`'${text}' is too large`, 0);
}

function fault(message: string, offset: number): ReadNumber {
  return { ok: false, message, offset };
}
