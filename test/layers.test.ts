import { DirectedGraph } from 'graphology';
import { hasCycle, topologicalSort } from 'graphology-dag';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf } from './imports.ts';
import { isTestFile, sourceFiles } from './source-files.ts';

interface Layer {
  /** Folders of `src` that this one may import. */
  readonly folders: readonly string[];
  /** Folders of which it may import types, which are erased: nothing of them runs. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  readonly because: string;
}

/** Who may import whom. The folders are in the order in which data runs through them. */
const LAYERS: Readonly<Record<string, Layer>> = {
  graph: {
    folders: [],
    packages: ['graphology', 'graphology-dag'],
    because: 'algorithms are tested with small graphs and no domain words',
  },
  model: {
    folders: ['graph'],
    packages: ['fastest-levenshtein', 'graphology', 'graphology-dag'],
    because: 'everyone speaks it; it speaks of no one',
  },
  load: {
    folders: ['model'],
    packages: ['js-yaml', 'yaml'],
    because: 'a format must not know which rules exist',
  },
  analyze: {
    folders: ['graph', 'model'],
    packages: ['graphology', 'graphology-dag'],
    because: 'rules see the model, not the text it came from',
  },
  rewrite: {
    folders: ['model', 'load'],
    packages: [],
    because: 'it says a change in the text of a format, and must not know what the change gains',
  },
  lint: {
    folders: ['graph', 'model', 'load', 'analyze', 'rewrite'],
    packages: [],
    because: 'it joins findings to the text they stand in, and judges a mended text again',
  },
  simulate: {
    folders: ['graph', 'model'],
    packages: ['graphology', 'seedrandom'],
    because: 'a run must not depend on which rules were on',
  },
  calibrate: { folders: ['model'], packages: [], because: 'logs know neither rules nor runs' },
  write: { folders: ['model'], packages: [], because: 'formats know neither rules nor runs' },
  study: {
    folders: ['graph', 'model', 'analyze', 'simulate'],
    packages: [],
    because: 'it composes runs, and proves what it proposes',
  },
  report: {
    folders: ['model'],
    types: ['analyze', 'simulate', 'study'],
    packages: [],
    because: 'it must work from a saved Result',
  },
  'report/html': {
    folders: ['model', 'report', 'simulate/kernel'],
    types: ['analyze', 'simulate', 'study'],
    packages: ['d3'],
    because: "the page's code draws with d3, and its sliders run the same kernel",
  },
  cli: {
    folders: [
      'graph',
      'model',
      'load',
      'analyze',
      'lint',
      'rewrite',
      'simulate',
      'calibrate',
      'write',
      'study',
      'report',
    ],
    packages: ['ignore', 'node:', 'tinyglobby', 'yargs'],
    because: 'the only place that reads, writes, prints, exits',
  },
};

const imports = sourceFiles('src')
  .filter(({ path }) => !isTestFile(path))
  .flatMap(importsOf);

describe('who may import whom', () => {
  for (const [name, layer] of Object.entries(LAYERS)) {
    it(`${name}: ${layer.because}`, () => {
      const wrong = imports.filter(({ from }) => layerOf(from) === name).filter((one) => !isAllowed(one, name, layer));
      expect(wrong.map(({ from, to, typeOnly }) => `${from} imports ${typeOnly ? 'types of ' : ''}${to}`)).toEqual([]);
    });
  }

  it('every folder of src stands in the table', () => {
    const folders = new Set(sourceFiles('src').map(({ path }) => path.split('/')[1] as string));
    expect([...folders].filter((folder) => !folder.startsWith('index.') && !(folder in LAYERS))).toEqual([]);
  });

  it('nothing that ships imports a test or its tools', () => {
    expect(imports.filter(({ to }) => isTestFile(to))).toEqual([]);
  });

  it('no file reaches itself through what it imports', () => {
    const files = new DirectedGraph();
    for (const { from, to, isPackage, typeOnly } of imports) {
      if (!isPackage && !typeOnly) files.mergeDirectedEdge(from, to);
    }
    expect(hasCycle(files) ? knot(files) : []).toEqual([]);
  });
});

describe('the scanner', () => {
  it.each([
    ["import type { A } from '../model/a.ts';", 'types of src/model/a.ts'],
    ["import {\n  a,\n  type B,\n} from './a.ts';", 'src/load/a.ts'],
    ["export { a } from '../analyze/a.ts';", 'src/analyze/a.ts'],
    ["const a = await import('../cli/main.ts');", 'src/cli/main.ts'],
    ["readonly a: import('../model/a.ts').A;", 'types of src/model/a.ts'],
    ["import 'node:fs';", 'node:fs'],
  ])('sees %j', (text, expected) => {
    const found = importsOf({ path: 'src/load/x.ts', text });
    expect(found.map(({ to, typeOnly }) => (typeOnly ? `types of ${to}` : to))).toEqual([expected]);
  });
});

function layerOf(path: string): string {
  const inside = path.replace(/^src\//, '');
  return inside.startsWith('report/html/') ? 'report/html' : (inside.split('/')[0] as string);
}

function isAllowed({ from, to, isPackage, typeOnly }: Import, name: string, layer: Layer): boolean {
  // The model's graphs have graphology's type, so whoever reads the model may name it.
  if (isPackage && typeOnly && to === 'graphology-types') return true;
  if (isPackage)
    return layer.packages.some((allowed) => to === allowed || (allowed === 'node:' && to.startsWith(allowed)));
  const isBelow = (folder: string): boolean => to.startsWith(`src/${folder}/`);
  if (layerOf(from) === layerOf(to) || layer.folders.some(isBelow)) return true;
  // The page is a part of the report: its other documents may call it, as `renderHtml` does.
  if (name === 'report' && isBelow('report')) return true;
  return typeOnly && (layer.types ?? []).some(isBelow);
}

/** The files that are left when those outside every cycle are taken away. */
function knot(files: DirectedGraph): readonly string[] {
  const rest = files.copy();
  for (;;) {
    const outside = rest.filterNodes((node) => rest.inDegree(node) === 0 || rest.outDegree(node) === 0);
    if (outside.length === 0) return rest.nodes();
    for (const node of outside) rest.dropNode(node);
    if (rest.order === 0) return topologicalSort(files);
  }
}
