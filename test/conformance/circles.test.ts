import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/analyze/facts.ts';
import { analyze } from '../../src/analyze/index.ts';
import { coarseCycle } from '../../src/analyze/rules/coarse-cycle.ts';
import { corpusFolder, loadFromCorpus, readJson } from './testing/heat-corpus.ts';

const folder = corpusFolder();

interface CircularTemplate {
  readonly file: string;
  /**
   * The strongly connected components that Heat's own graph of the top-level template has; absent when it has no
   * graph.
   */
  readonly sccs?: readonly (readonly string[])[];
}

/**
 * Cycles inside a nested template: Heat finds them only when it creates the nested stack, so they are not in `sccs`.
 */
const NESTED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'd04_nested_internal_cycle.yaml': [['x/p', 'x/q']],
};

describe.skipIf(folder === null)('circles that the real engine found (skipped without the corpus)', () => {
  it('are the same, member by member, in every circular template', () => {
    const templates = readJson<readonly CircularTemplate[]>(folder!, 'circular/EXPECTED.json');
    const found = templates.map(({ file }) => {
      const { written, hidden, ofStacks } = new Facts(loadFromCorpus(folder!, `circular/${file}`).deployment).circles;
      const circles = [...written, ...hidden, ...ofStacks].map(({ members }) => [...members].sort());
      return [file, circles.sort()];
    });
    expect(found).toEqual(templates.map(({ file, sccs }) => [file, NESTED[file] ?? sccs ?? []]));
    expect(found.length).toBeGreaterThan(15);
  });

  it.each([
    [
      'nested stacks that Heat refuses while their components have an order',
      'circular/d03_nested_templates_coarse_cycle.yaml',
      'error',
    ],
    [
      'machines that Heat deploys because it orders components',
      'templates/heat-templates/hot/software-config/example-templates/example-deploy-sequence.yaml',
      'info',
    ],
  ])('%s', (_name, file, severity) => {
    const findings = analyze(loadFromCorpus(folder!, file).deployment, { rules: [coarseCycle] });
    expect(findings).toMatchObject([{ severity, confidence: 'proved' }]);
  });
});
