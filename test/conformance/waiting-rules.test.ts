import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import type { Example, Rule } from '../../src/analyze/rule.ts';
import { rules } from '../../src/analyze/rules/index.ts';
import { frontEnds, load } from '../../src/load/index.ts';
import { memoryFileSource } from '../../src/load/memory-file-source.ts';

/** What a rule says of an example that loads without errors. */
function findingsOf(rule: Rule, example: Example): readonly string[] {
  const options = { files: memoryFileSource(new Map(Object.entries(example.files ?? {}))) };
  const { deployment, diagnostics } = load(example.file, example.text, options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const previous = example.previous === undefined ? {} : { previous: load(example.file, example.previous).deployment };
  return analyze(deployment, { rules: [rule], ...previous }).map(({ message }) => message);
}

const canRead = (example: Example): boolean =>
  example.file.startsWith('native') || frontEnds.some(({ id }) => id === 'heat');

/** The rules of other folders are tested beside them. */
const OTHERS = new Set([
  'coarse-cycle',
  'dependency-cycle',
  'implicit-cycle',
  'over-constraint',
  'redundant-dependency',
  'unknown-decides',
]);

const own = rules.filter(({ id }) => !OTHERS.has(id));

describe('the rules about waits', () => {
  for (const rule of own) {
    for (const [place, example] of rule.bad.entries()) {
      it.skipIf(!canRead(example))(`${rule.id} finds its bad example ${place + 1}`, () => {
        expect(findingsOf(rule, example)).not.toEqual([]);
      });
    }
    for (const [place, example] of rule.good.entries()) {
      it.skipIf(!canRead(example))(`${rule.id} is silent on its good example ${place + 1}`, () => {
        expect(findingsOf(rule, example)).toEqual([]);
      });
    }
  }
});
