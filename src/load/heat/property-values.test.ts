import { describe, expect, it } from 'vitest';
import { unknown } from '../../model/unknown.ts';
import { fromJson } from '../datum.ts';
import type { PropertySchema } from './property-schemas.ts';
import { faultsIn } from './property-values.ts';
import { loadHeat } from './testing/load-heat.ts';

const SIZE: PropertySchema = { t: 'i', constraints: [['range', 1, 9]] };
const ADDRESS: PropertySchema = { t: 's', constraints: [['custom', 'ip_addr']] };
const POOL: PropertySchema = {
  t: 'm',
  keys: { start: { ...ADDRESS, required: 1 }, tags: { t: 'l', each: { t: 's' } } },
};

describe('values that Heat takes', () => {
  it.each<[PropertySchema, unknown]>([
    [{ t: 's' }, true],
    [{ t: 's' }, 12],
    [SIZE, '5'],
    [SIZE, 5.7],
    [SIZE, true],
    [{ t: 'n' }, '1e3'],
    [{ t: 'n' }, 'nan'],
    [{ t: 'b' }, 'FALSE'],
    [{ t: 'b' }, null],
    [{ t: 'm' }, null],
    [{ t: 'l' }, []],
    [{ t: 'a' }, { a: [1] }],
    [{ t: 's', default: 'x', constraints: [['values', 'x']] }, null],
    [{ t: 'l', constraints: [['values', 'x', 'y']] }, ['y', 'x']],
    [{ t: 's', constraints: [['length', 1, 2]] }, '😀😀'],
    [{ t: 's', constraints: [['pattern', '/dev/vd[b-z]']] }, '/dev/vdb'],
    [ADDRESS, '10.0.0.5'],
    [ADDRESS, 'what has a colon: is not judged'],
    [{ t: 's', constraints: [['custom', 'net_cidr']] }, '10.0.0.9/8'],
    [{ t: 's', constraints: [['custom', 'dns_domain']] }, ''],
    [{ t: 's', constraints: [['custom', 'rel_dns_name']] }, 'a.b'],
    [POOL, { start: '10.0.0.1', tags: ['a', 5] }],
    [{ t: 'm', keys: { new: { t: 's', required: 1, older: 'old' }, old: { t: 'a' } } }, { old: 'x' }],
  ])('%j takes %j', (schema, value) => {
    expect(said(schema, value)).toEqual([]);
  });
});

describe('values that Heat refuses', () => {
  it.each<[PropertySchema, unknown, readonly string[]]>([
    [{ t: 's' }, 1.5, ['type must be a text; found the number 1.5']],
    [{ t: 's' }, [], ['type must be a text; found a list']],
    [SIZE, '1.5', ["type must be a whole number; found '1.5'"]],
    [SIZE, Number.NaN, ['type must be a whole number; found the number NaN']],
    [SIZE, null, ['constraint must be at least 1; found 0']],
    [SIZE, 12, ['constraint must be at most 9; found 12']],
    [{ t: 'n' }, '', ["type must be a number; found ''"]],
    [{ t: 'b' }, 1, ['type must be true or false; found the number 1']],
    [{ t: 'b' }, 'yes', ["type must be true or false; found 'yes'"]],
    [{ t: 'm' }, 'x', ["type must be a map; found 'x'"]],
    [{ t: 'l' }, 'a,b', ["type must be a list; found 'a,b'"]],
    [{ t: 's', missing: 1 }, 'x', ['constraint is not implemented by Heat; leave it out']],
    [{ t: 's', constraints: [['values', 'x', 'y']] }, 'z', ["constraint must be one of x, y; found 'z'"]],
    [{ t: 's', constraints: [['pattern', '[a-z]+']] }, 'A', ["constraint must match [a-z]+; found 'A'"]],
    [ADDRESS, '10.0.0.05', ["constraint must be an IP address such as 10.0.0.5; found '10.0.0.05'"]],
    [{ t: 's', constraints: [['custom', 'net_cidr']] }, '10.0.0.0', [expect.stringMatching(/must be a network/)]],
    [{ t: 's', constraints: [['custom', 'dns_domain']] }, 'a', [expect.stringMatching(/ends with a dot/)]],
    [{ t: 's', constraints: [['custom', 'rel_dns_name']] }, 'a.', [expect.stringMatching(/without a dot/)]],
    [POOL, { strat: 1 }, ['unknown strat at strat', 'missing start']],
    [{ t: 'l', each: POOL }, [{ start: 'x' }], [expect.stringMatching(/address .* at 0\.start$/)]],
  ])('%j refuses %j', (schema, value, expected) => {
    expect(said(schema, value)).toEqual(expected);
  });

  it('beside a reference only what cannot be converted', () => {
    expect(said(SIZE, 12, { isStrict: false })).toEqual([]);
    expect(said(POOL, { strat: 1, start: 'x' }, { isStrict: false })).toEqual([]);
    expect(said(SIZE, 'x', { isStrict: false })).toEqual(["type must be a whole number; found 'x'"]);
  });

  it('a number with a point is no text, however whole it is', () => {
    expect(said({ t: 's' }, 1, { isFraction: true })).toEqual([
      'type must be a text; found the number 1.0, which needs quotes to be a text',
    ]);
    expect(said(SIZE, 1, { isFraction: true })).toEqual([]);
  });
});

