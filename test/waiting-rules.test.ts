import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analyze/index.ts';
import { rules } from '../src/analyze/rules/index.ts';
import { load } from '../src/load/index.ts';
import { contestCases } from './waiting-contest-cases.ts';
import { waitingRuleCases } from './waiting-rule-cases.ts';
import { timeCases } from './waiting-time-cases.ts';

const golden = new URL('waiting-rules.golden.txt', import.meta.url);

/** What one rule says of one native text, a line each: `severity confidence line: message`. */
function findingsOf(id: string, text: string): readonly string[] {
  const { deployment, diagnostics } = load('native.yaml', `makespan: 1\n${text}`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const rule = rules.filter((candidate) => candidate.id === id);
  expect(rule).toHaveLength(1);
  return analyze(deployment, { rules: rule }).map(
    ({ severity, confidence, span, message }) => `  ${severity} ${confidence} ${span?.line}: ${message}`,
  );
}

const written = new Map<string, string>();

describe('each rule about waits says of its cases what the golden file says', () => {
  for (const [id, rows] of Object.entries({ ...waitingRuleCases, ...contestCases, ...timeCases })) {
    it.each(rows)(`${id}: %s`, (name, text) => {
      const title = `${id}: ${name}`;
      const found = [title, ...findingsOf(id, text)].join('\n');
      written.set(title, found);
      if (!process.env.UPDATE) expect(found).toEqual(expectedOf(title));
    });
  }

  it('the golden file holds these cases and no others', () => {
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
