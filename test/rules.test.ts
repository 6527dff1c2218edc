import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { insertRule, isRuleId, ruleConstant, ruleTemplate } from '../scripts/new-rule.ts';
import { findingsOf, isReadable, rulesPage } from '../scripts/rules-page.ts';
import { rules } from '../src/analyze/rules/index.ts';
import { diagnosticCodes } from '../src/load/codes.ts';
import { frontEnds } from '../src/load/index.ts';
import { projectRoot } from './source-files.ts';

const folder = `${projectRoot}src/analyze/rules`;
const index = readFileSync(`${folder}/index.ts`, 'utf8');

describe('the list of rules', () => {
  it('has each file of the folder under its own name, sorted', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const ids = files.filter((file) => file !== 'index.ts').map((file) => file.replace('.ts', ''));
    expect(rules.map(({ id }) => id)).toEqual(ids.sort());
    for (const id of ids) expect(index).toContain(`import { ${ruleConstant(id)} } from './${id}.ts';`);
  });

  it.skipIf(frontEnds.every(({ id }) => id !== 'heat'))('has examples only in formats that can be read', () => {
    const examples = rules.flatMap(({ bad, good }) => [...bad, ...good]);
    expect(examples.filter((example) => !isReadable(example))).toEqual([]);
  });

  it('shares no id with a code of a front-end', () => {
    const codes = new Set(diagnosticCodes.map(({ code }) => code));
    expect(rules.map(({ id }) => id).filter((id) => codes.has(id))).toEqual([]);
  });

  it('gets a new rule at its sorted place, by one import and one entry', () => {
    for (const { id } of rules) {
      const without = index
        .split('\n')
        .filter(
          (line) => line !== `import { ${ruleConstant(id)} } from './${id}.ts';` && line !== `  ${ruleConstant(id)},`,
        )
        .join('\n');
      expect(without).not.toBe(index);
      expect(insertRule(without, id)).toBe(index);
    }
  });

  it.each([
    ['dependency-cycle', true],
    ['Cycle', false],
    ['../cycle', false],
    ['cycle-', false],
  ])('%s can be an id: %s', (id, expected) => {
    expect(isRuleId(id)).toBe(expected);
  });

  it('a template has its id and no examples yet, so that its author cannot forget them', () => {
    expect(ruleTemplate('lost-signal')).toMatch(/^export const lostSignal: Rule = \{\n {2}id: 'lost-signal',$/m);
    expect(ruleTemplate('lost-signal')).toContain('bad: [],');
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has examples of both kinds, and says in a sentence what and why', () => {
    expect(rule.bad.length * rule.good.length).toBeGreaterThan(0);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
  });

  it('shows a template of an orchestrator, or says why none can show it', () => {
    const isOrchestrated = [rule.bad, rule.good].every((examples) =>
      examples.some(({ file }) => /^(hot|cfn)\./.test(file)),
    );
    expect(rule.notInHeat === undefined).toBe(isOrchestrated);
    if (rule.notInHeat !== undefined) expect(rule.notInHeat).toMatch(/^[A-Z].*\.$/);
  });

  it.each(rule.bad.filter(isReadable).map((example, number) => [number + 1, example] as const))(
    'bad example %i fires',
    (_n, example) => {
      expect(findingsOf(example).map((finding) => finding.rule)).toContain(id);
    },
  );

  it.each(rule.good.filter(isReadable).map((example, number) => [number + 1, example] as const))(
    'good example %i passes',
    (_n, example) => {
      const findings = findingsOf(example);
      expect(findings.filter((finding) => finding.rule === id)).toEqual([]);
      // A good example shows how it is done: no error of any kind.
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});

describe('docs/rules.md', () => {
  it('is what the rules say now (npm run docs)', () => {
    expect(readFileSync(`${projectRoot}docs/rules.md`, 'utf8')).toBe(rulesPage());
  });
});
