import { unknown } from '../../model/unknown.ts';
import { type Datum, fromJson, isEqual, isList, isMap, toJson, toText } from '../datum.ts';

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
    else if (isList(current)) current = itemAt(current, step);
    else return undefined;
  }
  return current;
}

/** The item at an index; a negative one counts from the end, as in Python. */
function itemAt(list: readonly Datum[], index: Datum): Datum | undefined {
  return typeof index === 'boolean' || index === '' ? undefined : list.at(Number(index));
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
  return argument.length === 3 ? (itemAt(parts, argument[2]!) ?? null) : parts;
}

/** What is not there is an empty text, but an entry that holds nothing is nothing; a text is read as JSON. */
function select(argument: Datum): Datum | undefined {
  if (!isList(argument) || argument.length !== 2) return undefined;
  const [index, given] = argument as readonly [Datum, Datum];
  if (given === '' || given === null) return '';
  const collection = typeof given === 'string' ? readJson(given) : given;
  const isFitting = isMap(collection) ? typeof index === 'string' : isList(collection) && isIndex(index);
  if (!isFitting) return undefined;
  const found = follow(collection!, [index]);
  return found === undefined ? '' : found;
}

function readJson(text: string): Datum | undefined {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether Python's `int` takes it. */
function isIndex(index: Datum): boolean {
  return typeof index === 'string' ? /^\s*[+-]?\d+\s*$/.test(index) : typeof index === 'number';
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
  if (all === null) return unknown(`a 'repeat' of more than ${MOST_ROWS} rows is not made`);
  if (all.length * JSON.stringify(toJson(template)).length > LONGEST_TEXT) return TOO_LONG;
  // Python replaces text by text: anything else in a list is an error wherever there is a text to replace it in.
  const isText = all.every((row) => row.every(([, value]) => typeof value === 'string'));
  if (!isText && holdsText(template)) return undefined;
  return all.map((row) => row.reduce((item, [key, value]) => replaceEverywhere(item, key, value), template));
}

type Row = readonly (readonly [string, Datum])[];

const MOST_ROWS = 10_000;

/** The combinations of a `repeat`: every one with every other, or in step when permutations are off; null: too many. */
function rows(columns: readonly (readonly [string, readonly Datum[]])[], isNested: boolean): readonly Row[] | null {
  if (!isNested) {
    const length = Math.max(0, ...columns.map(([, items]) => items.length));
    return Array.from({ length }, (_, index) => columns.map(([key, items]) => [key, items[index] ?? null] as const));
  }
  let result: readonly Row[] = [[]];
  for (const [key, items] of columns) {
    // The engine has no limit; a product this large is a mistake, and would only cost memory here.
    if (result.length * items.length > MOST_ROWS) return null;
    result = result.flatMap((row) => items.map((item) => [...row, [key, item] as const]));
  }
  return result;
}

function holdsText(datum: Datum): boolean {
  if (isList(datum)) return datum.some(holdsText);
  return typeof datum === 'string' || (isMap(datum) && datum.size > 0);
}

/** As `replaceDeep`, in the keys of maps too. */
function replaceEverywhere(datum: Datum, key: string, value: Datum): Datum {
  if (isList(datum)) return datum.map((item) => replaceEverywhere(item, key, value));
  if (!isMap(datum)) return replaceDeep(datum, key, toText(value));
  const entries = [...datum].map(
    ([name, item]) => [toText(replaceDeep(name, key, toText(value))), replaceEverywhere(item, key, value)] as const,
  );
  return new Map(entries);
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
