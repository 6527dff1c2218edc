import type { DocumentNode, MappingNode } from '../document/node.ts';
import { type Call, callOf } from './call.ts';
import type { Dialect } from './dialect.ts';

/**
 * What a function takes, when it was given something else; null when the shape is right. Heat looks at the arguments as
 * soon as it reads them, so a wrong one is refused wherever it stands, outputs included. Sources: the constructors and
 * `validate` methods in heat/engine/hot/functions.py and heat/engine/cfn/functions.py.
 */
export function wrongShape(call: Call, dialect: Dialect): string | null {
  const check = Object.hasOwn(CHECKS, call.name) ? CHECKS[call.name] : undefined;
  return check?.(call.argument, dialect) ?? null;
}

type Check = (argument: DocumentNode, dialect: Dialect) => string | null;

const TEXT_REPLACEMENT: Check = (argument, dialect) =>
  isMapping(argument, dialect) && argument.has('template') && argument.get('params')?.kind === 'mapping'
    ? null
    : 'a map with a template and a map of params';

const LIST_JOIN: Check = (argument, { hasAllAttributes }) => {
  const length = lengthOf(argument);
  // Several lists came with the version that made the attribute of `get_attr` optional.
  const isRight = hasAllAttributes ? length >= 2 : length === 2;
  return isRight ? null : `a list: [delimiter, list of texts${hasAllAttributes ? ', more lists…' : ''}]`;
};

const URL_PARTS = 'scheme username password host port path query fragment'.split(' ');

const CHECKS: Readonly<Record<string, Check>> = {
  get_attr: (argument, { hasAllAttributes }) =>
    lengthOf(argument) >= (hasAllAttributes ? 1 : 2) ? null : 'a list: [resource name, attribute, path…]',
  'Fn::GetAtt': ofLength(2, '[resource name, attribute]'),
  str_replace: TEXT_REPLACEMENT,
  str_replace_strict: TEXT_REPLACEMENT,
  str_replace_vstrict: TEXT_REPLACEMENT,
  'Fn::Replace': (argument) =>
    argument.kind === 'sequence' && argument.items.length === 2 && argument.items[0]!.kind === 'mapping'
      ? null
      : 'a list: [map of params, template]',
  list_join: LIST_JOIN,
  'Fn::Join': ofLength(2, '[delimiter, list of texts]'),
  'Fn::Select': ofLength(2, '[index, list or map]'),
  'Fn::Split': ofLength(2, '[delimiter, text]'),
  'Fn::FindInMap': ofLength(3, '[map, key, second key]'),
  'Fn::MemberListToMap': (argument) =>
    argument.kind === 'sequence' && argument.items.length === 3 && argument.items.slice(0, 2).every(isText)
      ? null
      : 'a list: [name of the keys, name of the values, list of texts]',
  filter: ofLength(2, '[values, list]'),
  contains: ofLength(2, '[value, list]'),
  equals: ofLength(2, '[value, value]'),
  str_split: (argument, dialect) =>
    isText(argument) || isMapping(argument, dialect) ? 'a list: [delimiter, text, index]' : null,
  Ref: (argument) => (argument.kind === 'scalar' ? null : 'a name'),
  resource_facade: oneOf('metadata', 'deletion_policy', 'update_policy'),
  'Fn::ResourceFacade': oneOf('Metadata', 'DeletionPolicy', 'UpdatePolicy'),
  repeat,
  yaql,
  make_url: makeUrl,
};

function repeat(argument: DocumentNode, dialect: Dialect): string | null {
  const each = isMapping(argument, dialect) && argument.has('template') ? argument.get('for_each') : undefined;
  if (argument.kind !== 'mapping' || each?.kind !== 'mapping') {
    return 'a map with a template and a map for_each';
  }
  const permutations = dialect.functions.has('make_url') ? argument.get('permutations') : undefined;
  const isBoolean = permutations?.kind === 'scalar' && typeof permutations.value === 'boolean';
  return permutations === undefined || isBoolean ? null : 'permutations that are true or false';
}

function yaql(argument: DocumentNode, dialect: Dialect): string | null {
  const keys = isMapping(argument, dialect) ? argument.entries.map(({ key }) => key.text) : [];
  const isRight = keys.includes('expression') && keys.every((key) => key === 'expression' || key === 'data');
  if (!isRight || argument.kind !== 'mapping') return 'a map with an expression and data';
  const expression = argument.get('expression')!;
  return isText(expression) || callOf(expression, dialect) ? null : 'an expression that is a text';
}

/** As the engine does, what comes after a query is not looked at. */
function makeUrl(argument: DocumentNode, dialect: Dialect): string | null {
  if (!isMapping(argument, dialect)) return `a map of ${URL_PARTS.join(', ')}`;
  const wrong = argument.entries.find(({ key }) => !URL_PARTS.includes(key.text));
  if (wrong) return `a map of ${URL_PARTS.join(', ')}; found '${wrong.key.text}'`;
  for (const part of URL_PARTS) {
    const value = argument.get(part);
    if (value === undefined || callOf(value, dialect)) continue;
    if (part === 'query') return value.kind === 'mapping' ? null : 'a query that is a map';
    if (part === 'port') {
      const port = value.kind === 'scalar' ? Number(value.text.trim() || Number.NaN) : Number.NaN;
      if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'a port from 1 to 65535';
    } else if (!isText(value)) return `a ${part} that is a text`;
  }
  return null;
}

function ofLength(length: number, what: string): Check {
  return (argument) => (lengthOf(argument) === length ? null : `a list: ${what}`);
}

function oneOf(...words: readonly string[]): Check {
  return (argument) =>
    argument.kind === 'scalar' && words.includes(argument.text) ? null : `one of ${words.join(', ')}`;
}

/** How many arguments stand there as a list; a function that would make a list is none yet. */
function lengthOf(node: DocumentNode): number {
  return node.kind === 'sequence' ? node.items.length : 0;
}

function isText(node: DocumentNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** A map that is data, and no function; where a function may give the map, `kind` alone is asked. */
function isMapping(node: DocumentNode, dialect: Dialect): node is MappingNode {
  return node.kind === 'mapping' && callOf(node, dialect) === null;
}
