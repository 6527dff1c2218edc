import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownIds, lint, mend, ruleLevels } from '../../src/lint/index.ts';
import { load } from '../../src/load/index.ts';
import type { LoadResult } from '../../src/load/load.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { corpusFolder, templatesBelow } from './testing/heat-corpus.ts';

/** Each template of the corpus gets so many needless dependencies, at most. */
const MOST_INSERTED = 60;
/** Closures and repeated judging of the largest ones would take most of the time and show nothing more. */
const LONGEST_TEXT = 60_000;

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

describe.skipIf(folder === null)('--fix on real templates with needless dependencies put in', () => {
  it('leaves the order, the edges and every other line of each as they were', async () => {
    const root = join(folder ?? '', 'templates');
    let insertedCount = 0;
    let templateCount = 0;
    const wrong: string[] = [];
    for (const file of templatesBelow(root)) {
      const original = readFileSync(join(root, file), 'utf8');
      if (original.length > LONGEST_TEXT) continue;
      const before = read(file, original);
      const inserted = withNeedless(original, before.deployment, file.length);
      if (inserted === null || read(file, inserted.text).diagnostics.length !== before.diagnostics.length) continue;
      templateCount += 1;
      insertedCount += inserted.count;
      const [fixed, fixedOriginal] = [await mended(file, inserted.text), await mended(file, original)];
      const [after, plain] = [fixed.text, fixedOriginal.text].map((text) => read(file, text).deployment);
      if (closure(after!).join() !== closure(before.deployment).join()) wrong.push(`${file}: order`);
      if (edges(after!).join() !== edges(plain!).join()) wrong.push(`${file}: edges`);
      if (!isSubsequence(fixed.text.split('\n'), inserted.text.split('\n'))) wrong.push(`${file}: bytes`);
    }
    expect(wrong).toEqual([]);
    process.stdout.write(`${templateCount} templates, ${insertedCount} needless dependencies put in and taken out\n`);
    expect(insertedCount).toBeGreaterThan(30);
  }, 120_000);
});

/** Puts `depends_on` where there is none and the order is there already: straight, or by way of others. */
function withNeedless(text: string, deployment: Deployment, seed: number): { text: string; count: number } | null {
  const lines = text.split('\n');
  const { resources } = deployment;
  const pairs = closure(deployment).map((pair) => pair.split(' ') as [string, string]);
  const candidates = pairs.filter(([, to]) => resources.getNodeAttribute(to, 'stack') === '');
  const chosen =
    fc.sample(fc.shuffledSubarray(candidates, { maxLength: Math.min(MOST_INSERTED, candidates.length) }), {
      seed,
      numRuns: 1,
    })[0] ?? [];
  const done = new Set<string>();
  const places: { readonly line: number; readonly text: string }[] = [];
  for (const [from, to] of chosen) {
    const { name, span, stack } = resources.getNodeAttributes(to);
    const source = resources.getNodeAttributes(from);
    if (done.has(to) || source.stack !== stack) continue;
    const at = lines.findIndex(
      (line, index) => index >= span.line - 1 && new RegExp(`^\\s+["']?${name}["']?:\\s*$`).test(line),
    );
    const type = lines[at + 1]?.match(/^(\s+)type:/);
    const isBare = !/depends_on/.test(
      lines
        .slice(at, at + 60)
        .join('\n')
        .split(/\n {2}\S/)[0] ?? '',
    );
    if (at < 0 || at > span.line || !type || !isBare || !/^[\w-]+$/.test(source.name)) continue;
    done.add(to);
    const indent = type[1] ?? '';
    const forms = [
      `${indent}depends_on: ${source.name}`,
      `${indent}depends_on: [ ${source.name} ]`,
      `${indent}depends_on:\n${indent}  - ${source.name}`,
    ];
    places.push({ line: at + 2, text: forms[done.size % forms.length]! });
  }
  if (places.length === 0) return null;
  for (const { line, text: put } of [...places].sort((a, b) => b.line - a.line)) lines.splice(line, 0, put);
  return { text: lines.join('\n'), count: places.length };
}

function edges({ resources }: Deployment): readonly string[] {
  return resources.mapEdges((_edge, _reasons, from, to) => `${from} ${to}`).sort();
}

function closure({ resources }: Deployment): readonly string[] {
  const pairs: string[] = [];
  resources.forEachNode((start) => {
    const seen = new Set<string>();
    const queue = [start];
    for (let node = queue.pop(); node !== undefined; node = queue.pop())
      for (const next of resources.outNeighbors(node)) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    for (const end of seen) if (end !== start) pairs.push(`${start} ${end}`);
  });
  return pairs.sort();
}

/** Whole lines were taken out and the others are as they were, but for those of a list that became shorter. */
function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (part[at] === line) at += 1;
  const isShorterList = (line: string): boolean => /depends_on/.test(line);
  return at === part.length || isShorterList(part[at] ?? '');
}
