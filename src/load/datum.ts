import { isUnknown, type Unknown } from '../model/unknown.ts';
import type { DocumentNode, ScalarNode } from './document/node.ts';

/**
 * A value as a template's functions see it: what YAML gives, with maps as maps, or the reason why nobody can know it.
 */
export type Datum = string | number | bigint | boolean | null | readonly Datum[] | DatumMap | Unknown;

export type DatumMap = ReadonlyMap<string, Datum>;

export function isMap(datum: Datum | undefined): datum is DatumMap {
  return datum instanceof Map;
}

export function isList(datum: Datum | undefined): datum is readonly Datum[] {
  return Array.isArray(datum);
}

/** The first unknown anywhere inside, so that a function of it is unknown for the same cause. */
export function unknownIn(datum: Datum | undefined): Unknown | null {
  if (isUnknown(datum)) return datum;
  if (isList(datum)) {
    for (const item of datum) {
      const found = unknownIn(item);
      if (found) return found;
    }
  }
  if (isMap(datum)) {
    for (const item of datum.values()) {
      const found = unknownIn(item);
      if (found) return found;
    }
  }
  return null;
}

/** Equality as Python has it: `True == 1`, `1 == 1.0`, but never `'1' == 1`. Unknowns equal only themselves. */
export function isEqual(a: Datum, b: Datum): boolean {
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b) && a.cause === b.cause;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]!));
  if (isMap(a)) {
    return isMap(b) && a.size === b.size && [...a].every(([key, item]) => b.has(key) && isEqual(item, b.get(key)!));
  }
  if (typeof a === 'string' || a === null || typeof b === 'string' || b === null) return a === b;
  return !isList(b) && !isMap(b) && Number(a) === Number(b);
}

/** Truth as Python has it: what is empty is false; what nobody knows is not known to hold anything. */
export function holdsSomething(datum: Datum): boolean {
  if (isList(datum)) return datum.length > 0;
  if (isMap(datum)) return datum.size > 0;
  return !isUnknown(datum) && Boolean(datum);
}

/** Text as Python's `str` makes it of a scalar; JSON of a collection. */
export function toText(datum: Datum): string {
  if (datum === null) return '';
  if (typeof datum === 'boolean') return datum ? 'True' : 'False';
  if (isList(datum) || isMap(datum) || isUnknown(datum)) return JSON.stringify(toJson(datum));
  return String(datum);
}

/** A plain value for JSON; an unknown becomes its cause in brackets. */
export function toJson(datum: Datum): unknown {
  if (isUnknown(datum)) return `<${datum.cause}>`;
  if (isList(datum)) return datum.map(toJson);
  if (isMap(datum)) return Object.fromEntries([...datum].map(([key, item]) => [key, toJson(item)]));
  return typeof datum === 'bigint' ? Number(datum) : datum;
}

export function fromJson(value: unknown): Datum {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
  }
  return value as Datum;
}

/** The node's own data, functions taken for plain maps. */
export function plainDatum(node: DocumentNode): Datum {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plainDatum);
  return new Map(node.entries.map(({ key, value }) => [jsonKey(key), plainDatum(value)]));
}

/**
 * A key as it is after Heat's client has turned the YAML into JSON: the truth value `yes` becomes `true`, the number
 * `010` becomes `8`. Texts, quoted ones above all, stay what they are.
 */
export function jsonKey(node: ScalarNode): string {
  const { value, text } = node;
  if (typeof value === 'string') return text;
  if (typeof value !== 'number') return String(value);
  // JSON's words of Python for what has no digits, and a fraction that is none keeps its point.
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) && isFractionText(node) ? `${value}.0` : String(value === 0 ? 0 : value);
}

/** Whether a number is written as a fraction (`1.0`, `1e3`), which it stays in Python even where it is whole. */
export function isFractionText({ value, text }: ScalarNode): boolean {
  return typeof value === 'number' && /^[-+]?[\d_]*\.|^[-+]?\d[\d_]*(?:\.\d*)?e/i.test(text);
}