it('of what is unknown nothing is said, of what stands beside it everything', () => {
  const open = unknown('a parameter has no value');
  expect(faultsIn(open, SIZE, PLAIN)).toEqual([]);
  expect(faultsIn(new Map([['start', open]]), POOL, PLAIN)).toEqual([]);
  expect(faultsIn([open, 'x'], { t: 'l', each: SIZE, constraints: [['length', 0, 1]] }, PLAIN)).toHaveLength(1);
});

it('a place that only a function makes is the place of the function', () => {
  const { diagnostics } = loadHeat(`resources:
  v: {type: OS::Cinder::Volume, properties: {size: 1, metadata: {get_param: p}}}
parameters: {p: {type: comma_delimited_list, default: [a]}}
`);
  expect(diagnostics.map(({ code, span }) => [code, span?.line, span?.column])).toEqual([
    ['heat-property-type', 3, 65],
  ]);
});

it('a thousand resources are taken, one more is not, whatever conditions say', () => {
  const stack = (count: number): string =>
    `resources:\n${Array.from({ length: count }, (_, index) => `  r${index}: {type: OS::Heat::RandomString}\n`).join('')}`;
  expect(loadHeat(stack(1000)).diagnostics).toEqual([]);
  const { diagnostics } = loadHeat(stack(1001));
  expect(diagnostics.map(({ code, confidence, span }) => [code, confidence, span?.line])).toEqual([
    ['heat-too-many-resources', 'likely', 1003],
  ]);
});

it('the length of a nested template is limited; of the top-level one it is only likely', () => {
  const long = `# ${'x'.repeat(524_288)}\nheat_template_version: 2021-04-16\nresources: {}\n`;
  const said = (text: string, files = {}) =>
    loadHeat(text, files).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
  expect(said(`heat_template_version: 2021-04-16\n${long.replace(/heat_template.*\n/, '')}`)).toEqual([
    'warning heat-long-template',
  ]);
  expect(said('resources: {n: {type: long.yaml}}\n', { 'long.yaml': long })).toEqual(['error heat-long-template']);
});

it.each(['null', '~'])('a default of %s is none', (text) => {
  const { diagnostics } = loadHeat(`parameters: {p: {type: number, default: ${text}}}\nresources: {}\n`);
  expect(diagnostics.map(({ code }) => code)).toEqual(['heat-parameter-without-value']);
});

const PLAIN = { isStrict: true, isFraction: () => false };

function said(schema: PropertySchema, value: unknown, options: { isStrict?: boolean; isFraction?: boolean } = {}) {
  const check = { isStrict: options.isStrict ?? true, isFraction: () => options.isFraction ?? false };
  return faultsIn(fromJson(value), schema, check).map(({ kind, what, path }) =>
    [kind, what, ...(path.length > 0 ? ['at', path.join('.')] : [])].join(' '),
  );
}
