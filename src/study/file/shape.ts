import { didYouMean } from '../../model/nearest-name.ts';
import { StudyFault } from '../study.ts';

/** A value and the keys that lead to it. */
export interface Place {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

export function faultAt({ path }: Place, message: string): StudyFault {
  return new StudyFault(path, message);
}

/** The entries of a mapping with these keys only. @throws StudyFault */
export function entriesOf<Key extends string>(
  place: Place,
  { what, keys }: { readonly what: string; readonly keys: readonly Key[] },
): Partial<Record<Key, Place>> {
  const entries: Partial<Record<Key, Place>> = {};
  for (const [key, value] of Object.entries(recordAt(place, `${what} is a mapping with keys such as ${keys[0]}`))) {
    const known = keys.find((one) => one === key);
    const path = [...place.path, key];
    if (known === undefined) {
      throw new StudyFault(
        path,
        `${what} has no '${key}'${didYouMean(key, keys) || `; it has ${keys.join(', ')}`}`,
        true,
      );
    }
    entries[known] = { value, path };
  }
  return entries;
}

/** Names that somebody chose, and what each maps to. @throws StudyFault */
export function namesOf<Value>(
  place: Place | undefined,
  read: (place: Place) => Value,
  what = 'names and values',
): Readonly<Record<string, Value>> | undefined {
  if (place === undefined) return undefined;
  const record = recordAt(place, `a mapping of ${what} was expected`);
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, read({ value, path: [...place.path, name] })]),
  );
}

export function listOf<Value>(place: Place | undefined, read: (place: Place) => Value): readonly Value[] | undefined {
  if (place === undefined) return undefined;
  const items = Array.isArray(place.value) ? place.value : null;
  if (items === null) throw faultAt(place, 'a list was expected');
  return items.map((value, index) => read({ value, path: [...place.path, index] }));
}

export function textAt(place: Place): string {
  if (typeof place.value === 'string' || typeof place.value === 'number') return String(place.value);
  throw faultAt(place, `a text was expected, not ${said(place.value)}`);
}

export function flagAt(place: Place): boolean {
  if (typeof place.value === 'boolean') return place.value;
  throw faultAt(place, `true or false was expected, not ${said(place.value)}`);
}

export function numberAt(place: Place, range: { readonly least: number; readonly most: number }): number {
  const number = typeof place.value === 'string' && place.value.trim() !== '' ? Number(place.value) : place.value;
  if (typeof number === 'number' && number >= range.least && number <= range.most) return number;
  throw faultAt(place, `a number from ${range.least} to ${range.most} was expected, not ${said(place.value)}`);
}

export function wholeAt(place: Place, range: { readonly least: number; readonly most: number }): number {
  const number = numberAt(place, range);
  if (Number.isSafeInteger(number)) return number;
  throw faultAt(place, `a whole number was expected, not ${said(place.value)}`);
}

/** A number of slots; null for `none`, without limit. */
export function capacityAt(place: Place): number | null {
  return place.value === 'none' || place.value === null ? null : wholeAt(place, { least: 1, most: 1_000_000 });
}

export function choiceAt<T extends string>(place: Place, choices: readonly T[]): T {
  const text = textAt(place);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw faultAt(place, `expected ${choices.join(', ')}, not '${text}'${didYouMean(text, choices)}`);
}

function recordAt(place: Place, message: string): Readonly<Record<string, unknown>> {
  const { value } = place;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw faultAt(place, message);
}

function said(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'a mapping' : `'${String(value)}'`;
}
