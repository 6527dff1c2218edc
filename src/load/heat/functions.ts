import { unknown } from '../../model/unknown.ts';
import { type Datum, type DatumMap, isEqual, isList, isMap, toJson, toText } from '../datum.ts';

/** A function of values alone. Undefined: the arguments have the wrong shape. */
export type PlainFunction = (argument: Datum) => Datum | undefined;

/**
 * Heat's functions that need nothing but their arguments. Sources: the classes of the same names in
 * heat/engine/hot/functions.py and heat/engine/cfn/functions.py. What is missing here (`yaql`, `digest`, `make_url`,
 * `Fn::MemberListToMap`) is unknown to us.
 */
export const PLAIN_FUNCTIONS: ReadonlyMap<string, PlainFunction> = new Map<string, PlainFunction>([
  ['str_replace', (argument) => replaceWith(argumentOf(argument, 'template'), argumentOf(argument, 'params'))],
  ['str_replace_strict', (argument) => replaceWith(argumentOf(argument, 'template'), argumentOf(argument, 'params'))],
  ['str_replace_vstrict', (argument) => replaceWith(argumentOf(argument, 'template'), argumentOf(argument, 'params'))],
  ['Fn::Replace', (argument) => (isList(argument) ? replaceWith(argument[1], argument[0]) : undefined)],
  ['list_join', join],
  ['Fn::Join', join],
  ['str_split', split],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::Base64', (argument) => argument],
  ['map_merge', mapMerge],
  ['map_replace', mapReplace],
  ['repeat', repeat],
  ['list_concat', listConcat],
  ['list_concat_unique', (argument) => unique(listConcat(argument))],
  ['contains', contains],
  ['filter', filter],
]);

/**
 * Replaces keys in a text, longer keys first, never inside what was put in already.
 * @param replace what becomes of the text between the keys and of each key
 */
export function replaceKeys<T>(
  text: string,
  keys: readonly string[],
  replace: { readonly text: (text: string, start: number) => T; readonly key: (key: string) => T },
): readonly T[] {
  const sorted = [...keys].filter((key) => key !== '').sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const result: T[] = [];
  const visit = (part: string, start: number, depth: number): void => {
    const key = sorted[depth];
    if (key === undefined) {
      if (part !== '') result.push(replace.text(part, start));
      return;
    }
    let from = 0;
    for (let at = part.indexOf(key); at >= 0; at = part.indexOf(key, from)) {
      visit(part.slice(from, at), start + from, depth + 1);
      result.push(replace.key(key));
      from = at + key.length;
    }
    visit(part.slice(from), start + from, depth + 1);
  };
  visit(text, 0, 0);
  return result;
}

/** The value with a word replaced in each of its texts, keys of maps excepted. */
export function replaceDeep(datum: Datum, word: string, by: string): Datum {
  // An empty word would stand between all characters.
  if (typeof datum === 'string') return word === '' ? datum : datum.replaceAll(word, by);
  if (isList(datum)) return datum.map((item) => replaceDeep(item, word, by));
  if (isMap(datum)) return new Map([...datum].map(([key, item]) => [key, replaceDeep(item, word, by)]));
  return datum;
}

/** Follows a path of keys and indices; undefined where there is nothing. */
export function follow(datum: Datum, path: readonly Datum[]): Datum | undefined {
  let current: Datum | undefined = datum;
  for (const step of path) {
    if (isMap(current)) current = current.get(toText(step));
    else if (isList(current)) current = current[Number(step)];
    else return undefined;
  }
  return current;
}

function argumentOf(argument: Datum, name: string): Datum | undefined {
  return isMap(argument) ? argument.get(name) : undefined;
}

/** A text longer than this is not made: a few lines of template could ask for more memory than there is. */
export const LONGEST_TEXT = 4 * 1024 * 1024;

function replaceWith(template: Datum | undefined, params: Datum | undefined): Datum | undefined {
  if (typeof template !== 'string' || !isMap(params)) return undefined;
  const values = new Map([...params].map(([key, value]) => [key, toText(value)]));
  const parts = replaceKeys(template, [...values.keys()], { text: (text) => text, key: (key) => values.get(key)! });
  return parts.reduce((sum, part) => sum + part.length, 0) > LONGEST_TEXT ? TOO_LONG : parts.join('');
}

const TOO_LONG = unknown(`a text of more than ${LONGEST_TEXT} characters is not made`);

