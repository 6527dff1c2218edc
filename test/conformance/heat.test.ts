import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../../src/load/load.ts';
import {
  corpusFolder,
  cyclicComponents,
  differences,
  type ExpectedGraph,
  loadFromCorpus,
  readJson,
} from './testing/heat-corpus.ts';
import { textAt } from './testing/text-at.ts';

const folder = corpusFolder();
const title = 'the graphs of the real engine (skipped without ../shared/data or MAKESPAN_CORPUS)';

describe.skipIf(folder === null)(title, () => {
  it('every template of the corpus has exactly the edges that Heat gives it, nested ones too', () => {
    const unequal = [...corpus()].flatMap(([file, loaded, expected]) => {
      const found = differences(loaded.deployment, expected);
      return found.length === 0 ? [] : [`${file}: ${found.join('; ')}`];
    });
    const total = [...corpus()].length;
    console.log(`edge sets equal: ${total - unequal.length} of ${total}`);
    expect(unequal).toEqual([]);
  });

  it('every probe has the graph that Heat gives it, or is rejected for the same reason', () => {
    const probes = readJson<Record<string, ExpectedGraph>>(folder!, 'probes', 'expected.json');
    const wrong = Object.entries(probes).flatMap(([file, expected]) => {
      const found = judge(loadFromCorpus(folder!, `probes/${file}`, expected), expected);
      return found.length === 0 ? [] : [`${file}: ${found.join('; ')}`];
    });
    const total = Object.keys(probes).length;
    console.log(`probes: ${total - wrong.length} of ${total}`);
    expect(wrong).toEqual([]);
  });

  it('every cycle that Heat finds is in the graph, and no other', () => {
    const entries = readJson<readonly CircularEntry[]>(folder!, 'circular', 'EXPECTED.json');
    const wrong = entries.flatMap(({ file, sccs, graph_error: error }) => {
      const { deployment, diagnostics } = loadFromCorpus(folder!, `circular/${file}`);
      const found = cyclicComponents(deployment);
      const isSaid = diagnostics.some(({ code }) => code === 'heat-circular-condition');
      const isEqual = JSON.stringify(found) === JSON.stringify(sccs ?? []);
      const isConditionCycle = /Circular definition for condition/.test(JSON.stringify(error));
      return isEqual && isSaid === isConditionCycle ? [] : [`${file}: ${JSON.stringify(found)}`];
    });
    console.log(`circular: ${entries.length - wrong.length} of ${entries.length}`);
    expect(wrong).toEqual([]);
  });

  it('every edge has a reason whose place in the template holds the name it refers to', () => {
    const wrong = [...corpus()].flatMap(([file, loaded]) => unplacedEdges(loaded).map((edge) => `${file}: ${edge}`));
    expect(wrong).toEqual([]);
  });
});

function* corpus(): Generator<readonly [string, LoadResult, ExpectedGraph]> {
  const graphs = readJson<Record<string, ExpectedGraph>>(folder!, 'expected-graphs.json');
  for (const [file, expected] of Object.entries(graphs)) {
    const env = expected.env?.map((name) => `templates/${name}`) ?? [];
    yield [file, loadFromCorpus(folder!, `templates/${file}`, { ...expected, env }), expected];
  }
}

interface CircularEntry {
  readonly file: string;
  readonly sccs: readonly (readonly string[])[] | null;
  readonly graph_error: unknown;
}

/** Heat's errors, and the code that says the same. */
const SAME_REASON: readonly (readonly [RegExp, string])[] = [
  [/specified reference/, 'heat-dangling-reference'],
  [/depends_on (?:type )?must be/, 'heat-wrong-dependency'],
  [/Invalid dependency with external/, 'heat-external-dependency'],
  [/is invalid in this context/, 'heat-condition-function'],
  [/Circular definition for condition/, 'heat-circular-condition'],
];

function judge({ deployment, diagnostics }: LoadResult, expected: ExpectedGraph): readonly string[] {
  if (expected.ok) return differences(deployment, expected);
  const message = expected.error?.message ?? '';
  const code = SAME_REASON.find(([pattern]) => pattern.test(message))?.[1];
  const found = diagnostics.filter(({ severity }) => severity === 'error').map((item) => item.code);
  return code !== undefined && found.includes(code) ? [] : [`${message}: expected ${code}, found ${found.join(', ')}`];
}

function unplacedEdges({ deployment, files }: LoadResult): readonly string[] {
  const { resources } = deployment;
  return resources
    .mapDirectedEdges((_edge, { reasons }, source, target, { name }) => {
      const isPlaced = reasons.some(({ kind, span }) => {
        const text = textAt(files, span);
        // A name may be computed (`get_resource: {get_param: n}`); an implicit rule is placed at what triggers it.
        return text !== null && (kind === 'implicit' ? text !== '' : text.includes(name) || text.includes('get_param'));
      });
      return isPlaced ? '' : `${source} → ${target}`;
    })
    .filter((edge) => edge !== '');
}
