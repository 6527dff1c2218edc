import { describe, expect, it } from 'vitest';
import type { Finding } from '../../analyze/finding.ts';
import { findingChanges } from './finding-changes.ts';

function finding(message: string, more: Partial<Finding> = {}): Finding {
  return {
    ...{ rule: 'a-rule', severity: 'warning', confidence: 'likely', message, span: null, related: [], evidence: [] },
    ...more,
  };
}

/** How many are fresh, mended, worse and kept. */
function counts(before: readonly Finding[], after: readonly Finding[]): readonly number[] {
  const { fresh, mended, worse, kept } = findingChanges(before, after);
  return [fresh.length, mended.length, worse.length, kept];
}

describe('a finding of two revisions', () => {
  it.each([
    ['is the same when it moved', [finding('x', { path: 'a' })], [finding('x', { path: 'b' })], [0, 0, 0, 1]],
    ['is the same when its figures changed', [finding('takes 5.1 s')], [finding('takes 12 s')], [0, 0, 0, 1]],
    ['is the same at the same keys', [finding('x', { path: 'a/b' })], [finding('y', { path: 'a/b' })], [0, 0, 0, 1]],
    ['is another of another rule', [finding('x')], [finding('x', { rule: 'other' })], [1, 1, 0, 0]],
    ['is another with other words', [finding('x')], [finding('y')], [1, 1, 0, 0]],
    ['twice is one more than once', [finding('x')], [finding('x'), finding('x')], [1, 0, 0, 1]],
    ['is worse when it is surer', [finding('x')], [finding('x', { confidence: 'proved' })], [0, 0, 1, 0]],
    ['is worse when it is graver', [finding('x')], [finding('x', { severity: 'error' })], [0, 0, 1, 0]],
    ['is no worse when it is milder', [finding('x')], [finding('x', { severity: 'info' })], [0, 0, 0, 1]],
  ])('%s', (_name, before, after, expected) => {
    expect(counts(before, after)).toEqual(expected);
  });

  it('is matched with the nearest: the same words first', () => {
    const [one, two] = [finding('waits 1 s', { path: 'a' }), finding('waits 2 s', { path: 'b' })];
    const { fresh, mended } = findingChanges([one, two], [finding('waits 2 s', { path: 'b' })]);
    expect([fresh, mended]).toEqual([[], [one]]);
  });
});
