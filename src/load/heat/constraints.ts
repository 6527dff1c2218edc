import { isUnknown } from '../../model/unknown.ts';
import { type Datum, isEqual, isList, isMap, plainDatum, toText } from '../datum.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import type { Dialect } from './dialect.ts';
import { isNull } from './template.ts';

/** One thing that a template demands of a parameter's value; what needs a cloud (`custom_constraint`) is not checked. */
export type Constraint =
  | { readonly kind: 'range' | 'length'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'modulo'; readonly step: number; readonly offset: number }
  | { readonly kind: 'values'; readonly allowed: readonly Datum[] }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** Says what is wrong with how a constraint is written. */
type Refuse = (why: string, at: DocumentNode) => void;

const HOT_KEYS = 'description range length modulo allowed_values allowed_pattern custom_constraint'.split(' ');
const CFN_KEYS = ['MinValue', 'MaxValue', 'MinLength', 'MaxLength', 'AllowedValues', 'AllowedPattern'];

/** Types of parameters that a constraint may stand on. Source: `valid_types` in heat/engine/constraints.py. */
const FITTING: Readonly<Record<Constraint['kind'], readonly string[]>> = {
  range: ['number'],
  modulo: ['number'],
  length: ['string', 'comma_delimited_list', 'json'],
  values: ['string', 'number', 'boolean', 'comma_delimited_list'],
  pattern: ['string'],
};

/**
 * The constraints of a parameter as its schema states them. Source: `_constraints` in heat/engine/hot/parameters.py,
 * `from_dict` in heat/engine/parameters.py.
 * @param type the parameter's type in the words of HOT
 * @param refuse hears of what Heat refuses in the schema itself
 */
export function readConstraints(
  schema: MappingNode,
  { dialect, type }: { readonly dialect: Dialect; readonly type: string },
  refuse: Refuse,
): readonly Constraint[] {
  const written = dialect.style === 'hot' ? hotBodies(schema, refuse) : cfnBodies(schema);
  return written.flatMap(([key, node]) => {
    const constraint = constraintOf(key, node, dialect, refuse);
    if (!constraint) return [];
    if (FITTING[constraint.kind].includes(type)) return [constraint];
    refuse(`a parameter of type ${type} cannot have a constraint '${key}'`, node);
    return [];
  });
}

function hotBodies(schema: MappingNode, refuse: Refuse): readonly (readonly [string, DocumentNode])[] {
  const constraints = schema.get('constraints');
  if (!constraints || isNull(constraints)) return [];
  if (constraints.kind !== 'sequence') {
    refuse('constraints must be a list', constraints);
    return [];
  }
  return constraints.items.flatMap((body) => {
    const wrong = body.kind === 'mapping' ? body.entries.find(({ key }) => !HOT_KEYS.includes(key.text)) : undefined;
    if (body.kind !== 'mapping' || wrong) {
      refuse(`a constraint is a map of ${HOT_KEYS.join(', ')}`, wrong?.key ?? body);
      return [];
    }
    const key = HOT_KEYS.find((one) => one !== 'description' && body.has(one));
    if (key !== undefined) return [[key, body.get(key)!] as const];
    refuse('a constraint must say what it demands', body);
    return [];
  });
}

function cfnBodies(schema: MappingNode): readonly (readonly [string, DocumentNode])[] {
  const pairs = [
    ['MinValue', 'MaxValue'],
    ['MinLength', 'MaxLength'],
  ].flatMap((names) => (names.some((name) => schema.has(name)) ? [[names[0]!, schema] as const] : []));
  const single = CFN_KEYS.slice(4).flatMap((key) => (schema.has(key) ? [[key, schema.get(key)!] as const] : []));
  return [...pairs, ...single];
}

function constraintOf(key: string, node: DocumentNode, dialect: Dialect, refuse: Refuse): Constraint | null {
  switch (key) {
    case 'range':
    case 'length':
      return bounds(key, node, ['min', 'max'], refuse);
    case 'MinValue':
      return bounds('range', node, ['MinValue', 'MaxValue'], refuse);
    case 'MinLength':
      return bounds('length', node, ['MinLength', 'MaxLength'], refuse);
    case 'modulo':
      return modulo(node, dialect, refuse);
    case 'allowed_values':
    case 'AllowedValues':
      if (node.kind === 'sequence') return { kind: 'values', allowed: node.items.map(plainDatum) };
      refuse('the allowed values must be a list', node);
      return null;
    case 'allowed_pattern':
    case 'AllowedPattern':
      if (isTextNode(node)) return { kind: 'pattern', pattern: node.text };
      refuse('the allowed pattern must be a text', node);
      return null;
    default:
      return null;
  }
}

