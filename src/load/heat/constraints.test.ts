import { describe, expect, it } from 'vitest';
import { loadHeat } from './testing/load-heat.ts';

describe('constraints of parameters', () => {
  it.each([
    ['type: number, default: 3, constraints: [{range: {min: 1, max: "5"}, description: few}]'],
    ['type: number, default: 7, constraints: [{modulo: {step: 3, offset: 1}}]'],
    ['type: string, default: ab, constraints: [{length: {min: 1}}, {allowed_pattern: "[a-z]*"}]'],
    ['type: comma_delimited_list, default: "a,b", constraints: [{allowed_values: [a, b, c]}, {length: {max: 2}}]'],
    ['type: json, default: {a: b}, constraints: [{length: {max: 1}}], tags: [t]'],
    ['type: string, default: a, constraints: [{custom_constraint: nova.flavor}]'],
    ['type: string, default: a, constraints: null'],
  ])('{%s} is right', (schema) => {
    expect(errors(schema)).toEqual([]);
  });

  it.each([
    ['type: number, default: 9, constraints: [{range: {max: 5}}]', /at most 5; found 9/],
    ['type: number, default: 8, constraints: [{modulo: {step: 3, offset: 1}}]', /multiple of 3/],
    ['type: string, default: 12, constraints: [{length: {max: 5}}]', /no length/],
    ['type: string, default: a, constraints: {length: {max: 5}}', /must be a list/],
    ['type: string, default: a, constraints: [{lenght: {max: 5}}]', /is a map of/],
    ['type: string, default: a, constraints: [{description: x}]', /must say what it demands/],
    ['type: string, default: a, constraints: [{length: {}}]', /least or a greatest/],
    ['type: string, default: a, constraints: [{length: {max: 1.5}}]', /whole number/],
    ['type: string, default: a, constraints: [{range: {max: 5}}]', /type string cannot have/],
    ['type: json, default: {}, constraints: [{allowed_values: [a]}]', /type json cannot have/],
    ['type: number, default: 3, constraints: [{modulo: {step: 0, offset: 0}}]', /modulo is a map/],
    ['type: string, default: a, constraints: [{allowed_values: a}]', /must be a list/],
    ['type: string, default: a, constraints: [{allowed_pattern: 5}]', /must be a text/],
    ['type: string, default: a, tags: t', /tags .* must be a list/],
  ])('{%s} is refused', (schema, message) => {
    expect(errors(schema)).toEqual([expect.stringMatching(message)]);
  });

  it('tags came with 2018-03-02, modulo with 2017-02-24', () => {
    expect(errors('type: string, default: a, tags: [t]', '2017-09-01')).toEqual([
      expect.stringMatching(/'tags' is not/),
    ]);
    const schema = 'type: number, default: 3, constraints: [{modulo: {step: 3, offset: 0}}]';
    expect(errors(schema, '2016-10-14')).toEqual([expect.stringMatching(/since 2017-02-24/)]);
  });
});

function errors(schema: string, version = '2021-04-16'): readonly string[] {
  const { diagnostics } = loadHeat(`heat_template_version: ${version}
parameters: {p: {${schema}}}
resources: {r: {type: OS::Heat::RandomString}}
`);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
