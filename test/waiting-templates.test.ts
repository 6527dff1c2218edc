import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analyze/index.ts';
import { load } from '../src/load/index.ts';
import { type TemplateCase, waitingTemplateCases } from './waiting-template-cases.ts';

const golden = new URL('waiting-templates.golden.txt', import.meta.url);

/** What the rules about waits say of a template, a line each: `severity confidence rule: message`. */
function findingsOf({ file = 'hot.yaml', text, previous, rules }: TemplateCase): readonly string[] {
  const { deployment, diagnostics } = load(file, text);
  expect(diagnostics.filter(({ code }) => /syntax|unknown-key/.test(code))).toEqual([]);
  const before = previous === undefined ? {} : { previous: load(file, previous).deployment };
  return analyze(deployment, before)
    .filter(({ rule }) => rules.includes(rule))
    .map(({ severity, confidence, rule, message }) => `  ${severity} ${confidence} ${rule}: ${message}`);
}

const written = new Map<string, string>();

describe('each template says what the golden file says', () => {
  for (const [subject, rows] of Object.entries(waitingTemplateCases)) {
    it.each(rows)(`${subject}: $name`, (row) => {
      const title = `${subject}: ${row.name}`;
      const found = [title, ...findingsOf(row)].join('\n');
      written.set(title, found);
      if (!process.env.UPDATE) expect(found).toEqual(expectedOf(title));
    });
  }

  it('the golden file holds these templates and no others', () => {
    const text = `${[...written.values()].join('\n\n')}\n`;
    if (process.env.UPDATE) writeFileSync(golden, text);
    expect(readFileSync(golden, 'utf8')).toEqual(text);
  });
});

function expectedOf(title: string): string | undefined {
  return readFileSync(golden, 'utf8')
    .trimEnd()
    .split('\n\n')
    .find((entry) => entry === title || entry.startsWith(`${title}\n`));
}
