import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.ts';
import { drawnDeployment, lineSpan } from '../model/testing/drawn-deployment.ts';
import { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { analyze, fromDiagnostics, sortFindings } from './index.ts';
import type { Rule } from './rule.ts';

const deployment = drawnDeployment('host A: a1\nhost B: b1\na1 -> b1');

function rule(id: string, lines: readonly number[]): Rule {
  const texts = { summary: '', why: '', bad: [], good: [] };
  return {
    ...texts,
    id,
    severity: 'warning',
    confidence: 'likely',
    *check() {
      for (const line of lines) yield { message: 'said', at: lineSpan('x', line) };
    },
  };
}

describe('analyze', () => {
  it('sorts by place, then rule, and says equal things once', () => {
    const findings = analyze(deployment, { rules: [rule('b', [3, 1, 3]), rule('a', [3])] });
    expect(findings.map((finding) => `${finding.span?.line} ${finding.rule}`)).toEqual(['1 b', '3 a', '3 b']);
  });

  it('takes severity and confidence from the rule unless the finding has its own', () => {
    const softer: Rule = {
      ...rule('a', []),
      *check() {
        yield { message: 'x', at: lineSpan('x', 1), severity: 'info' };
      },
    };
    expect(analyze(deployment, { rules: [softer] })).toMatchObject([{ severity: 'info', confidence: 'likely' }]);
  });

  it('the order of the rules changes nothing', () => {
    const [a, b, c] = [rule('a', [2, 1]), rule('b', [1]), rule('c', [2])];
    expect(analyze(deployment, { rules: [a, b, c] })).toEqual(analyze(deployment, { rules: [c, b, a] }));
  });

  it('sorting is the same whatever the order it is given', () => {
    const findings: readonly Finding[] = ['m', 'k'].flatMap((message) =>
      [null, lineSpan('x', 2), lineSpan('x', 1)].map((span) => finding(message, span)),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray([...findings], { minLength: findings.length }), (shuffled) => {
        expect(sortFindings(shuffled)).toEqual(sortFindings(findings));
      }),
    );
    expect(sortFindings(findings)[0]).toMatchObject({ span: null, message: 'k' });
  });

  it('what loading says becomes findings under its code', () => {
    const { rule: _rule, evidence: _evidence, ...rest } = finding('no such key', null);
    const diagnostic: Diagnostic = { code: 'unknown-key', ...rest };
    expect(fromDiagnostics([diagnostic])).toEqual([{ ...finding('no such key', null), rule: 'unknown-key' }]);
  });
});

describe('facts', () => {
  it('are computed once', () => {
    const facts = new Facts(deployment);
    expect(facts.tasks).toBe(facts.tasks);
    expect(facts.order('host')).toBe(facts.order('host'));
    expect(facts.order('host')).not.toBe(facts.order('fine'));
    expect([...facts.tasksOfHost]).toEqual([
      ['A', ['a1']],
      ['B', ['b1']],
    ]);
  });
});

function finding(message: string, span: Finding['span']): Finding {
  return { rule: 'r', severity: 'info', confidence: 'proved', message, span, related: [], evidence: [] };
}
