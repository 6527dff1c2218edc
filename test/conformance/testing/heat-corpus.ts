import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from '../../../src/load/document/read-document.ts';
import { heat } from '../../../src/load/heat/index.ts';
import type { FileSource, LoadResult } from '../../../src/load/load.ts';
import type { Deployment } from '../../../src/model/deployment.ts';

/** The folder of the Heat data; null when there is none, and then the conformance tests are skipped. */
export function corpusFolder(): string | null {
  const root = process.env.MAKESPAN_CORPUS ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
  const folder = join(root, 'heat');
  return existsSync(join(folder, 'expected-graphs.json')) ? folder : null;
}

export interface ExpectedGraph {
  readonly ok: boolean;
  /** [dependent, prerequisite] */
  readonly edges: readonly (readonly [string, string])[] | null;
  readonly resources:
    | Readonly<Record<string, string>>
    | readonly { readonly name: string; readonly disabled?: boolean }[];
  readonly nested?: Readonly<Record<string, ExpectedGraph>>;
  readonly params?: Readonly<Record<string, { readonly value: unknown; readonly source: string }>>;
  readonly env?: readonly string[];
  readonly error?: { readonly class: string; readonly message: string };
}

export function readJson<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** Every template in the folder, relative to it. */
export function templatesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:yaml|template)$/.test(entry.name) && !/_env\.yaml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Loads a template of the corpus with the parameters and environments that its entry recorded. */
export function loadFromCorpus(folder: string, file: string, expected: Partial<ExpectedGraph> = {}): LoadResult {
  const text = readFileSync(join(folder, file), 'utf8');
  const document = readDocument(file, text);
  if (!document.root) throw new Error(`${file}: ${document.diagnostics.map(({ message }) => message).join('; ')}`);
  const given = Object.entries(expected.params ?? {})
    .filter(([, { source }]) => source === 'dummy')
    .map(([name, { value }]) => [name, value]);
  const environments = [
    ...(expected.env ?? []).map((name) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') })),
    { file: 'parameters.json', text: JSON.stringify({ parameters: Object.fromEntries(given) }) },
  ];
  const options = { files: filesBelow(folder), environments };
  return heat.load(document.root, { file, text, options, diagnostics: document.diagnostics });
}

/** Templates name each other by an address of the repository that they come from; it lies here. */
const REPOSITORY = 'https://raw.github.com/openstack/heat-templates/master/';

function filesBelow(folder: string): FileSource {
  return {
    read: (path) => {
      const local = path.startsWith(REPOSITORY) ? `templates/heat-templates/${path.slice(REPOSITORY.length)}` : path;
      try {
        return { text: readFileSync(join(folder, local), 'utf8') };
      } catch {
        return { error: 'there is no such file' };
      }
    },
  };
}

/** What differs between the engine's graph and ours, nested stacks included; empty when they are equal. */
export function differences(deployment: Deployment, given: ExpectedGraph, stack = ''): readonly string[] {
  const expected = withCountedMembers(given);
  const own = deployment.resources.filterNodes((_id, { stack: of }) => of === stack);
  const nameOf = (id: string): string => deployment.resources.getNodeAttribute(id, 'name');
  const found = deployment.resources
    .filterDirectedEdges(
      (_edge, _attributes, source) => deployment.resources.getNodeAttribute(source, 'stack') === stack,
    )
    .map((edge) => `${nameOf(deployment.resources.target(edge))} after ${nameOf(deployment.resources.source(edge))}`);
  const wanted = (expected.edges ?? []).map(([dependent, prerequisite]) => `${dependent} after ${prerequisite}`);
  const names = expectedNames(expected);
  return [
    ...missing(names, own.map(nameOf)).map((name) => `${stack}: no resource ${name}`),
    ...missing(own.map(nameOf), names).map((name) => `${stack}: surplus resource ${name}`),
    ...missing(wanted, found).map((edge) => `${stack}: no edge ${edge}`),
    ...missing(found, wanted).map((edge) => `${stack}: surplus edge ${edge}`),
    ...Object.entries(expected.nested ?? {}).flatMap(([name, graph]) =>
      differences(deployment, graph, stack === '' ? name : `${stack}/${name}`),
    ),
  ];
}

/** Heat gives members of scaling groups random names; they count from 1 in each group here. */
function withCountedMembers(graph: ExpectedGraph): ExpectedGraph {
  const members = expectedNames(graph).filter((name) => /^member\d+$/.test(name));
  if (members.length === 0) return graph;
  const counted = new Map(
    [...members].sort().map((name, index) => [name, `member${String(index + 1).padStart(6, '0')}`]),
  );
  const rename = (name: string): string => counted.get(name) ?? name;
  return {
    ...graph,
    resources: expectedNames(graph).map((name) => ({ name: rename(name) })),
    edges: (graph.edges ?? []).map(([dependent, prerequisite]) => [rename(dependent), rename(prerequisite)] as const),
    nested: Object.fromEntries(Object.entries(graph.nested ?? {}).map(([name, nested]) => [rename(name), nested])),
  };
}

function expectedNames(expected: ExpectedGraph): readonly string[] {
  const { resources } = expected;
  return Array.isArray(resources) ? resources.map(({ name }) => name) : Object.keys(resources);
}

function missing(wanted: readonly string[], found: readonly string[]): readonly string[] {
  const present = new Set(found);
  return wanted.filter((one) => !present.has(one));
}

/** The sets of top-level resources that depend on each other in a cycle, each sorted; a self-dependency is one too. */
export function cyclicComponents(deployment: Deployment): readonly (readonly string[])[] {
  const { resources } = deployment;
  const names = resources.filterNodes((_id, { stack }) => stack === '').sort();
  const reach = new Map(names.map((name) => [name, reachableFrom(deployment, name)]));
  const seen = new Set<string>();
  return names.flatMap((name) => {
    if (seen.has(name) || !reach.get(name)!.has(name)) return [];
    const component = names.filter((other) => reach.get(name)!.has(other) && reach.get(other)!.has(name));
    for (const other of component) seen.add(other);
    return [component];
  });
}

function reachableFrom(deployment: Deployment, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of deployment.resources.outNeighbors(next)) {
      if (!found.has(other)) open.push(other);
      found.add(other);
    }
  }
  return found;
}
