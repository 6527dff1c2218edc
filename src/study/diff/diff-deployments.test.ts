import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../load/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import { coarseTemplates, nativeText } from '../refine/testing/coarse-templates.ts';
import { everySchedule, longestWay } from '../refine/testing/every-schedule.ts';
import { type DeploymentDiff, type DiffOptions, diffDeployments } from './diff-deployments.ts';

function deploymentOf(text: string): Deployment {
  const { deployment, diagnostics } = load('t.yaml', text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return deployment;
}

function diffOf(before: string, after: string, options: DiffOptions = {}): DeploymentDiff {
  return diffDeployments(deploymentOf(before), deploymentOf(after), { replications: 50, ...options });
}

const SEED = `makespan: 1
handles: {h: }
hosts:
  a: {base: 6s, components: {x: {duration: 2s, provides: v, signals: h}, y: 8s}}
  b: {base: 4s, components: {x: {duration: 2s, consumes: a.x.v}, y: 8s}}
tasks:
  w: {wait: {handle: h, timeout: 60s}}
`;

/** What changed, a line a thing, consequences in brackets. */
function told({ items }: DeploymentDiff): readonly string[] {
  return items.map(({ noun, change, subject, facts, isConsequence }) => {
    const said =
      change === 'changed' ? facts.map(({ name, before, after }) => ` ${name}: ${before} → ${after}`).join(',') : '';
    const text = `${change} ${noun} ${subject}${said}`;
    return isConsequence ? `(${text})` : text;
  });
}

describe('what changed', () => {
  it.each([
    ['a duration', (text: string) => text.replace('y: 8s', 'y: 9s'), ['changed task a.y duration: 8s → 9s']],
    ['a wait', (text: string) => text.replace('timeout: 60s', 'timeout: 90s'), ['changed wait w timeout: 60s → 90s']],
    ['an order', (text: string) => text.replace('b: {base', 'b: {after: a.x, base'), ['added dependency a.x → b.base']],
    [
      'an order after a whole machine',
      (text: string) => text.replace('b: {base', 'b: {after: a, base'),
      [
        'added dependency all of a → b.base',
        '(added dependency a.base → all of a)',
        '(added dependency a.x → all of a)',
        '(added dependency a.y → all of a)',
      ],
    ],
    [
      'a value that no longer passes',
      (text: string) => text.replace(', consumes: a.x.v', ''),
      ['removed dependency a.x → b.x', 'removed value v in b.x'],
    ],
    [
      'a new component, with what follows from it',
      (text: string) => text.replace('y: 8s}}\ntasks', 'y: 8s, z: {duration: 1s, after: a.y}}}\ntasks'),
      [
        'added task b.z',
        '(added dependency b.base → b.z)',
        '(added dependency b.y → b.z)',
        '(added dependency a.y → b.z)',
      ],
    ],
    ['nothing but lines', (text: string) => text.replace('hosts:', '# a comment\nhosts:'), []],
  ])('%s', (_name, change, expected) => {
    expect([...told(diffOf(SEED, change(SEED)))].sort()).toEqual([...expected].sort());
  });

  it('has its place in each of the two texts', () => {
    const { items } = diffOf(SEED, SEED.replace('hosts:', '# a comment\nhosts:').replace('y: 8s', 'y: 9s'));
    expect(items.map(({ before, after }) => [before?.line, after?.line])).toEqual([[4, 5]]);
  });
});

describe('what became possible, broke and was mended', () => {
  it('who still reads a value without being ordered after its producer is named', () => {
    const { order } = diffOf(SEED, SEED.replace(', consumes: a.x.v', ''));
    expect(order?.lostValues).toMatchObject([{ producer: 'a.x', consumer: 'b.x', value: 'v', isStillRead: false }]);
    expect(order?.freed.count).toBe(4);
  });

  it('a deadlock that is new, and gone when the revisions change places', () => {
    const broken = SEED.replace(
      'x: {duration: 2s, provides: v, signals: h}',
      'x: {duration: 2s, provides: v, signals: h, after: w}',
    );
    const rules = (diff: DeploymentDiff): readonly (readonly string[])[] =>
      [diff.findings.fresh, diff.findings.mended].map((found) => [...new Set(found.map(({ rule }) => rule))]);
    const [fresh, mended] = rules(diffOf(SEED, broken));
    expect(fresh).toContain('signal-cycle');
    expect(mended).not.toContain('signal-cycle');
    expect(rules(diffOf(broken, SEED))).toEqual([mended, fresh]);
  });

  it('a finding that only moved is none', () => {
    const text = 'makespan: 1\ntasks:\n  a: 1s\n  b: {duration: 1s, after: a}\n  c: {duration: 1s, after: [a, b]}\n';
    const { findings } = diffOf(text, text.replace('tasks:', '\n\ntasks:'));
    expect(findings).toEqual({ fresh: [], mended: [], worse: [], kept: 1 });
  });

  it('what an update risks is told apart from what the new revision has by itself', () => {
    const before = 'makespan: 1\nhandles: {h: }\ntasks:\n  app: {duration: 1m, signals: h}\n  wc: {wait: h}\n';
    const { update, findings } = diffOf(before, before.replace('1m', '2m'));
    expect(update.map(({ rule }) => rule)).toEqual(['update-no-rewait']);
    expect(findings.fresh).toEqual([]);
  });
});

describe('how the makespan moved', () => {
  it('at both granularities, and what drives it', () => {
    const after = SEED.replace('x: {duration: 2s, provides', 'x: {duration: 5s, provides').replace(
      'b: {base',
      'b: {after: a.x, base',
    );
    const { makespan } = diffOf(SEED, after);
    // a.x ends at 11 s instead of 8 s, and b begins only then: 11 + 4 + 2 + 8 instead of 8 + 2 + 8.
    expect(makespan?.granularities.fine.difference?.mean).toBeCloseTo(7, 9);
    expect(makespan?.byStructure?.mean).toBeCloseTo(4, 9);
    expect(makespan?.byDurations?.mean).toBeCloseTo(3, 9);
    expect(makespan?.drivers.map(({ kind, subject, effect }) => `${kind} ${subject} ${effect.mean}`)).toEqual([
      'dependency added a.x → b.base 4',
      'duration a.x 3',
    ]);
  });

  it('a revision and itself differ in nothing, with drawn times', () => {
    const text = SEED.replace('y: 8s', "y: 'exponential(mean=8s)'");
    const { items, findings, update, makespan, order } = diffOf(text, text);
    expect([items, findings.fresh, findings.mended, update, makespan?.drivers]).toEqual([[], [], [], [], []]);
    expect(makespan?.granularities.fine.difference).toMatchObject({ mean: 0, ciLow: 0, ciHigh: 0 });
    expect([order?.freed.count, order?.added.count]).toEqual([0, 0]);
  });

  it('a task that is added leaves the draws of the others alone', () => {
    const text = SEED.replace('y: 8s', "y: 'exponential(mean=8s)'");
    const { makespan } = diffOf(text, text.replace('tasks:', 'tasks:\n  other: 0s'));
    expect(makespan?.granularities.fine.difference).toMatchObject({ mean: 0, ciLow: 0, ciHigh: 0 });
  });

  it('a cycle of one granularity has no difference, and says so', () => {
    const { makespan } = diffOf(SEED, SEED.replace('y: 8s}}\n  b', 'y: {duration: 8s, after: b.x}}}\n  b'));
    expect(makespan?.granularities.coarse).toMatchObject({
      difference: null,
      after: { makespan: null, cycle: ['a', 'b'] },
    });
  });
});

describe('two random revisions', () => {
  it('order and makespan differ as brute force says, and the other way round the other way', () => {
    fc.assert(
      fc.property(coarseTemplates(2), coarseTemplates(2), (one, other) => {
        const [before, after] = [one, other].map((template) => deploymentOf(nativeText(template, true)));
        const diff = diffDeployments(before!, after!, { engine: 'ideal', replications: 2 });
        const back = diffDeployments(after!, before!, { engine: 'ideal', replications: 2 });
        expect([diff.order?.freed, diff.order?.added]).toEqual([back.order?.added, back.order?.freed]);
        const [was, is] = [longestWay(before!), longestWay(after!)];
        if (was === null || is === null) return;
        const [old, fresh] = [everySchedule(before!).ordered, everySchedule(after!).ordered];
        const isShared = (pair: string): boolean =>
          pair.split(' ').every((id) => after!.tasks.hasNode(id) && before!.tasks.hasNode(id) && !id.endsWith('.done'));
        expect(diff.order?.freed.count).toBe([...old].filter((pair) => isShared(pair) && !fresh.has(pair)).length);
        expect(diff.makespan?.granularities.fine.difference?.mean).toBeCloseTo(is - was, 6);
      }),
      { numRuns: 30 },
    );
  });
});
