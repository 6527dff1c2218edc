import type { Span } from '../../model/span.ts';
import { isUnknown, unknown } from '../../model/unknown.ts';
import { type Datum, isEqual, isList, isMap, plainDatum, toText, unknownIn } from '../datum.ts';
import { type MappingEntry, type MappingNode, ScalarNode } from '../document/node.ts';
import { readDocument } from '../document/read-document.ts';
import type { Reporter } from './reporter.ts';
import type { ParameterTable, ParameterValue } from './scope.ts';
import { mappingOf, type Template } from './template.ts';

/** A value that someone gives to a parameter: the user, an environment, or the property of a nested stack. */
export interface GivenValue extends ParameterValue {
  readonly span: Span | null;
  /** Whether Heat finds a wrong value only when it creates the nested stack. */
  readonly isLate?: boolean;
  /** Given as a property of a resource, where Heat converts less than in an environment. */
  readonly isProperty?: boolean;
}

/** The parameters of one stack, with the values that the user, the environment or the parent gives them. */
export class Parameters implements ParameterTable {
  readonly #values = new Map<string, ParameterValue>();
  readonly #template: Template;

  constructor(
    template: Template,
    given: ReadonlyMap<string, GivenValue>,
    context: { readonly defaults: ReadonlyMap<string, Datum>; readonly reporter: Reporter; readonly isNested: boolean },
  ) {
    this.#template = template;
    const { words } = template.dialect;
    const missing: MappingEntry[] = [];
    for (const [name, entry] of template.parameters) {
      const schema = mappingOf(entry.value);
      if (!schema) {
        context.reporter.say('heat-wrong-section', `parameter '${name}' is not a map`, entry.key.span);
        this.#values.set(name, { value: unknown(`parameter '${name}' cannot be read`, entry.key.span), origin: null });
        continue;
      }
      checkSchema(name, schema, template, context.reporter);
      const fromUser = given.get(name);
      const fallback = schema.get(words.default);
      const known = context.defaults.get(name) ?? (fallback ? plainDatum(fallback) : undefined);
      if (fromUser === undefined && known === undefined) missing.push(entry);
      const value: GivenValue = fromUser ?? {
        value: known ?? unknown(`parameter '${name}' has no value`, entry.key.span),
        origin: null,
        span: fallback?.span ?? entry.key.span,
      };
      this.#values.set(name, { value: convert(value, name, schema, template, context.reporter), origin: value.origin });
    }
    // In a nested template it is a property of the parent that is missing, which is said there.
    if (!context.isNested) sayMissing(missing, context.reporter);
  }

  has(name: string): boolean {
    return this.#values.has(name) || isPseudoParameter(name);
  }

  get(name: string): ParameterValue | undefined {
    const value = this.#values.get(name);
    if (value || !isPseudoParameter(name)) return value;
    return { value: unknown(`'${name}' is decided by the engine`), origin: null };
  }

  names(): Iterable<string> {
    return this.#template.parameters.keys();
  }
}

/** Parameters that every stack has. */
export function isPseudoParameter(name: string): boolean {
  return /^(?:OS::(?:stack_id|stack_name|project_id)|AWS::(?:StackId|StackName|Region))$/.test(name);
}

/** One note for all of them: a template is usually checked without the values it is deployed with. */
function sayMissing(entries: readonly MappingEntry[], reporter: Reporter): void {
  const [first] = entries;
  if (!first) return;
  const names = entries.map(({ key }) => `'${key.text}'`).join(', ');
  const message =
    entries.length === 1
      ? `parameter ${names} has no value and no default; give one with -P ${first.key.text}=…`
      : `parameters ${names} have no value and no default; give them with -P name=… or an environment`;
  const related = entries.slice(1).map(({ key }) => ({ message: `'${key.text}' is declared here`, span: key.span }));
  reporter.say('heat-parameter-without-value', message, first.key.span, { related });
}

const TYPES = {
  hot: ['string', 'number', 'comma_delimited_list', 'json', 'boolean'],
  cfn: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
} as const;

function typeOf(schema: MappingNode, template: Template): string {
  const node = schema.get(template.dialect.words.parameterType);
  const name = node?.kind === 'scalar' ? node.text : '';
  const index = (TYPES[template.dialect.style] as readonly string[]).indexOf(name);
  return TYPES.hot[index] ?? 'string';
}

