import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { DocumentNode } from './node.ts';
import { readDocument } from './read-document.ts';

const FILE = 't.yaml';

function plain(node: DocumentNode | null | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(
    ({ code, span }) => `${span?.line}:${span?.column}-${span?.endLine}:${span?.endColumn} ${code}`,
  );
}

function at(text: string, ...path: readonly (string | number)[]): DocumentNode {
  let node = readDocument(FILE, text).root;
  for (const step of path) {
    if (node?.kind === 'mapping') node = node.get(String(step)) ?? null;
    else if (node?.kind === 'sequence') node = node.items[Number(step)] ?? null;
  }
  if (!node) throw new Error(`nothing at ${path.join('.')}`);
  return node;
}

function sourceOf(node: DocumentNode): string {
  return node.source.text.slice(node.start, node.end);
}

describe('what is read', () => {
  it.each<[string, string, unknown]>([
    ['block and flow', 'a: [1, {b: , c}]\nd:\n- x\n-\n', { a: [1, { b: null, c: null }], d: ['x', null] }],
    ['an alias stands for its node', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['an anchor may be defined anew', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    [
      'own keys win over merged ones',
      'a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x\n',
      { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } },
    ],
    ['the earlier of merged maps wins', 'a: {<<: [{b: 1}, {b: 2, c: 3}]}', { a: { b: 1, c: 3 } }],
    ['a quoted merge key is a key', 'a: {"<<": {b: 1}}', { a: { '<<': { b: 1 } } }],
    ['the last of duplicate keys wins', 'a: 1\na: 2\n', { a: 2 }],
    [
      'explicit tags decide',
      'a: !!str 1\nb: !!int "010"\nc: !Ref x\nd: !!str yes\n',
      { a: '1', b: 8, c: 'x', d: 'yes' },
    ],
    ['byte order mark and CRLF', '\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: 1, b: 'x\ny\n' }],
    ['JSON numbers are those of JSON', '{"a": 1e3, "b": 010e0}'.replace('010e0', '10e0'), { a: 1000, b: 10 }],
    ['braces of YAML', '{a: http://x, b: "/*"}', { a: 'http://x', b: '/*' }],
    [
      'JSON with tabs',
      '{\n\t"a": "x\\/y\\u00e9",\n\t"b": [1,\t"2", true, null]\n}',
      { a: 'x/yé', b: [1, '2', true, null] },
    ],
    ['JSON with very long keys', JSON.stringify({ ['k'.repeat(3000)]: 1 }), { ['k'.repeat(3000)]: 1 }],
    [
      'dangerous keys are ordinary',
      '{"__proto__": 1, "constructor": 2}',
      JSON.parse('{"__proto__":1,"constructor":2}'),
    ],
  ])('%s', (_name, text, expected) => {
    const { root, diagnostics } = readDocument(FILE, text);
    const read = plain(root);
    expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
    expect(diagnostics.filter(({ code }) => code !== 'duplicate-key')).toEqual([]);
  });
});

describe('what is reported, and where', () => {
  it.each<[string, string, readonly string[]]>([
    ['duplicate key', 'a: 1\nb: 2\na: 3\n', ['3:1-3:2 duplicate-key']],
    ['duplicate key in JSON', '{"a": 1, "a": 2}', ['1:10-1:13 duplicate-key']],
    ['key that is a mapping', 'a: {{ x }}\n', ['1:5-1:10 complex-key']],
    ['alias before its anchor', 'a: *x\nb: &x 1\n', ['1:4-1:6 unknown-anchor']],
    ['alias within its node', 'a: &x [1, *x]\n', ['1:11-1:13 cyclic-alias']],
    ['merge of a scalar', 'a: {<<: 1}\n', ['1:9-1:10 merge-value']],
    ['second document', 'a: 1\n---\nb: 2\n', ['2:1-2:4 several-documents']],
    ['empty file', '', ['1:1-1:1 empty-document']],
    ['only a comment', '# nothing\n', ['1:1-1:2 empty-document']],
    ['tab as indentation', 'a:\n\tb: 1\n', ['2:1-2:2 yaml-syntax']],
    [
      'JSON with comments',
      '// a\r\n{"a": /* b\nc */ 1, // "d\n "e": "//", }',
      ['1:1-1:5 json-comment', '2:7-2:11 json-comment', '3:9-3:14 json-comment'],
    ],
    [
      'JSON with twenty-five comments',
      `{${'/**/'.repeat(25)}"a": 1}`,
      Array.from({ length: 20 }, (_, index) => `1:${4 * index + 2}-1:${4 * index + 6} json-comment`),
    ],
    ['JSON cut off', '{"a": [1, 2', ['1:12-1:12 yaml-syntax']],
    ['NUL byte', 'a: 1\nb: \0\n', ['2:4-2:5 not-text']],
    ['not UTF-8', 'a: caf\ufffd\n', ['1:7-1:8 not-text']],
  ])('%s', (_name, text, expected) => {
    expect(told(readDocument(FILE, text).diagnostics)).toEqual(expected);
  });

  it('a duplicate key names the place of the first', () => {
    const [diagnostic] = readDocument(FILE, 'x: 1\na: 1\na: 2\n').diagnostics;
    expect(diagnostic?.related[0]?.span).toMatchObject({ line: 2, column: 1 });
  });

  it('a byte order mark is not a column', () => {
    expect(at('\ufeffa: 1', 'a').span).toMatchObject({ line: 1, column: 4 });
  });
});

describe('where nodes stand', () => {
  it.each<[string, string, readonly (string | number)[], string]>([
    ['plain', 'a: bc  # d\n', ['a'], 'bc'],
    ['quoted, with its quotes', "a: 'it''s'\n", ['a'], "'it''s'"],
    ['literal, from its first to its last character', 'a: |\n\n  x\n   y\n\n\nb: 1\n', ['a'], 'x\n   y'],
    ['flow with a comment before the bracket', 'a: [1,\n 2 # ]\n ] # end\n', ['a'], '[1,\n 2 # ]\n ]'],
    ['empty flow', 'a: [ ]\n', ['a'], '[ ]'],
    ['block mapping, to the end of its last value', 'a:\n  b: 1\n  c: [2]\n\n\nd: 3\n', ['a'], 'b: 1\n  c: [2]'],
    ['block sequence', 'a:\n- 1\n- 2\nb: 3\n', ['a'], '- 1\n- 2'],
    ['JSON object', '{"a": {"b": [1]}}', ['a'], '{"b": [1]}'],
  ])('%s', (_name, text, path, expected) => {
    expect(sourceOf(at(text, ...path))).toBe(expected);
  });

  it.each<[string, string, readonly (string | number)[], number]>([
    ['value of a mapping', 'a:\nb: 1\n', ['a'], 2],
    ['item of a sequence', 'a:\n  -\n  - 1\n', ['a', 0], 6],
    ['after its anchor', 'a: &x\nb: 1\n', ['a'], 5],
    ['in flow', '{a: , b: 1}', ['a'], 3],
  ])('an empty scalar stands where it was left out: %s', (_name, text, path, offset) => {
    const node = at(text, ...path);
    expect([node.start, node.end]).toEqual([offset, offset]);
  });

  it('the text of a plain or JSON scalar is its span, in any document', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((text) => !/^(y|n)$/.test(text));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.boolean(), (value, asJson) => {
        const text = asJson ? JSON.stringify(value, null, 2) : flow(value);
        const { root, diagnostics } = readDocument(FILE, text);
        expect(diagnostics).toEqual([]);
        for (const node of scalarsOf(root)) {
          expect(sourceOf(node)).toBe(asJson ? JSON.stringify(node.text) : node.text);
        }
      }),
    );
  });
});

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{${entries.join(',\n  ')}}`;
}

function scalarsOf(node: DocumentNode | null): readonly (DocumentNode & { kind: 'scalar' })[] {
  if (node === null) return [];
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'sequence') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ key, value }) => [key, ...scalarsOf(value)]);
}

it('JSON with comments is read as if they were not there', () => {
  const { root } = readDocument(FILE, '// x\n{"a": "//", /* "b": 1, */ "c\\"/*": 2}');
  expect(plain(root)).toEqual({ a: '//', 'c"/*': 2 });
});

it('what looks like a comment without an end is none, however often', () => {
  expect(told(readDocument(FILE, `{"a": ${'/*/'.repeat(100_000)}`).diagnostics)).not.toContain('json-comment');
});
