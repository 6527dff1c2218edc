import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../src/load/heat/dialect.ts';
import { resourceTypeOf } from '../../src/load/heat/resource-types.ts';
import type { LoadResult } from '../../src/load/load.ts';
import {
  corpusFolder,
  cyclicComponents,
  differences,
  type ExpectedGraph,
  loadFromCorpus,
  readJson,
  templatesBelow,
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

describe.skipIf(folder === null)('the tables of the engine', () => {
  it('each version has the functions, condition functions, sections and keys that Heat gives it', () => {
    const tables = readJson<Record<string, VersionTable>>(folder!, 'functions.json');
    for (const [name, table] of Object.entries(tables)) {
      const dot = name.indexOf('.');
      const dialect = dialectOf(name.slice(0, dot), name.slice(dot + 1));
      const isRemoved = (word: string): boolean => table.functions[word] === 'REMOVED';
      const words = Object.keys(table.functions);
      expect(sorted(dialect!.functions), name).toEqual(sorted(words.filter((word) => !isRemoved(word))));
      expect(sorted(dialect!.removed), name).toEqual(sorted(words.filter(isRemoved)));
      expect(sorted(dialect!.conditionFunctions), name).toEqual(sorted(Object.keys(table.condition_functions)));
      expect(sorted(dialect!.sections), name).toEqual(
        sorted(table.sections.filter((word) => word !== '__undefined__')),
      );
      expect(sorted(dialect!.resourceKeys), name).toEqual(sorted(table.resource_keys));
    }
  });

  it('each type has the properties and attributes that Heat gives it', () => {
    const tables = readJson<Record<string, TypeTable>>(folder!, 'resource-types.json');
    for (const [name, table] of Object.entries(tables)) {
      if (table.hidden === null) continue;
      const type = resourceTypeOf(name);
      expect(Object.fromEntries(type?.properties ?? []), name).toEqual(table.properties);
      expect(sorted(type?.attributes ?? []), name).toEqual(sorted(table.attributes));
      expect(type?.waits, name).toBe(table.waits);
    }
  });

  it('every template there is loads without throwing', () => {
    for (const file of templatesBelow(folder!)) expect(() => loadFromCorpus(folder!, file), file).not.toThrow();
  });
});

interface VersionTable {
  readonly functions: Readonly<Record<string, string>>;
  readonly condition_functions: Readonly<Record<string, string>>;
  readonly sections: readonly string[];
  readonly resource_keys: readonly string[];
}

interface TypeTable {
  readonly hidden: readonly string[] | null;
  readonly properties: Readonly<Record<string, boolean>>;
  readonly attributes: readonly string[];
  readonly waits: boolean;
}

function sorted(words: Iterable<string>): readonly string[] {
  return [...words].sort();
}

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
