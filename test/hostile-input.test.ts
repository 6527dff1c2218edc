import { describe, expect, it } from 'vitest';
import { DOCUMENT_LIMITS } from '../src/load/document/limits.ts';
import { load } from '../src/load/index.ts';
import { dumpDeployment } from '../src/model/dump.ts';

/** What reading says: the codes with their places. Reading itself must never throw and never hang. */
function told(text: string): readonly string[] {
  const { deployment, diagnostics } = load('t.yaml', text);
  dumpDeployment(deployment);
  return diagnostics.map(({ code, span }) => (span ? `${span.line}:${span.column} ${code}` : code));
}

const DEEP = 10_000;
const BOMB = [
  'makespan: 1',
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
].join('\n');
const CHAIN = [
  'makespan: 1',
  'a0: &a0 [x]',
  ...Array.from({ length: DEEP }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`),
].join('\n');
const MERGE_BOMB = [
  'makespan: 1',
  `a0: &a0 {${Array.from({ length: 40 }, (_, i) => `k${i}: 1`).join(', ')}}`,
  ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}`),
].join('\n');

describe('hostile documents end in a diagnostic with its place', () => {
  it.each<[string, string, string]>([
    ['empty', '', '1:1 empty-document'],
    ['white space', ' \n\n', '1:1 empty-document'],
    ['prose', 'this is: not: a template\n', '1:13 yaml-syntax'],
    ['an HTML page', '<!DOCTYPE html>\n<html></html>\n', '1:1 document-not-mapping'],
    ['truncated YAML', 'makespan: 1\nhosts: {vm: {base: 1s, comp', '2:28 yaml-syntax'],
    ['truncated JSON', '{"makespan": 1, "hosts": {"vm"', '1:31 yaml-syntax'],
    ['truncated string', 'makespan: 1\ntasks: {a: "1s\n', '3:1 yaml-syntax'],
    ['binary', 'PK\u0003\u0004\0\0\u0008\ufffd', '1:5 not-text'],
    ['control characters', 'makespan: "\u0001"\n', '1:12 yaml-syntax'],
    ['UTF-16 taken for UTF-8', 'm\0a\0k\0e\0', '1:2 not-text'],
    ['a list', '- makespan: 1\n', '1:1 document-not-mapping'],
    ['a scalar', 'makespan\n', '1:1 document-not-mapping'],
    ['null', '~\n', '1:1 document-not-mapping'],
    ['a JSON list', '[1, 2]', '1:1 document-not-mapping'],
    ['an alias bomb', BOMB, '8:10 alias-bomb'],
    ['a bomb of merge keys', MERGE_BOMB, '15:17 alias-bomb'],
    ['deep by a chain of aliases', CHAIN, '201:14 document-too-deep'],
    ['an alias to itself', 'makespan: 1\ntasks: &t {a: *t}\n', '2:15 cyclic-alias'],
    ['a merge of itself', 'makespan: 1\ntasks: &t {<<: *t}\n', '2:16 cyclic-alias'],
    ['deep flow lists', '['.repeat(DEEP), '1:200 document-too-deep'],
    ['deep flow mappings', '{a: '.repeat(DEEP), '1:794 document-too-deep'],
    ['deep block lists', '- '.repeat(DEEP), '1:401 document-too-deep'],
    ['deep JSON lists', '['.repeat(DEEP) + ']'.repeat(DEEP), '1:201 document-too-deep'],
    ['deep JSON objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, '1:1001 document-too-deep'],
    ['too long', `makespan: 1\n#${'x'.repeat(DOCUMENT_LIMITS.textLength)}`, '1:1 document-too-large'],
    ['another format', 'services:\n  web: {image: nginx}\n', '1:1 unknown-format'],
    ['no keys', '{}', '1:1 unknown-format'],
    ['a version nobody knows', 'makespan: 99\n', '1:11 unknown-version'],
    ['several documents', 'makespan: 1\n---\nmakespan: 1\n', '2:1 several-documents'],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toContain(expected);
  });

  it('deep block mappings', () => {
    const text = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(told(text)).toEqual(['200:200 document-too-deep']);
  });

  it('a very long line, key, scalar and number', () => {
    const long = 'x'.repeat(1_000_000);
    expect(told(`makespan: 1\ntasks: {a: ${long}}`)).toEqual(['2:12 bad-duration']);
    expect(told(JSON.stringify({ makespan: 1, [long]: 1 }))).toEqual(['1:15 unknown-key']);
    expect(told(`makespan: ${'9'.repeat(1_000_000)}`)).toEqual(['1:11 unknown-version']);
  });

  it('a mapping with very many keys, twice each, merged into another', () => {
    const keys = Array.from({ length: 150_000 }, (_, index) => `  k${index}: 1\n`).join('');
    const text = `makespan: 1\nstuff: &t\n${keys}${keys}pools: {<<: *t}\n`;
    expect(told(text).filter((line) => line.endsWith('duplicate-key')).length).toBe(150_000);
  });

  it('an unknown name for the format', () => {
    const [diagnostic] = load('t.yaml', 'makespan: 1', { format: 'natve' }).diagnostics;
    expect(diagnostic?.message).toContain("did you mean 'native'?");
  });

  it('a misspelt first key is suggested', () => {
    const [diagnostic] = load('t.yaml', 'makspan: 1').diagnostics;
    expect(diagnostic?.message).toContain("'makspan' (did you mean 'makespan'?)");
  });
});

describe('a template of 20 MB', () => {
  it('is read whole', () => {
    const hosts = 5_000;
    const type = `software-${'x'.repeat(950)}`;
    const lines = ['makespan: 1', 'hosts:'];
    for (let index = 0; index < hosts; index += 1) {
      lines.push(`  vm${index}:`, '    base: 30s', '    components:');
      for (const name of ['one', 'two', 'three', 'four']) {
        lines.push(`      ${name}: {duration: 10s, type: ${type}, provides: [address-of-${name}]}`);
      }
    }
    const text = lines.join('\n');
    expect(text.length).toBeGreaterThan(20_000_000);
    const { deployment, diagnostics } = load('t.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(deployment.tasks.order).toBe(5 * hosts);
  });

  it('that is all mistakes ends as well', () => {
    const tasks = Array.from({ length: 20_000 }, (_, index) => `  t${index}: {duration: 1s, after: u${index}, foo: 1}`);
    const { diagnostics } = load('t.yaml', `makespan: 1\ntasks:\n${tasks.join('\n')}\n`);
    expect(diagnostics.length).toBe(40_000);
  });
});
