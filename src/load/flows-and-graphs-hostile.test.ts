import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpDeployment } from '../model/dump.ts';
import { load } from './index.ts';
import { mutatedDocument } from './testing/mutated-document.ts';

/** The codes with their places; reading must never throw, and each error has its place. */
function told(text: string, format?: string): readonly string[] {
  const { deployment, diagnostics } = load('t', text, format === undefined ? {} : { format });
  dumpDeployment(deployment);
  for (const { severity, span } of diagnostics) if (severity === 'error') expect(span).not.toBeNull();
  return diagnostics.map(({ code, span }) => (span ? `${span.line}:${span.column} ${code}` : code));
}

const FLOW = {
  format: 'taskflow/1',
  engine: { kind: 'parallel', workers: 2 },
  store: { s: 1 },
  hosts: { vm: { capacity: 1 } },
  flow: {
    name: 'g',
    pattern: 'graph',
    retry: { name: 'r', strategy: 'for_each', values: [1], provides: 'n', attempts: 2 },
    children: [
      { task: 'a', requires: { x: 's' }, provides: ['y', 'z'], returns: 2, host: 'vm', duration: '1s', priority: 1 },
      { task: 'b', arguments: ['y'], rebind: ['y'], optional: ['s'], inject: { q: 1 }, revert_requires: ['y'] },
      { flow: 'inner', pattern: 'linear', children: [{ task: 'c', requires: ['z'] }, { task: 'd' }] },
      { add: [{ task: 'e' }], resolve_requires: false },
    ],
    links: [{ from: 'a', to: 'e', decider: 'go', depth: 'ALL', reasons: ['y'] }],
  },
};

const EXPORT = {
  taskflow: '5.0.0',
  engine: 'SerialActionEngine',
  store: ['s'],
  flow: {
    type: 'flow',
    id: 'g',
    name: 'g',
    pattern: 'graph',
    retry: 'g/r',
    children: [
      { type: 'task', id: 'g/a', name: 'a' },
      { type: 'task', id: 'g/b', name: 'b' },
    ],
    links: [{ from: 'g/a', to: 'g/b', kinds: ['data'], reasons: ['y'], decider: 'd', decider_depth: 'Depth.ATOM' }],
  },
  tasks: [
    {
      id: 'g/a',
      name: 'a',
      class: 'A',
      provides: ['y'],
      optional: [],
      rebind: { x: 's' },
      revert_rebind: {},
      inject: { i: 1 },
    },
    {
      id: 'g/b',
      name: 'b',
      class: 'B',
      provides: [],
      optional: ['o'],
      rebind: { o: 'o', y: 'y' },
      revert_rebind: {},
      host: 'vm',
      duration: '1s',
    },
  ],
  retries: [{ id: 'g/r', name: 'r', class: 'R', provides: ['n'], rebind: {}, revert_rebind: {} }],
};

const GRAPH = {
  format: 'makespan-graph/1',
  nodes: [{ id: 'a', duration: '1s', type: 't', kind: 'create', host: 'vm', tracked: true }, 'b'],
  edges: [{ from: 'a', to: 'b', value: 'v' }, ['a', 'b']],
  links: [{ source: 'a', target: 'b' }],
};

describe.each([
  ['a flow', 'taskflow', FLOW],
  ['an exported flow', 'taskflow', EXPORT],
  ['a graph', 'graph', GRAPH],
] as const)('%s', (_name, format, document) => {
  it('is read without a word as it stands', () => {
    expect(told(JSON.stringify(document))).toEqual([]);
  });

  it('with any one value of a wrong kind is read, and errors have their places', () => {
    fc.assert(
      fc.property(mutatedDocument(document), (text) => void told(text, format)),
      { numRuns: 400 },
    );
  });

  it('truncated anywhere is read', () => {
    const text = JSON.stringify(document);
    for (let length = 0; length < text.length; length += 7) told(text.slice(0, length));
  });
});

const DOT =
  'digraph "g" { rankdir=LR; node [x=1]; a [duration="2s"]; subgraph cluster_vm { b; c } a -> {b c} -> d [value=v]; }';

describe('DOT', () => {
  it('is read without a word as it stands', () => {
    expect(told(DOT)).toEqual([]);
    expect(load('t', DOT).deployment.tasks.size).toBe(4);
  });

  it.each<[string, string, string]>([
    ['truncated', DOT.slice(0, 40), '1:41 dot-syntax'],
    ['without an end of a string', 'digraph { a -> "b }', '1:16 dot-syntax'],
    ['without an end of markup', 'digraph { a [label=<<b>] }', '1:20 dot-syntax'],
    ['undirected', 'graph { a -- b }', '1:11 undirected-edge'],
    ['a node before itself', 'digraph { a -> a }', '1:11 self-dependency'],
    ['a bad duration', 'digraph { a [duration=soon] }', '1:11 bad-duration'],
    ['a reserved name', 'digraph { toString -> b }', '1:11 reserved-name'],
    ['two graphs', 'digraph { } digraph { }', '1:13 dot-syntax'],
    ['deep braces', `digraph ${'{'.repeat(10_000)}`, '1:210 dot-syntax'],
    ['a sign that begins nothing', 'digraph { a -> ? }', '1:16 dot-syntax'],
    ['binary', 'digraph { \0 }', '1:11 not-text'],
    ['groups that multiply', `digraph { {${many('a')}} -> {${many('b')}} }`, '1:11 graph-too-large'],
  ])('%s ends in a diagnostic with its place', (_name, text, expected) => {
    expect(told(text)).toContain(expected);
  });

  it('any text after its beginning is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void told(`digraph {${text}`)),
      { numRuns: 300 },
    );
  });

  it('long comments, strings and white space are read', () => {
    const long = ' '.repeat(1_000_000);
    expect(told(`digraph {/*${long}*/${long} "${long}x" -> b }`)).toEqual([]);
    expect(told(`/*${long}`)).not.toEqual([]);
  });
});

function many(letter: string): string {
  return Array.from({ length: 1000 }, (_, index) => `${letter}${index}`).join(' ');
}

describe('large flows', () => {
  it('a chain by values, a wide one and deep nesting are read', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => ({
      task: `t${i}`,
      requires: i ? [`s${i - 1}`] : [],
      provides: `s${i}`,
    }));
    for (const pattern of ['linear', 'graph'])
      expect(told(JSON.stringify({ format: 'taskflow/1', flow: { name: 'f', pattern, children: chain } }))).toEqual([]);
    let nested: object = { task: 't' };
    for (let depth = 0; depth < 60; depth += 1) nested = { flow: `f${depth}`, children: [nested] };
    expect(told(JSON.stringify({ format: 'taskflow/1', flow: nested }))).toEqual([]);
  });

  it('a graph flow in which everybody lacks everything is read', () => {
    const children = Array.from({ length: 1500 }, (_, i) => ({
      task: `t${i}`,
      requires: ['x', `y${i}`],
      provides: `z${i}`,
    }));
    const flow = { name: 'f', pattern: 'graph', children };
    expect(told(JSON.stringify({ format: 'taskflow/1', flow })).length).toBe(3000);
  });
});
