import { isUnknown } from '../../model/unknown.ts';
import { type Datum, type DatumMap, fromJson, isList, isMap, toText, unknownIn } from '../datum.ts';
import { expectedAddress } from './addresses.ts';
import { brokenConstraints, type Constraint } from './constraints.ts';
import type { ConstraintRow, PropertySchema, PropertySchemas } from './property-schemas.ts';
import { numberIn, wholeNumberIn } from './python-number.ts';

/** One thing that Heat refuses in the value of a property. */
export interface ValueFault {
  readonly kind: 'type' | 'constraint' | 'missing' | 'unknown';
  /** Keys and indices below the property. */
  readonly path: readonly (string | number)[];
  /** What was expected, and what was found; of an entry that is missing or unknown, its name. */
  readonly what: string;
  /** Of an unknown entry: the names that are known. */
  readonly known?: readonly string[];
}

export interface ValueCheck {
  /**
   * Whether constraints and unknown entries count. They do not where a reference stands anywhere in the property: Heat
   * then checks only that the types can be converted.
   */
  readonly isStrict: boolean;
  /** Whether the number at this path is written with a point (`1.0`), which is no text to Heat. */
  readonly isFraction: (path: ValueFault['path']) => boolean;
}

/**
 * What Heat refuses in the value of a property, before anything is created. Nothing is said of what is unknown. Source:
 * `Property.get_value` and `Properties.validate` in heat/engine/properties.py.
 */
export function faultsIn(value: Datum, schema: PropertySchema, check: ValueCheck): readonly ValueFault[] {
  const faults: ValueFault[] = [];
  visit(value, schema, [], { ...check, faults });
  return faults;
}

interface Visit extends ValueCheck {
  readonly faults: ValueFault[];
}

function visit(given: Datum, schema: PropertySchema, path: ValueFault['path'], context: Visit): void {
  const value = given === null ? substitute(schema) : given;
  if (isUnknown(value) || schema.t === 'a') return;
  if (schema.missing && context.isStrict) {
    context.faults.push({ kind: 'constraint', path, what: 'is not implemented by Heat; leave it out' });
  }
  const isPointed = typeof value === 'number' && Number.isInteger(value) && context.isFraction(path);
  const converted = schema.t === 's' && isPointed ? undefined : convert(value, schema);
  if (converted === undefined) {
    const found = isPointed ? `the number ${value}.0, which needs quotes to be a text` : described(value);
    context.faults.push({ kind: 'type', path, what: `must be ${WORDS[schema.t]}; found ${found}` });
    return;
  }
  const { each, keys } = schema;
  if (each && isList(value)) for (const [index, item] of value.entries()) visit(item, each, [...path, index], context);
  if (keys && isMap(value)) visitEntries(value, keys, path, context);
  if (!context.isStrict || unknownIn(converted)) return;
  for (const what of (schema.constraints ?? []).flatMap((row) => brokenBy(converted, row))) {
    context.faults.push({ kind: 'constraint', path, what });
  }
}

function visitEntries(value: DatumMap, keys: PropertySchemas, path: ValueFault['path'], context: Visit): void {
  for (const name of context.isStrict ? value.keys() : []) {
    if (Object.hasOwn(keys, name)) continue;
    context.faults.push({ kind: 'unknown', path: [...path, name], what: name, known: Object.keys(keys) });
  }
  for (const [name, schema] of Object.entries(keys)) {
    if (schema.older !== undefined && value.has(schema.older)) continue;
    const item = value.get(name);
    if (item !== undefined) visit(item, schema, [...path, name], context);
    else if (schema.required && schema.default === undefined)
      context.faults.push({ kind: 'missing', path, what: name });
  }
}

const WORDS = {
  s: 'a text',
  i: 'a whole number',
  n: 'a number',
  b: 'true or false',
  m: 'a map',
  l: 'a list',
} as const;

const EMPTY = { s: '', i: 0, n: 0, b: false, m: new Map(), l: [], a: null } as const;

/** What Heat takes for a null: the default where it holds something, else the empty value of the type. */
function substitute(schema: PropertySchema): Datum {
  return schema.default ? fromJson(schema.default) : EMPTY[schema.t];
}

/** The value as its type makes it; undefined where Heat cannot convert it. */
function convert(value: Datum, { t }: PropertySchema): Datum | undefined {
  switch (t) {
    case 's':
      if (typeof value === 'number') return Number.isInteger(value) ? toText(value) : undefined;
      return isList(value) || isMap(value) ? undefined : toText(value);
    case 'i':
      if (typeof value === 'string') return wholeNumberIn(value);
      if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
      return isList(value) || isMap(value) ? undefined : value;
    case 'n':
      if (typeof value === 'string') return numberIn(value);
      return isList(value) || isMap(value) ? undefined : value;
    case 'b':
      if (typeof value === 'boolean') return value;
      return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
    case 'm':
      return isMap(value) ? value : undefined;
    case 'l':
      return isList(value) ? value : undefined;
    case 'a':
      return value;
  }
}

function brokenBy(value: Datum, row: ConstraintRow): readonly string[] {
  if (row[0] === 'pattern') return typeof value === 'string' ? notMatching(value, row[1]) : [];
  if (row[0] !== 'custom') return brokenConstraints(value, [constraintOf(row)]);
  const expected = typeof value === 'string' ? expectedAddress(row[1], value) : null;
  return expected === null ? [] : [`must be ${expected}; found ${described(value)}`];
}

/** Heat's own patterns mean the same in JavaScript, for ASCII; on a long text they could take long. */
function notMatching(value: string, pattern: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
  const isJudged = value.length <= LONGEST_MATCHED && /^[\x00-\x7f]*$/.test(value);
  return !isJudged || new RegExp(`^(?:${pattern})$`).test(value)
    ? []
    : [`must match ${pattern}; found ${described(value)}`];
}

const LONGEST_MATCHED = 100;

function constraintOf(row: ConstraintRow & readonly ['range' | 'length' | 'values', ...unknown[]]): Constraint {
  if (row[0] === 'values') return { kind: 'values', allowed: row.slice(1).map(fromJson) };
  return { kind: row[0], min: row[1], max: row[2] };
}

/** A value in a message: short, and told apart from what its text could be taken for. */
function described(value: Datum): string {
  if (isList(value)) return 'a list';
  if (isMap(value)) return 'a map';
  const text = toText(value);
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return typeof value === 'number' || typeof value === 'bigint' ? `the number ${shown}` : `'${shown}'`;
}

const LONGEST_SHOWN = 60;