function checkSchema(name: string, schema: MappingNode, template: Template, reporter: Reporter): void {
  const { style, words } = template.dialect;
  checkDefaultLength(name, schema, template, reporter);
  const node = schema.get(words.parameterType);
  const known: readonly string[] = TYPES[style];
  if (!node) {
    reporter.say('heat-wrong-section', `parameter '${name}' has no type`, template.parameters.get(name)!.key.span);
  } else if (node.kind !== 'scalar' || !known.includes(node.text)) {
    const found = node.kind === 'scalar' ? node.text : '';
    const hint = reporter.didYouMean(found, known);
    const message = `'${found}' is not a type of parameter${hint}; known are ${known.join(', ')}`;
    reporter.say('heat-parameter-value', message, node.span);
  }
  const keys = style === 'hot' ? HOT_SCHEMA_KEYS : CFN_SCHEMA_KEYS;
  for (const { key } of schema.entries) {
    if (keys.includes(key.text)) continue;
    const message = `'${key.text}' is not a key of a parameter${reporter.didYouMean(key.text, keys)}`;
    reporter.say('heat-unknown-key', message, key.span);
  }
}

/** The length of a default is taken of what is written there, before it becomes a text: a number has none. */
function checkDefaultLength(name: string, schema: MappingNode, template: Template, reporter: Reporter): void {
  const fallback = schema.get(template.dialect.words.default);
  const constraints = schema.get('constraints');
  const isBounded =
    schema.has('MinLength') ||
    schema.has('MaxLength') ||
    (constraints?.kind === 'sequence' && constraints.items.some((item) => mappingOf(item)?.has('length')));
  if (!isBounded || fallback?.kind !== 'scalar' || fallback.value === null || typeof fallback.value === 'string')
    return;
  const message = `the default of parameter '${name}' is '${fallback.text}', which has no length to compare; put it in quotes`;
  reporter.say('heat-parameter-value', message, fallback.span);
}

const HOT_SCHEMA_KEYS = 'type description default label hidden constraints immutable tags'.split(' ');
const CFN_SCHEMA_KEYS = [
  ...'Type Description Default NoEcho ConstraintDescription Label Immutable Tags'.split(' '),
  ...'AllowedValues AllowedPattern MinLength MaxLength MinValue MaxValue'.split(' '),
];

/** The value as the parameter's type makes it; says what breaks the type or a constraint. */
function convert(given: GivenValue, name: string, schema: MappingNode, template: Template, reporter: Reporter): Datum {
  if (unknownIn(given.value)) return given.value;
  const type = typeOf(schema, template);
  const value = given.isProperty && !fitsProperty(type, given.value) ? undefined : convertTo(type, given.value);
  const refuse = (why: string): void =>
    reporter.say(
      'heat-parameter-value',
      `parameter '${name}' ${why}`,
      given.span ?? template.parameters.get(name)!.key.span,
      { isLate: given.isLate === true },
    );
  if (value === undefined) {
    refuse(`is a ${type}; found '${toText(given.value)}'`);
    return unknown(`parameter '${name}' has a value of the wrong type`, given.span);
  }
  // A null from an attribute of the parent is decided later; there is nothing to check yet.
  if (given.origin === null || given.value !== '') for (const why of brokenConstraints(value, schema)) refuse(why);
  return value;
}

/** Source: `Property.get_value` in heat/engine/properties.py, for the schema that `from_parameter` makes. */
function fitsProperty(type: string, value: Datum): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' || /^(?:true|false)$/i.test(toText(value));
    case 'comma_delimited_list':
      return isList(value) || typeof value === 'string';
    case 'json':
      return isList(value) || isMap(value) || typeof value === 'string';
    case 'number':
      return !isList(value) && !isMap(value);
    default:
      return !isList(value) && !isMap(value) && (typeof value !== 'number' || Number.isInteger(value));
  }
}

