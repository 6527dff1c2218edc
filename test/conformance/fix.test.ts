import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { hasCycle } from 'graphology-dag';
import { describe, expect, it } from 'vitest';
import { knownIds, lint, mend, ruleLevels } from '../../src/lint/index.ts';
import type { DocumentNode } from '../../src/load/document/node.ts';
import { load } from '../../src/load/index.ts';
import type { LoadResult } from '../../src/load/load.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { corpusFolder } from './testing/heat-corpus.ts';

/** Each template of the corpus gets so many needless dependencies, at most. */
const MOST_INSERTED = 40;

const folder = corpusFolder();
const levels = ruleLevels(knownIds, { levels: [], only: ['redundant-dependency'], ignored: [] });

function read(file: string, text: string): LoadResult {
  return load(file, text);
}

async function mended(file: string, text: string): Promise<Awaited<ReturnType<typeof mend>>> {
  return await mend({
    file,
    text,
    judge: async (written) => {
      const loaded = read(file, written);
      return { loaded, findings: lint(loaded, { levels }).findings };
    },
  });
}

interface Tried {
  readonly wrong: readonly string[];
  readonly insertedCount: number;
}

/** Puts needless dependencies into a template, mends both, and compares. */
async function tried(file: string, original: string): Promise<Tried> {
  const before = read(file, original);
  const inserted = withNeedless(before, original, file.length);
  const isSound = read(file, inserted.text).diagnostics.length === before.diagnostics.length;
  if (inserted.count > 0 && !isSound) return { wrong: [`${file}: insertion`], insertedCount: 0 };
  const [fixed, fixedOriginal] = [await mended(file, inserted.text), await mended(file, original)];
  const [after, plain] = [fixed.text, fixedOriginal.text].map((text) => read(file, text).deployment);
  const wrong: string[] = [];
  if (closure(after!).join() !== closure(before.deployment).join()) wrong.push(`${file}: order`);
  if (edges(after!).join() !== edges(plain!).join()) wrong.push(`${file}: edges`);
  if (!areOthersUntouched(fixed.text.split('\n'), inserted.text.split('\n'))) wrong.push(`${file}: bytes`);
  return { wrong, insertedCount: inserted.count };
}

/** Every template of both corpora that can be read at all. */
function corpus(): readonly { readonly file: string; readonly text: string }[] {
  const roots = [join(folder ?? '', 'templates'), join(folder ?? '', '..', 'cloudformation', 'templates')];
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:yaml|yml|json|template)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort()
      .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })),
  );
}

describe.skipIf(folder === null)('--fix on real templates with needless dependencies put in', () => {
  it('leaves the order, the edges and every other line of each as they were', async () => {
    const results: Tried[] = [];
    for (const { file, text } of corpus()) results.push(await tried(file, text));
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
    const inserted = results.reduce((sum, { insertedCount }) => sum + insertedCount, 0);
    const changed = results.filter(({ insertedCount }) => insertedCount > 0).length;
    process.stdout.write(
      `${results.length} templates; ${inserted} needless dependencies put into ${changed} of them\n`,
    );
    expect(inserted).toBeGreaterThan(150);
  }, 300_000);
});

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Text that is written over. */
  readonly instead?: number;
}

/**
 * Adds dependencies that the order surely has already, straight or by way of others, where a resource may state one.
 * What comes after something under a condition only, by a hidden rule, or in a cycle, is not surely so: `--fix` leaves
 * it. A nested stack gets a mark of its begin with the dependency, and `--fix` refuses to take a task away with it.
 */
function withNeedless(loaded: LoadResult, text: string, seed: number): { text: string; count: number } {
  const { groups, resources } = loaded.deployment;
  const pairs = closure(loaded.deployment, isSure).map((pair) => pair.split(' ') as [string, string]);
  const candidates = pairs.filter(([from, to]) =>
    [from, to].every((id) => resources.getNodeAttribute(id, 'stack') === ''),
  );
  const options = { maxLength: Math.min(5 * MOST_INSERTED, candidates.length) };
  const [chosen = []] = fc.sample(fc.shuffledSubarray(candidates, options), { seed, numRuns: 1 });
  const done = new Set<string>();
  const insertions: Insertion[] = [];
  for (const [from, to] of chosen) {
    const name = resources.getNodeAttribute(from, 'name');
    if (
      groups.get(to)?.kind === 'stack' ||
      done.has(to) ||
      done.size === MOST_INSERTED ||
      !/^[A-Za-z][\w-]*$/.test(name)
    )
      continue;
    const insertion = insertionFor(loaded, to, name);
    if (insertion === null) continue;
    done.add(to);
    insertions.push(insertion);
  }
  let put = text;
  for (const { at, text: added, instead = 0 } of insertions.sort((a, b) => b.at - a.at)) {
    put = put.slice(0, at) + added + put.slice(at + instead);
  }
  return { text: put, count: insertions.length };
}

