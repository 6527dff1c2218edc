import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../src/load/document/read-document.ts';
import { load } from '../src/load/index.ts';
import { plainValue } from '../src/load/testing/plain-value.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const FIXTURES = join(ROOT, 'fixtures', 'native');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'native.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

function conforms(text: string): boolean {
  const { root } = readDocument('t.yaml', text);
  return root !== null && validate(plainValue(root));
}

function hasErrors(text: string): boolean {
  return load('t.yaml', text, { format: 'native' }).diagnostics.some(({ severity }) => severity === 'error');
}

const fixtures = readdirSync(FIXTURES).map((name) => {
  const folder = join(FIXTURES, name);
  const input = readdirSync(folder).find((file) => file.startsWith('input.')) as string;
  return { name, text: readFileSync(join(folder, input), 'utf8') };
});

describe('the published schema and the reader agree', () => {
  it.each(fixtures)('on the fixture $name', ({ text }) => {
    if (!hasErrors(text)) expect(conforms(text), JSON.stringify(validate.errors)).toBe(true);
    if (!conforms(text)) expect(hasErrors(text)).toBe(true);
  });

  it.each<[string, string]>([
    ['no version', 'tasks: {a: 1s}'],
    ['another version', 'makespan: 2'],
    ['a list of hosts', 'makespan: 1\nhosts: [a]'],
    ['a host that is a duration', 'makespan: 1\nhosts: {a: 1s}'],
    ['a component called base', 'makespan: 1\nhosts: {a: {components: {base: 1s}}}'],
    ['a name with a dot', 'makespan: 1\ntasks: {a.b: 1s}'],
    ['an untracked base', 'makespan: 1\nhosts: {a: {base: {untracked: true}}}'],
    ['a capacity of nothing', 'makespan: 1\nhosts: {a: {parallel: true, capacity: 0}}'],
    ['a signal without a handle', 'makespan: 1\ntasks: {a: {signals: {id: 1}}}'],
    ['a pool without tasks', 'makespan: 1\npools: {p: {capacity: 1}}'],
    ['a list as a duration', 'makespan: 1\ntasks: {a: [1s]}'],
    ['an empty when', 'makespan: 1\ntasks: {a: {when: }}'],
    ['an unknown key', 'makespan: 1\ntasks: {a: {foo: 1}}'],
    ['a mapping as after', 'makespan: 1\ntasks: {a: {after: {b: 1}}}'],
    ['a status of its own', 'makespan: 1\nhandles: {h: }\ntasks: {a: {signals: {handle: h, status: OK}}}'],
  ])('what the schema refuses is an error: %s', (_name, text) => {
    expect(conforms(text)).toBe(false);
    expect(hasErrors(text)).toBe(true);
  });
});