function bounds(
  kind: 'range' | 'length',
  node: DocumentNode,
  keys: readonly [string, string],
  refuse: Refuse,
): Constraint | null {
  const isHot = keys[0] === 'min';
  const wrong = isHot && node.kind === 'mapping' ? node.entries.find(({ key }) => !keys.includes(key.text)) : undefined;
  if (node.kind !== 'mapping' || wrong) {
    refuse(`${kind} is a map of min and max`, wrong?.key ?? node);
    return null;
  }
  const [min, max] = keys.map((key) => numberIn(node.get(key)));
  const isWhole = kind === 'range' || [min, max].every((one) => one === null || Number.isInteger(one));
  if (min === undefined || max === undefined || (min === null && max === null) || !isWhole) {
    refuse(`${kind} needs a least or a greatest ${kind === 'range' ? 'number' : 'whole number'}`, node);
    return null;
  }
  return { kind, min, max };
}

function modulo(node: DocumentNode, dialect: Dialect, refuse: Refuse): Constraint | null {
  const [step, offset] = ['step', 'offset'].map((key) => (node.kind === 'mapping' ? numberIn(node.get(key)) : null));
  // It came with 2017-02-24, as `filter` did.
  const isRight =
    dialect.functions.has('filter') &&
    node.kind === 'mapping' &&
    node.entries.length === 2 &&
    Number.isInteger(step) &&
    Number.isInteger(offset) &&
    Math.abs(offset!) < Math.abs(step!) &&
    step! * offset! >= 0;
  if (isRight) return { kind: 'modulo', step: step!, offset: offset! };
  refuse('modulo is a map of a whole step and a smaller whole offset of its sign, since 2017-02-24', node);
  return null;
}

/** Null when nothing is given; undefined when it is no number. */
function numberIn(node: DocumentNode | undefined): number | null | undefined {
  if (!node || isNull(node)) return null;
  if (node.kind !== 'scalar') return undefined;
  const number = typeof node.value === 'boolean' ? Number(node.value) : Number(node.text.trim() || Number.NaN);
  return Number.isNaN(number) ? undefined : number;
}

function isTextNode(node: DocumentNode): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** Why the value is not allowed, one sentence for each broken constraint. */
export function brokenConstraints(value: Datum, constraints: readonly Constraint[]): readonly string[] {
  return constraints.flatMap((constraint) => broken(value, constraint));
}

function broken(value: Datum, constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'range':
      return outside(Number(value), 'be', constraint);
    case 'length':
      return outside(sizeOf(value), 'have a length of', constraint);
    case 'modulo':
      return offStep(Number(value), constraint);
    case 'values':
      return notAllowed(value, constraint.allowed);
    case 'pattern':
      return notMatching(value, constraint.pattern);
  }
}

function sizeOf(value: Datum): number {
  if (isList(value)) return value.length;
  // Python counts characters, not their halves.
  return isMap(value) ? value.size : [...toText(value)].length;
}

interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

function outside(size: number, what: string, { min, max }: Bounds): readonly string[] {
  if (min !== null && size < min) return [`must ${what} at least ${min}; found ${size}`];
  return max !== null && size > max ? [`must ${what} at most ${max}; found ${size}`] : [];
}

/** The remainder has the sign of the step, as Python has it. */
function offStep(
  value: number,
  { step, offset }: { readonly step: number; readonly offset: number },
): readonly string[] {
  const remainder = ((value % step) + step) % step;
  return remainder === offset ? [] : [`must be a multiple of ${step} with an offset of ${offset}; found ${value}`];
}

function notAllowed(value: Datum, allowed: readonly Datum[]): readonly string[] {
  const items = isList(value) ? value : [value];
  const isAllowed = (item: Datum): boolean =>
    allowed.some((other) => isEqual(item, other) || (!isMap(other) && toText(item) === toText(other)));
  if (items.every(isAllowed)) return [];
  return [`must be one of ${allowed.map(toText).join(', ')}; found '${toText(value)}'`];
}

function notMatching(value: Datum, pattern: string): readonly string[] {
  if (typeof value !== 'string' || isUnknown(value)) return [];
  // A pattern may take forever to fail when it repeats a group, or repeats often in a long value: it is not tried then.
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  if (/\)[*+{]/.test(pattern) || (value.length + 1) ** repetitions > 1e7) return [];
  if (isReadOtherwise(pattern, value)) return [];
  try {
    // Python's `match` must reach the end of the value, as Heat demands.
    return new RegExp(`^(?:${pattern})$`).test(value) ? [] : [`must match ${pattern}; found '${value}'`];
  } catch {
    // A pattern of Python's that JavaScript does not know is not checked.
    return [];
  }
}

/**
 * Whether Python reads the pattern in another way than JavaScript: `\A`, `\Z`, `{,3}`, a bracket that comes first in a
 * class, and what is a letter, a digit or a space beyond ASCII.
 */
function isReadOtherwise(pattern: string, value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
  return /\\[AZ]|\{,|\[\^?\]/.test(pattern) || (/\\[wdsb]/i.test(pattern) && !/^[\x00-\x7f]*$/.test(value));
}
