import { describe, expect, it } from 'vitest';
import { load } from '../load/index.ts';
import type { Deployment } from '../model/deployment.ts';
import { NO_REVISION, type Revision } from '../model/revised.ts';
import { rewrite } from './rewrite.ts';

/** The revision that lets `b` (or what is given) come after `a` no more, and `to` come after it instead. */
function moved(deployment: Deployment, dependent: string, to: readonly string[] = []): Revision {
  const found = deployment.tasks.inEdges(dependent).flatMap((edge) =>
    deployment.tasks
      .getEdgeAttribute(edge, 'reasons')
      .filter(({ kind }) => kind === 'explicit')
      .map((reason) => ({ reason, prerequisite: deployment.tasks.source(edge) })),
  );
  return {
    ...NO_REVISION,
    dropped: found.map(({ reason }) => reason.span),
    added: to.flatMap((task) => found.map(({ reason, prerequisite }) => ({ prerequisite, dependent: task, reason }))),
  };
}

function written(text: string, dependent: string, to: readonly string[] = []): string {
  const { deployment } = load('t.yaml', text);
  const result = rewrite({ deployment, file: 't.yaml', text }, moved(deployment, dependent, to));
  return 'text' in result ? result.text : `no: ${result.because}`;
}

const NATIVE = (b: string, c: string): string => `makespan: 1\ntasks:\n  a: 1s\n  a2: 1s\n  b:${b}\n  c:${c}  # c\n`;

describe('an order that moves from one task to another', () => {
  it.each([
    ['to a duration', ' {after: a, duration: 1s}', ' 2s', ' {duration: 1s}', ' {duration: 2s, after: a}'],
    [
      'to a distribution',
      ' {duration: 1s, after: a}',
      ' uniform(1s, 2s)',
      ' {duration: 1s}',
      " {duration: 'uniform(1s, 2s)', after: a}",
    ],
    ['to a quoted duration', ' {duration: 1s, after: [a]}', ' "2s"', ' {duration: 1s}', ' {duration: "2s", after: a}'],
    ['to nothing', ' {duration: 1s, after: a}', '', ' {duration: 1s}', ' {after: a}'],
    [
      'to a flow mapping',
      ' {duration: 1s, after: a}',
      ' {duration: 2s, type: x}',
      ' {duration: 1s}',
      ' {duration: 2s, after: a, type: x}',
    ],
    ['beside another', ' {duration: 1s, after: a}', ' {after: a2}', ' {duration: 1s}', ' {after: [a2, a]}'],
    ['into a list', ' {duration: 1s, after: a}', ' {after: [ a2 ]}', ' {duration: 1s}', ' {after: [ a2, a ]}'],
    ['two of a list', ' {duration: 1s, after: [a, a2]}', ' 2s', ' {duration: 1s}', ' {duration: 2s, after: [a, a2]}'],
    [
      'to a block mapping',
      ' {duration: 1s, after: a}',
      '\n    duration: 2s\n    type: x',
      ' {duration: 1s}',
      '\n    duration: 2s\n    after: a\n    type: x',
    ],
    [
      'into a list of lines',
      '\n    after:\n    - a\n    duration: 1s',
      '\n    after:\n    - a2\n    type: x',
      '\n    duration: 1s',
      '\n    after:\n    - a2\n    - a\n    type: x',
    ],
  ])('%s', (_name, b, c, newB, newC) => {
    expect(written(NATIVE(b, c), 'b', ['c'])).toBe(NATIVE(newB, newC));
  });

  it('in JSON with its quotes', () => {
    const text = '{"makespan": 1, "tasks": {"a": "1s", "b": {"duration": "1s", "after": "a"}, "c": "2s"}}';
    expect(written(text, 'b', ['c'])).toBe(
      '{"makespan": 1, "tasks": {"a": "1s", "b": {"duration": "1s"}, "c": {"duration": "2s", "after": "a"}}}',
    );
  });

  it('keeps the line ends of the text', () => {
    const text = NATIVE(' {duration: 1s, after: a}', '\n    duration: 2s').replaceAll('\n', '\r\n');
    expect(written(text, 'b', ['c'])).toContain('\r\n    duration: 2s  # c\r\n    after: a\r\n');
  });

  it.each([
    ['a comment would go with it', '\n    after: a  # because\n    duration: 1s', ' 2s'],
    ['the other is an alias', ' &t {duration: 1s, after: a}', ' *t'],
  ])('is not written where %s', (_name, b, c) => {
    expect(written(NATIVE(b, c), 'b', ['c'])).toMatch(/^no: /);
  });
});

const ARTICLES = `makespan: 1
handles:
  told:
  kept: {initial: [x]}
tasks:
  s: {duration: 5s, signals: told}  # s
  w:
    wait: {handle: told, timeout: 10m}
  t: {duration: 1s, after: w}
  u: {duration: 1s, after: [w, s]}
`;

describe('a wait that goes', () => {
  it('takes its handle and the signal with it', () => {
    const { deployment } = load('t.yaml', ARTICLES);
    const reasonOf = (task: string) => deployment.tasks.getEdgeAttribute('w', task, 'reasons')[0]!;
    const added = ['t', 'u'].map((dependent) => ({ prerequisite: 's', dependent, reason: reasonOf(dependent) }));
    const result = rewrite(
      { deployment, file: 't.yaml', text: ARTICLES },
      { ...NO_REVISION, added, removedTasks: ['w'] },
    );
    expect('text' in result && result.text).toBe(`makespan: 1
handles:
  kept: {initial: [x]}
tasks:
  s: {duration: 5s}  # s
  t: {duration: 1s, after: s}
  u: {duration: 1s, after: [s]}
`);
  });
});
