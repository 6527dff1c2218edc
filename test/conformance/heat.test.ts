import { describe, expect, it } from 'vitest';
import { corpusFolder, differences, type ExpectedGraph, loadFromCorpus, readJson } from './testing/heat-corpus.ts';

const folder = corpusFolder();

describe.skipIf(folder === null)(
  'the graphs of the real engine (skipped without ../shared/data or MAKESPAN_CORPUS)',
  () => {
    it('every template of the corpus has exactly the edges that Heat gives it, nested ones too', () => {
      const graphs = readJson<Record<string, ExpectedGraph>>(folder!, 'expected-graphs.json');
      const unequal = Object.entries(graphs).flatMap(([file, expected]) => {
        const environments = expected.env?.map((name) => `templates/${name}`);
        const entry = environments ? { ...expected, env: environments } : expected;
        const found = differences(loadFromCorpus(folder!, `templates/${file}`, entry).deployment, expected);
        return found.length === 0 ? [] : [`${file}: ${found.join('; ')}`];
      });
      const total = Object.keys(graphs).length;
      console.log(`edge sets equal: ${total - unequal.length} of ${total}`);
      expect(unequal).toEqual([]);
    });
  },
);
