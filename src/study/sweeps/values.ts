import { formatSeconds } from '../../model/durations/format-seconds.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import { StudyFault, type Values } from '../study.ts';

type Path = readonly (string | number)[];

/** More points of one parameter nobody reads. */
const MOST_VALUES = 10_000;

/** The values of a parameter as written, by rising value where they have an order. */
export interface ValueList {
  readonly kind: 'number' | 'seconds' | 'text';
  readonly values: readonly string[];
  /** The same as numbers; null for text. */
  readonly numbers: readonly (number | null)[];
}

/**
 * `1..16`, `0.5..2/0.25`, `1s..30s/1s`, `1..64*2`, `5s, 10s, 30s`, a list, or a range.
 * @throws StudyFault
 */
export function valueList(values: Values, at: Path): ValueList {
  const texts = typeof values === 'string' ? textsOf(values, at) : 'from' in values ? rangeOf(values, at) : values;
  const list = [...new Set(texts.map((text) => text.trim()))];
  if (list.length === 0 || list.includes(''))
    throw new StudyFault(at, 'a sweep needs values, such as 1..16 or 5s, 10s');
  const kind = list.every(isNumber) ? 'number' : list.every(isTime) ? 'seconds' : 'text';
  const rows = list.map((text) => ({ text, number: kind === 'text' ? null : secondsOf(text) }));
  if (kind !== 'text') rows.sort((a, b) => (a.number as number) - (b.number as number));
  return { kind, values: rows.map(({ text }) => text), numbers: rows.map(({ number }) => number) };
}

function textsOf(text: string, at: Path): readonly string[] {
  const range = /^\s*([^,()]+?)\s*\.\.\s*([^,()]+?)\s*(?:\/\s*([^,()]+?)\s*|\*\s*([\d.]+)\s*)?$/.exec(text);
  if (!range) return splitList(text);
  const [, from = '', to = '', step, factor] = range;
  return rangeOf({ from, to, ...(step ? { step } : {}), ...(factor ? { factor: Number(factor) } : {}) }, at);
}

/** Commas inside parentheses belong to a duration. */
function splitList(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/);
}

function rangeOf(
  { from, to, step, factor }: { from: string; to: string; step?: string; factor?: number },
  at: Path,
): readonly string[] {
  const isSeconds = !isNumber(from);
  const [low, high, by] = [from, to, step ?? '1'].map((text) => {
    if (isNumber(text) || isTime(text)) return secondsOf(text);
    throw new StudyFault(
      at,
      `a range goes from a number or a time to another, such as 1..16 or 1s..30s/1s, not '${text}'`,
    );
  }) as [number, number, number];
  if (high < low) throw new StudyFault(at, `a range rises; ${from}..${to} falls`);
  if (factor === undefined ? !(by > 0) : !(factor > 1 && low > 0)) {
    throw new StudyFault(at, 'a step is above 0, a factor above 1 and then from a number above 0');
  }
  const numbers: number[] = [];
  const slack = 1e-9 * Math.max(1, Math.abs(high));
  for (let index = 0, value = low; value <= high + slack; index += 1) {
    numbers.push(tidy(value));
    if (numbers.length > MOST_VALUES) throw new StudyFault(at, `a range has at most ${MOST_VALUES} values`);
    value = factor === undefined ? low + (index + 1) * by : value * factor;
  }
  return numbers.map((value) => (isSeconds ? formatSeconds(value) : String(value)));
}

/** 0.30000000000000004 is not what anybody wrote. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function isNumber(text: string): boolean {
  return /^\s*\d*\.?\d+(?:e[-+]?\d+)?\s*$/i.test(text);
}

function isTime(text: string): boolean {
  const parsed = parseDuration(text);
  return parsed.ok && parsed.duration.family === 'constant';
}

function secondsOf(text: string): number {
  const parsed = parseDuration(text);
  return isNumber(text) ? Number(text) : parsed.ok ? parsed.duration.meanSeconds : Number.NaN;
}