function insertionFor({ document, deployment }: LoadResult, resource: string, name: string): Insertion | null {
  if (document?.kind !== 'mapping') return null;
  const list = document.get('resources') ?? document.get('Resources');
  const entry =
    list?.kind === 'mapping' ? list.entry(deployment.resources.getNodeAttribute(resource, 'name')) : undefined;
  const body = entry?.value;
  const first = body?.kind === 'mapping' ? body.entries[0] : undefined;
  if (!entry || body?.kind !== 'mapping' || !first || body.start < entry.key.end) return null;
  const key = document.has('Resources') ? 'DependsOn' : 'depends_on';
  const stated = body.entry(key);
  const { text } = body.source;
  const quote = text[first.key.start] === '"' ? '"' : '';
  const quoted = `${quote}${name}${quote}`;
  if (stated) return intoStated(stated.value, quoted);
  if (text[body.start] === '{') return { at: body.start + 1, text: `${quote}${key}${quote}: ${quoted}, ` };
  const lineStart = text.lastIndexOf('\n', first.key.start) + 1;
  const indent = text.slice(lineStart, first.key.start);
  return /^ *$/.test(indent) ? { at: lineStart, text: `${indent}${key}: ${quoted}\n` } : null;
}

/** One more beside those that are stated. */
function intoStated(value: DocumentNode, name: string): Insertion | null {
  const { text } = value.source;
  if (value.kind === 'scalar') {
    const written = text.slice(value.start, value.end);
    return /^["']?[\w-]+["']?$/.test(written)
      ? { at: value.start, text: `[${written}, ${name}]`, instead: written.length }
      : null;
  }
  if (value.kind !== 'sequence' || value.items.length === 0) return null;
  if (text[value.start] === '[') return { at: value.start + 1, text: `${name}, ` };
  const lineStart = text.lastIndexOf('\n', value.items[0]!.start) + 1;
  const lead = text.slice(lineStart, value.items[0]!.start);
  return /^ *- +$/.test(lead) ? { at: lineStart, text: `${lead}${name}\n` } : null;
}

function edges({ resources }: Deployment): readonly string[] {
  return resources.mapEdges((_edge, _reasons, from, to) => `${from} ${to}`).sort();
}

type Follow = (deployment: Deployment, from: string, to: string) => boolean;

/** A reason that no condition decides, between two resources that always exist. */
const isSure: Follow = ({ resources }, from, to) => {
  const ends = [from, to].every((id) => resources.getNodeAttribute(id, 'when') === null);
  const { reasons } = resources.getEdgeAttributes(resources.edge(from, to)!);
  return ends && reasons.some(({ kind, when }) => kind !== 'implicit' && when === null);
};

/** Every `BEFORE AFTER`, sorted; nothing is sure of a graph with a cycle. */
function closure(deployment: Deployment, follows: Follow = () => true): readonly string[] {
  const { resources } = deployment;
  const pairs: string[] = [];
  if (follows === isSure && hasCycle(resources)) return pairs;
  resources.forEachNode((start) => {
    const seen = new Set<string>();
    const queue = [start];
    for (let node = queue.pop(); node !== undefined; node = queue.pop())
      for (const next of resources.outNeighbors(node)) {
        if (seen.has(next) || !follows(deployment, node, next)) continue;
        seen.add(next);
        queue.push(next);
      }
    for (const end of seen) if (end !== start) pairs.push(`${start} ${end}`);
  });
  return pairs.sort();
}

/** Whole lines were taken out, or became shorter where they stated a dependency; every other line is as it was. */
function areOthersUntouched(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) {
    if (part[at] === line) at += 1;
    else if (isShorterStatement(part[at] ?? '', line)) at += 1;
  }
  return at === part.length;
}

function isShorterStatement(part: string, whole: string): boolean {
  if (!/depends_?on/i.test(whole) || part.length >= whole.length) return false;
  let at = 0;
  for (const character of whole) if (part[at] === character) at += 1;
  return at === part.length;
}