function convertTo(type: string, value: Datum): Datum | undefined {
  switch (type) {
    case 'number': {
      if (typeof value === 'number' || typeof value === 'bigint') return value;
      const text = toText(value).trim();
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    }
    case 'boolean': {
      const text = toText(value).toLowerCase();
      if (['true', 't', '1', 'yes', 'y', 'on'].includes(text)) return true;
      return ['false', 'f', '0', 'no', 'n', 'off'].includes(text) ? false : undefined;
    }
    case 'comma_delimited_list':
      if (isList(value)) return value;
      return toText(value) === ''
        ? []
        : toText(value)
            .split(',')
            .map((item) => item.trim());
    case 'json':
      return isList(value) || isMap(value) ? value : parseJson(toText(value));
    default:
      return isList(value) || isMap(value) ? value : toText(value);
  }
}

/** Heat reads the text of a json parameter as JSON, of which YAML is a superset good enough here. */
function parseJson(text: string): Datum | undefined {
  const { root } = readDocument('parameter', text === '' ? '{}' : text);
  if (!root || (root instanceof ScalarNode && typeof root.value === 'string')) return undefined;
  return plainDatum(root);
}

/** Why the value is not allowed; the constraints that need a cloud (`custom_constraint`) are not checked. */
function brokenConstraints(value: Datum, schema: MappingNode): readonly string[] {
  const constraints = schema.get('constraints');
  const bodies = constraints?.kind === 'sequence' ? constraints.items.map(plainDatum).filter(isMap) : [];
  const cfn = plainDatum(schema) as ReadonlyMap<string, Datum>;
  const range = { min: cfn.get('MinValue'), max: cfn.get('MaxValue') };
  const length = { min: cfn.get('MinLength'), max: cfn.get('MaxLength') };
  return [
    ...bodies.flatMap((body) => [
      ...notAllowed(value, body.get('allowed_values')),
      ...notMatching(value, body.get('allowed_pattern')),
      ...outside(Number(value), 'its value', boundsOf(body.get('range'))),
      ...outside(sizeOf(value), 'its length', boundsOf(body.get('length'))),
    ]),
    ...notAllowed(value, cfn.get('AllowedValues')),
    ...notMatching(value, cfn.get('AllowedPattern')),
    ...outside(Number(value), 'its value', range),
    ...outside(sizeOf(value), 'its length', length),
  ];
}

interface Bounds {
  readonly min: Datum | undefined;
  readonly max: Datum | undefined;
}

function boundsOf(datum: Datum | undefined): Bounds {
  return isMap(datum) ? { min: datum.get('min'), max: datum.get('max') } : { min: undefined, max: undefined };
}

function sizeOf(value: Datum): number {
  if (isList(value)) return value.length;
  return isMap(value) ? value.size : toText(value).length;
}

function outside(size: number, what: string, { min, max }: Bounds): readonly string[] {
  const broken: string[] = [];
  if (min !== undefined && !isUnknown(min) && size < Number(min))
    broken.push(`must have ${what} at least ${toText(min)}; found ${size}`);
  if (max !== undefined && !isUnknown(max) && size > Number(max))
    broken.push(`must have ${what} at most ${toText(max)}; found ${size}`);
  return broken;
}

function notAllowed(value: Datum, allowed: Datum | undefined): readonly string[] {
  if (!isList(allowed)) return [];
  const items = isList(value) ? value : [value];
  const isAllowed = (item: Datum): boolean =>
    allowed.some((other) => isEqual(item, other) || (!isMap(other) && toText(item) === toText(other)));
  if (items.every(isAllowed)) return [];
  return [`must be one of ${allowed.map(toText).join(', ')}; found '${toText(value)}'`];
}

function notMatching(value: Datum, pattern: Datum | undefined): readonly string[] {
  if (typeof pattern !== 'string' || typeof value !== 'string') return [];
  // A pattern may take forever to fail when it repeats a group, or repeats often in a long value: it is not tried then.
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  if (/\)[*+{]/.test(pattern) || (value.length + 1) ** repetitions > 1e7) return [];
  try {
    // Python's `match` must reach the end of the value, as Heat demands.
    return new RegExp(`^(?:${pattern})$`).test(value) ? [] : [`must match ${pattern}; found '${value}'`];
  } catch {
    // A pattern of Python's that JavaScript does not know is not checked.
    return [];
  }
}
