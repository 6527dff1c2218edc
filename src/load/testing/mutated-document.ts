import fc from 'fast-check';

/** What no field expects everywhere. */
const STRANGERS: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e300,
  '',
  'x',
  '__proto__',
  [],
  {},
  [[]],
  [null],
  { a: {} },
  { '': 0 },
];

/** A valid document with one of its values, anywhere, replaced by a stranger. */
export function mutatedDocument(document: unknown): fc.Arbitrary<string> {
  const places: (readonly (string | number)[])[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (path.length > 0) places.push(path);
    if (typeof value !== 'object' || value === null) return;
    const isList = Array.isArray(value);
    for (const [key, item] of Object.entries(value)) visit(item, [...path, isList ? Number(key) : key]);
  };
  visit(document, []);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...STRANGERS), fc.boolean())
    .map(([path, stranger, isRemoved]) => JSON.stringify(replaced(document, path, isRemoved ? undefined : stranger)));
}

function replaced(value: unknown, [first, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaced(item, rest, by) : item));
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === first ? replaced(item, rest, by) : item]));
}
