import { describe, expect, it } from 'vitest';
import { type Datum, fromJson, toJson } from '../datum.ts';
import { PLAIN_FUNCTIONS } from './functions.ts';

describe('functions of values alone', () => {
  it.each([
    ['Fn::Select', ['1', ['a', 'b']], 'b'],
    ['Fn::Select', [-1, ['a', 'b']], 'b'],
    ['Fn::Select', [7, ['a']], ''],
    ['Fn::Select', ['k', { k: null }], null],
    ['Fn::Select', [0, '["a"]'], 'a'],
    ['Fn::Select', [0, null], ''],
    ['str_split', [',', 'a,b', -1], 'b'],
    ['str_split', [',', null], null],
    [
      'repeat',
      { template: { '%x%': ['is %x%'] }, for_each: { '%x%': ['a', 'b'] } },
      [{ a: ['is a'] }, { b: ['is b'] }],
    ],
    ['repeat', { template: 7, for_each: { '%x%': [1, 2] } }, [7, 7]],
    ['list_join', ['-', ['a'], null, ['b']], 'a-b'],
    ['map_merge', [{ a: 1 }, null, { a: 2 }], { a: 2 }],
  ])('%s of %j is %j', (name, argument, result) => {
    expect(asJson(compute(name, argument))).toEqual(result);
  });

  it.each([
    ['Fn::Select', ['a', ['b']]],
    ['Fn::Select', [0, { a: 1 }]],
    ['Fn::Select', [0, 'no JSON']],
    // Python replaces texts by texts only.
    ['repeat', { template: 'port %x%', for_each: { '%x%': [80] } }],
    ['repeat', { template: { network: '%x%' }, for_each: { '%x%': [null] } }],
  ])('%s of %j is refused', (name, argument) => {
    expect(compute(name, argument)).toBeUndefined();
  });

  it('a repeat that would fill the memory is unknown, not empty', () => {
    const items = Array.from({ length: 200 }, (_, index) => String(index));
    const made = compute('repeat', { template: 'x', for_each: { a: items, b: items } });
    expect(asJson(made)).toMatch(/more than 10000 rows/);
  });
});

function compute(name: string, argument: unknown): Datum | undefined {
  return PLAIN_FUNCTIONS.get(name)!(fromJson(argument));
}

function asJson(datum: Datum | undefined): unknown {
  return datum === undefined ? undefined : toJson(datum);
}
