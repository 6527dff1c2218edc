import { describe, expect, it } from 'vitest';
import { Facts } from '../../analyze/facts.ts';
import { load } from '../../load/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import { type AddedDependency, NO_REVISION, type Revision } from '../../model/revised.ts';
import { changedBy } from './changed.ts';
import { differenceFromPromise } from './promise.ts';
import { Baseline } from './proof.ts';

const TEMPLATE = `makespan: 1
handles: {h: }
tasks:
  a: {duration: 1s, provides: v, signals: h}
  b: {duration: 1s, consumes: a.v}
  w: {wait: {handle: h, timeout: 60s}}
  c: {duration: 1s, after: [w, a]}
`;

function deploymentOf(text: string): Deployment {
  return load('t.yaml', text).deployment;
}

const deployment = deploymentOf(TEMPLATE);
const span = deployment.tasks.getNodeAttribute('a', 'span');

function order(prerequisite: string, dependent: string): AddedDependency {
  return { prerequisite, dependent, reason: { kind: 'explicit', via: 'after', span, value: null, when: null } };
}

/** What is wrong with a revision, by the first word of each reason; empty when it is proved. */
function faults(revision: Partial<Revision>): readonly string[] {
  const facts = new Facts(deployment);
  const proved = new Baseline(facts).check(changedBy(facts, { ...NO_REVISION, ...revision }));
  return 'because' in proved ? proved.because.map((reason) => reason.split(' ')[0] ?? '') : [];
}

describe('a changed deployment is judged anew', () => {
  it.each([
    ['no change at all', {}, []],
    ['an order that closes a cycle', { added: [order('b', 'a')] }, ['dependency-cycle', "'w'"]],
    ['an order that keeps a sender behind its wait', { added: [order('w', 'a')] }, ['signal-cycle', "'w'"]],
    ['a wait that goes, its dependent ordered by nobody', { removedTasks: ['w'] }, []],
    ['a wait that goes, its dependent after the sender', { removedTasks: ['w'], added: [order('a', 'c')] }, []],
  ])('%s', (_name, revision, expected) => {
    expect(faults(revision)).toEqual(expected);
  });

  it('a wait may not go where nothing else orders who came after it', () => {
    const [alone] = [deploymentOf(TEMPLATE.replace('[w, a]', 'w'))];
    const facts = new Facts(alone!);
    const changed = changedBy(facts, { ...NO_REVISION, removedTasks: ['w'] });
    expect(new Baseline(facts).check(changed)).toEqual({
      because: ["'c' would no longer come after what 'w' waits for"],
    });
  });
});

describe('what was read again is what was promised', () => {
  it.each([
    ['the same', TEMPLATE, []],
    [
      'an order less',
      TEMPLATE.replace('after: [w, a]', 'type: task'),
      ["'c' does not come after 'a'", "'c' does not come after 'w'"],
    ],
    ['an order more', TEMPLATE.replace('{wait:', '{after: b, wait:'), ["'w' comes after 'b'", "'c' comes after 'b'"]],
    ['a value less', TEMPLATE.replace('consumes: a.v', 'after: a'), ["a value does not pass: 'v' from 'a' to 'b'"]],
    ['a task less', TEMPLATE.replace(/ {2}c: .*\n/, ''), ["'c' is missing"]],
    ['a task more', `${TEMPLATE}  d: 1s\n`, ["'d' is new"]],
  ])('%s', (_name, text, expected) => {
    expect([...differenceFromPromise(deployment, deploymentOf(text))].sort()).toEqual([...expected].sort());
  });
});
