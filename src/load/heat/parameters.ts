import type { Span } from '../../model/span.ts';
import { unknown } from '../../model/unknown.ts';
import { type Datum, isList, isMap, plainDatum, toText, unknownIn } from '../datum.ts';
import { type DocumentNode, type MappingEntry, type MappingNode, ScalarNode } from '../document/node.ts';
import { readDocument } from '../document/read-document.ts';
import { brokenConstraints, type Constraint, readConstraints } from './constraints.ts';
import type { Dialect } from './dialect.ts';
import { numberIn } from './python-number.ts';
import type { Reporter } from './reporter.ts';
import type { ParameterTable, ParameterValue } from './scope.ts';
import { isNull, mappingOf, type Template } from './template.ts';

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
      const byUser = given.get(name);
      // A null is no value to the engine, but for a property, where it stands for what is empty.
      const fromUser = byUser?.value === null && !context.isNested ? undefined : byUser;
      const written = schema.get(words.default);
      const fallback = written && isNull(written) ? undefined : written;
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
    return this.#values.has(name) || isPseudoParameter(name, this.#template.dialect);
  }

  get(name: string): ParameterValue | undefined {
    const value = this.#values.get(name);
    if (value || !isPseudoParameter(name, this.#template.dialect)) return value;
    return { value: unknown(`'${name}' is decided by the engine`), origin: null };
  }

  names(): Iterable<string> {
    return this.#template.parameters.keys();
  }
}

/** Parameters that every stack has. */
export function isPseudoParameter(name: string, { style }: Dialect): boolean {
  const pattern = style === 'hot' ? /^OS::(?:stack_id|stack_name|project_id)$/ : /^AWS::(?:StackId|StackName|Region)$/;
  return pattern.test(name);
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
  const constraints = constraintsOf(name, schema, template, reporter);
  const isBounded = constraints.some(({ kind }) => kind === 'length');
  if (isBounded) checkDefaultLength(name, schema.get(words.default), reporter);
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
  const keys = schemaKeys(template.dialect);
  const tags = schema.get(style === 'hot' ? 'tags' : 'Tags');
  if (tags && tags.kind !== 'sequence') {
    reporter.say('heat-wrong-section', `the tags of parameter '${name}' must be a list`, tags.span);
  }
  for (const { key } of schema.entries) {
    if (keys.includes(key.text)) continue;
    const message = `'${key.text}' is not a key of a parameter${reporter.didYouMean(key.text, keys)}`;
    reporter.say('heat-unknown-key', message, key.span);
  }
}

function constraintsOf(
  name: string,
  schema: MappingNode,
  template: Template,
  reporter: Reporter,
): readonly Constraint[] {
  return readConstraints(schema, { dialect: template.dialect, type: typeOf(schema, template) }, (why, at) =>
    reporter.say('heat-parameter-value', `parameter '${name}': ${why}`, at.span),
  );
}

/** The length of a default is taken of what is written there, before it becomes a text: a number has none. */
function checkDefaultLength(name: string, fallback: DocumentNode | undefined, reporter: Reporter): void {
  if (fallback?.kind !== 'scalar' || fallback.value === null || typeof fallback.value === 'string') return;
  const message = `the default of parameter '${name}' is '${fallback.text}', which has no length; put it in quotes`;
  reporter.say('heat-parameter-value', message, fallback.span);
}

/** Tags came with 2018-03-02. */
function schemaKeys({ style, version }: Dialect): readonly string[] {
  if (style === 'cfn') return CFN_SCHEMA_KEYS;
  return version >= '2018-03-02' ? [...HOT_SCHEMA_KEYS, 'tags'] : HOT_SCHEMA_KEYS;
}

const HOT_SCHEMA_KEYS = 'type description default label hidden constraints immutable schema'.split(' ');
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
  if (given.origin === null || given.value !== '')
    for (const why of brokenConstraints(value, constraintsOf(name, schema, template, reporter))) refuse(why);
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
      if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
      return isList(value) || isMap(value) ? undefined : numberIn(toText(value));
    }
    case 'boolean': {
      const text = toText(value).toLowerCase();
      if (['true', 't', '1', 'yes', 'y', 'on'].includes(text)) return true;
      return ['false', 'f', '0', 'no', 'n', 'off'].includes(text) ? false : undefined;
    }
    case 'comma_delimited_list':
      if (isList(value)) return value.map(toText);
      if (typeof value !== 'string' && value !== null) return undefined;
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
