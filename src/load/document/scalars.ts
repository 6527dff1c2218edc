import type { ScalarValue } from './node.ts';

/**
 * Resolves a plain scalar as PyYAML's SafeLoader does (YAML 1.1), which is how Heat reads templates; timestamps stay
 * strings, as in Heat's loader. Source: yaml/resolver.py and yaml/constructor.py of PyYAML 6.0.
 */
export function resolveScalar(text: string): ScalarValue {
  if (NULLS.has(text)) return null;
  const boolean = BOOLEANS.get(text);
  if (boolean !== undefined) return boolean;
  const first = text.charCodeAt(0);
  const mayBeNumber = first <= 57; // digits, and + - . that stand before them in ASCII
  if (!mayBeNumber) return text;
  if (INTEGER.test(text)) return integerOf(text);
  return FLOAT.test(text) ? floatOf(text) : text;
}

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

const BOOLEANS = new Map<string, boolean>([
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
]);

const INTEGER =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

const FLOAT = new RegExp(
  [
    /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/,
    /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/,
    /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    /^[-+]?\.(?:inf|Inf|INF)$/,
    /^\.(?:nan|NaN|NAN)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Python refuses longer integers as well (`sys.int_info.default_max_str_digits`). */
const MOST_DIGITS = 4300;

/** What looks like an integer and has no digits (`0x_`), or far too many, stays text; PyYAML fails on both. */
function integerOf(text: string): ScalarValue {
  const { sign, digits } = signed(text);
  if (digits.length > MOST_DIGITS || /^0[bx]$/.test(digits)) return text;
  const value = digits.includes(':') ? sexagesimal(digits) : BigInt(withRadix(digits) || '0');
  const signedValue = typeof value === 'bigint' ? value * BigInt(sign) : value * sign;
  const asNumber = Number(signedValue);
  return Number.isSafeInteger(asNumber) || !Number.isFinite(asNumber) ? asNumber : BigInt(signedValue);
}

/** YAML 1.1 writes octal as `010`; JavaScript as `0o10`. */
function withRadix(digits: string): string {
  return /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
}

function floatOf(text: string): number {
  const { sign, digits } = signed(text.toLowerCase());
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  return sign * (digits.includes(':') ? sexagesimal(digits) : Number(digits));
}

function sexagesimal(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function signed(text: string): { sign: number; digits: string } {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  return { sign: text.startsWith('-') ? -1 : 1, digits };
}
