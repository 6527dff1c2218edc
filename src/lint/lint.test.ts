import { describe, expect, it } from 'vitest';
import { load } from '../load/index.ts';
import { type Baseline, type BaselineView, baselineOf, holdBack, readBaseline } from './baseline.ts';
import { type LintedTemplate, type LintOptions, lint } from './lint.ts';
import { presets, ruleLevels } from './rule-levels.ts';

/** `server` after `network` twice over. */
const REDUNDANT = `makespan: 1
tasks:
  network: 5s
  subnet: {duration: 5s, after: network}
  server:
    duration: 60s
    after: [network, subnet]
`;

function linted(text: string, options: LintOptions = {}): LintedTemplate {
  return lint(load('a.yaml', text), options);
}

function rulesOf({ findings }: LintedTemplate): readonly string[] {
  return findings.map(({ rule }) => rule);
}

describe('a comment holds back a finding', () => {
  const behind = (comment: string): string => REDUNDANT.replace('subnet]', `subnet]  ${comment}`);
  const above = (comment: string): string => REDUNDANT.replace('  server:', `  ${comment}\n  server:`);
  const IGNORE = '# makespan-ignore redundant-dependency -- the network is slow to answer';

  it.each([
    ['on its own line', behind(IGNORE)],
    ['in the entry that begins below the comment', above(IGNORE)],
    ['below other comments and blank lines', above(`${IGNORE}\n  # more\n`)],
    ['in the whole file', `# makespan-ignore-file redundant-dependency -- legacy\n${REDUNDANT}`],
  ])('%s', (_where, text) => {
    const result = linted(text);
    expect(rulesOf(result)).toEqual([]);
    expect(result.suppressed).toMatchObject([
      { finding: { rule: 'redundant-dependency' }, reason: expect.any(String) },
    ]);
  });

  it.each([
    ['one without a reason', behind('# makespan-ignore redundant-dependency'), 'suppression-without-reason'],
    ['one with an empty reason', behind('# makespan-ignore redundant-dependency -- '), 'suppression-without-reason'],
    ['one that names no rule', behind('# makespan-ignore -- why not'), 'suppression-without-reason'],
    ['one that names an unknown rule', behind('# makespan-ignore redundant-dependenc -- x'), 'unknown-suppression'],
    [
      'one that holds back nothing there',
      above(IGNORE).replace('after: [network, subnet]', 'after: subnet'),
      'unused-suppression',
    ],
    ['one at another entry', REDUNDANT.replace('  network:', `  ${IGNORE}\n  network:`), 'unused-suppression'],
  ])('%s is a finding', (_what, text, code) => {
    expect(rulesOf(linted(text))).toContain(code);
  });

  it('text that looks like a comment inside a value is none', () => {
    const text = `${REDUNDANT}  note: {duration: 1s, type: "x # makespan-ignore redundant-dependency -- no"}\n`;
    expect(rulesOf(linted(text))).toEqual(['redundant-dependency']);
  });

  it('what an engine rejects is not held back', () => {
    const text = `# makespan-ignore-file unknown-name -- please\n${REDUNDANT.replace('[network, subnet]', '[nowhere]')}`;
    const result = linted(text);
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['unknown-name', 'unused-suppression']));
    expect(result.rejections.size).toBe(1);
  });

  it('one about a rule that is off is not judged', () => {
    const levels = new Map([['redundant-dependency', 'off' as const]]);
    expect(rulesOf(linted(above(IGNORE), { levels }))).toEqual([]);
  });
});

describe('levels', () => {
  it.each([
    ['nothing said', {}, 'info'],
    ['a severity', { levels: [new Map([['a', 'error' as const]])] }, 'error'],
    [
      'a later level over an earlier one',
      { levels: [new Map([['a', 'off' as const]]), new Map([['a', 'warning' as const]])] },
      'warning',
    ],
    ['ignored on the command line', { levels: [new Map([['a', 'error' as const]])], ignored: ['a'] }, 'off'],
    ['asked for by name though off', { levels: [new Map([['a', 'off' as const]])], only: ['a'] }, 'info'],
    ['another asked for by name', { only: ['b'] }, 'off'],
    ['asked for and ignored', { only: ['a'], ignored: ['a'] }, 'off'],
  ])('%s', (_what, choice, expected) => {
    const levels = ruleLevels(['a', 'b'], { levels: [], only: [], ignored: [], ...choice });
    expect(levels.get('a') ?? 'info').toBe(expected);
  });

  it('strict raises each severity one step', () => {
    expect(linted(REDUNDANT, { preset: presets.strict }).findings[0]?.severity).toBe('warning');
  });

  it('a rule that is off does not run', () => {
    const ran: string[] = [];
    const clock = { seconds: () => 0, budgetSeconds: 1, onRule: (rule: string) => void ran.push(rule) };
    linted(REDUNDANT, { levels: new Map([['redundant-dependency', 'off']]), clock });
    expect(ran).not.toContain('redundant-dependency');
    expect(ran).toContain('dependency-cycle');
  });

  it('a rule that takes too long is stopped and says so', () => {
    let now = 0;
    const clock = { seconds: () => (now += 10), budgetSeconds: 5 };
    expect(rulesOf(linted(REDUNDANT, { clock }))).toContain('rule-gave-up');
  });
});

describe('a baseline', () => {
  const view: BaselineView = { nameOf: (file) => file, files: new Set(['a.yaml']), isRejection: () => false };
  const { findings } = linted(REDUNDANT);
  const baseline = baselineOf(findings, null, view);

  it('names a finding by rule and logical path', () => {
    expect(baseline.findings).toEqual([
      { rule: 'redundant-dependency', file: 'a.yaml', path: 'tasks/server/after/network', count: 1 },
    ]);
  });

  it('knows the finding when lines have moved', () => {
    const moved = linted(`# a licence\n\n${REDUNDANT}`).findings;
    expect(holdBack(moved, baseline, view)).toMatchObject({ kept: [], held: [{}], stale: [] });
  });

  it('does not know one of another place', () => {
    const other = linted(REDUNDANT.replace('server:', 'machine:')).findings;
    expect(holdBack(other, baseline, view)).toMatchObject({ kept: [{}], held: [], stale: [{ count: 1 }] });
  });

  it('prunes what is gone and keeps what was not checked', () => {
    const old: Baseline = {
      version: 1,
      findings: [...baseline.findings, { rule: 'r', file: 'b.yaml', path: 'x', count: 2 }],
    };
    expect(baselineOf([], old, view).findings).toEqual([{ rule: 'r', file: 'b.yaml', path: 'x', count: 2 }]);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"version": 2, "findings": []}'],
    ['no list', '{"version": 1}'],
  ])('refuses %s', (_what, text) => expect(readBaseline(text)).toHaveProperty('error'));
});