function join(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length < 2 || typeof argument[0] !== 'string') return undefined;
  const lists = argument.slice(1).map((list) => list ?? []);
  if (!lists.every(isList)) return undefined;
  const texts = lists.flat().map(toText);
  const length = texts.reduce((sum, text) => sum + text.length, texts.length * argument[0].length);
  return length > LONGEST_TEXT ? TOO_LONG : texts.join(argument[0]);
}

function split(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length < 2 || typeof argument[0] !== 'string') return undefined;
  if (argument[1] === null) return null;
  const parts = toText(argument[1]!).split(argument[0]);
  return argument.length === 3 ? (parts[Number(argument[2])] ?? null) : parts;
}

function select(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length !== 2) return undefined;
  return follow(argument[1]!, [argument[0]!]) ?? '';
}

function mapMerge(argument: Datum): Datum | undefined {
  if (!isList(argument)) return undefined;
  const merged = new Map<string, Datum>();
  for (const part of argument) {
    if (part === null) continue;
    if (!isMap(part)) return undefined;
    for (const [key, item] of part) merged.set(key, item);
  }
  return merged;
}

function mapReplace(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length !== 2) return undefined;
  const [source, rules] = argument;
  if (!isMap(source) || !isMap(rules)) return undefined;
  const keys = rules.get('keys');
  const values = rules.get('values');
  const renamed = (key: string): string => (isMap(keys) && keys.has(key) ? toText(keys.get(key)!) : key);
  const replaced = (item: Datum): Datum => {
    const key = isMap(item) || isList(item) ? null : toText(item);
    return key !== null && isMap(values) && values.has(key) ? values.get(key)! : item;
  };
  return new Map([...source].map(([key, item]) => [renamed(key), replaced(item)]));
}

function repeat(argument: Datum): Datum | undefined {
  const template = argumentOf(argument, 'template');
  const each = argumentOf(argument, 'for_each');
  if (template === undefined || !isMap(each)) return undefined;
  const columns = [...each].map(([key, items]) => [key, isMap(items) ? [...items.keys()] : items] as const);
  if (!columns.every((column): column is readonly [string, readonly Datum[]] => isList(column[1]))) return undefined;
  const isNested = argumentOf(argument, 'permutations') !== false;
  const all = rows(columns, isNested);
  if (all.length * JSON.stringify(toJson(template)).length > LONGEST_TEXT) return TOO_LONG;
  return all.map((row) => {
    let item = template;
    for (const [key, value] of row) item = substitute(item, key, value);
    return item;
  });
}

type Row = readonly (readonly [string, Datum])[];

/** The combinations of a `repeat`: every one with every other, or in step when permutations are off. */
function rows(columns: readonly (readonly [string, readonly Datum[]])[], isNested: boolean): readonly Row[] {
  if (!isNested) {
    const length = Math.max(0, ...columns.map(([, items]) => items.length));
    return Array.from({ length }, (_, index) => columns.map(([key, items]) => [key, items[index] ?? null] as const));
  }
  let result: readonly Row[] = [[]];
  for (const [key, items] of columns) {
    // The engine has no limit; a product this large is a mistake, and would only cost memory here.
    if (result.length * items.length > 10_000) return [];
    result = result.flatMap((row) => items.map((item) => [...row, [key, item] as const]));
  }
  return result;
}

function substitute(datum: Datum, key: string, value: Datum): Datum {
  if (typeof datum === 'string') {
    if (datum === key) return value;
    return isMap(value) || isList(value) ? datum : datum.replaceAll(key, toText(value));
  }
  if (isList(datum)) return datum.map((item) => substitute(item, key, value));
  if (isMap(datum)) {
    return new Map(
      [...datum].map(([name, item]) => [toText(substitute(name, key, value)), substitute(item, key, value)]),
    ) satisfies DatumMap;
  }
  return datum;
}

function listConcat(argument: Datum): Datum | undefined {
  if (!isList(argument)) return undefined;
  const lists = argument.map((list) => list ?? []);
  return lists.every(isList) ? lists.flat() : undefined;
}

function unique(list: Datum | undefined): Datum | undefined {
  if (!isList(list)) return undefined;
  return list.filter((item, index) => list.findIndex((other) => isEqual(item, other)) === index);
}

function contains(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length !== 2) return undefined;
  const [wanted, sequence] = argument;
  if (isMap(sequence)) return sequence.has(toText(wanted!));
  if (typeof sequence === 'string') return sequence.includes(toText(wanted!));
  return isList(sequence) ? sequence.some((item) => isEqual(item, wanted!)) : undefined;
}

function filter(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length !== 2) return undefined;
  const [values, sequence] = argument;
  if (!isList(values) || !isList(sequence)) return undefined;
  return sequence.filter((item) => !values.some((value) => isEqual(item, value)));
}
