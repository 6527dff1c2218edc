import fc from 'fast-check';
import {
  type PropertySchema,
  type PropertySchemas,
  propertySchemasOf,
} from '../../../src/load/heat/property-schemas.ts';
import { resourceTypeNames, resourceTypeOf, takesAnything } from '../../../src/load/heat/resource-types.ts';

/** Values that tell readers of numbers, truth values, texts and addresses apart. */
const TELLING = [
  ...['', 'abc', '5', ' 5 ', '1_000', '1.5', '1e3', 'nan', '-3', '0x10', 'true', 'TRUE', 'yes', 'é', 'x'.repeat(300)],
  ...['10.0.0.0/24', '10.0.0.0/33', '10.0.0.1', '10.0.0.256', '10.0.0.01', 'fe80::1', 'a.example.', 'a.example'],
  ...[null, 5, 0, -1, 1, 80, 2.5, 99_999_999, true, false],
];

const FUNCTIONS = [
  { get_resource: 'other' },
  { get_attr: ['other', 'show'] },
  { str_replace: { template: 'a5', params: { a: { get_attr: ['other', 'show'] } } } },
  { list_join: ['', ['1', '2']] },
  { str_split: [',', 'a,b'] },
  { if: [true, '7', 'x'] },
];

const anything = fc.letrec<{ readonly any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 8, arbitrary: fc.constantFrom(...TELLING) },
    { weight: 2, arbitrary: fc.constantFrom(...FUNCTIONS) },
    { weight: 1, arbitrary: fc.array(tie('any'), { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('a', 'b'), tie('any'), { maxKeys: 2 }) },
  ),
})).any;

/** Templates of one tested resource, of any type whose values are checked, that are right but for some values. */
export const randomValues: fc.Arbitrary<string> = fc
  .constantFrom(
    ...resourceTypeNames().filter((name) => propertySchemasOf(name) && !takesAnything(resourceTypeOf(name)!)),
  )
  .chain((type) => valuesOf(propertySchemasOf(type)!).map((properties) => templateOf(type, properties)));

function templateOf(type: string, properties: unknown): string {
  const other = { type: 'OS::Heat::Value', properties: { value: 'x' } };
  return JSON.stringify({
    heat_template_version: '2021-04-16',
    resources: { tested: { type, properties }, other },
  });
}

function valuesOf(schemas: PropertySchemas): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const older = new Set(Object.values(schemas).map((schema) => schema.older));
  const shown = Object.entries(schemas).filter(([name]) => !older.has(name));
  const required = shown.filter(([, schema]) => schema.required).map(([name]) => name);
  return fc.record(Object.fromEntries(shown.map(([name, schema]) => [name, spoiled(schema)])), {
    requiredKeys: required,
  });
}

function spoiled(schema: PropertySchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: right(schema) }, { weight: 1, arbitrary: anything });
}

function right({ t, constraints, each, keys }: PropertySchema): fc.Arbitrary<unknown> {
  for (const row of constraints ?? []) {
    if (row[0] === 'values') return fc.constantFrom(...row.slice(1)).map((value) => (t === 'l' ? [value] : value));
    if (row[0] === 'range') return fc.constant(row[1] ?? row[2]);
    if (row[0] === 'custom') return fc.constantFrom('10.0.0.5', '10.0.0.0/24', 'a.example.');
  }
  switch (t) {
    case 'i':
    case 'n':
      return fc.constantFrom<unknown>(1, '3');
    case 'b':
      return fc.constantFrom<unknown>(true, 'False');
    case 'l':
      return fc.array(each ? spoiled(each) : fc.constant('x'), { maxLength: 2 });
    case 'm':
      return keys ? valuesOf(keys) : fc.constant({ a: 'b' });
    default:
      return fc.constant('name');
  }
}
