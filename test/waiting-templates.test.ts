import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analyze/index.ts';
import { load } from '../src/load/index.ts';
import { waitingTemplateCases } from './waiting-template-cases.ts';

/** What the rules about waits say of a template, a line each: `confidence rule line: message`. */
describe.each(Object.entries(waitingTemplateCases))('%s', (_rule, rows) => {
  it.each(rows)('$name', ({ file = 'hot.yaml', text, rules, expected }) => {
    const { deployment, diagnostics } = load(file, text);
    expect(diagnostics.filter(({ code }) => /syntax|unknown-key/.test(code))).toEqual([]);
    const found = analyze(deployment).filter(({ rule }) => rules.includes(rule));
    expect(found.map(({ confidence, rule, message }) => `${confidence} ${rule}: ${message}`)).toEqual(expected);
  });
});
