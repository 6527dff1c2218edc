import type { Finding, Fix } from '../../analyze/finding.ts';
import type { LoadResult } from '../../load/load.ts';
import { applyEdits } from './apply-edits.ts';
import { isOrderKept } from './kept-order.ts';

export interface Mended {
  readonly text: string;
  readonly appliedCount: number;
  /** Fixes that were tried and changed more than they promised, so that they were not kept. */
  readonly refusedCount: number;
}

export interface MendInput {
  readonly file: string;
  readonly text: string;
  /** Reads and judges a text in place of the template's own. */
  readonly judge: (text: string) => Promise<{ readonly loaded: LoadResult; readonly findings: readonly Finding[] }>;
}

/** A round mends what does not meet; the rest has its turn in the next one. */
const MOST_ROUNDS = 100;

/**
 * Applies the fixes that are certain, round by round. After each the template is read and judged again, and what
 * changed more than it promised is taken back: first together, then one by one.
 */
export async function mend({ file, text, judge }: MendInput): Promise<Mended> {
  let current = { text, ...(await judge(text)) };
  const refused = new Set<string>();
  let appliedCount = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const open = certainFixes(current.findings, file).filter((finding) => !refused.has(keyOf(finding)));
    const { applied } = applyEdits(file, current.text, open.map(fixOf));
    let batch = open.filter((finding) => applied.includes(fixOf(finding)));
    if (batch.length === 0) break;
    let next = await tried(current, batch);
    if (next === null && batch.length > 1) {
      batch = batch.slice(0, 1);
      next = await tried(current, batch);
    }
    if (next === null) {
      for (const finding of batch) refused.add(keyOf(finding));
      continue;
    }
    current = next;
    appliedCount += batch.length;
  }
  return { text: current.text, appliedCount, refusedCount: refused.size };

  async function tried(before: typeof current, batch: readonly Finding[]): Promise<typeof current | null> {
    const mended = applyEdits(file, before.text, batch.map(fixOf)).text;
    const after = { text: mended, ...(await judge(mended)) };
    return isAsPromised(before, after, batch) ? after : null;
  }
}

interface Judged {
  readonly loaded: LoadResult;
  readonly findings: readonly Finding[];
}

function isAsPromised(before: Judged, after: Judged, batch: readonly Finding[]): boolean {
  const errorsBefore = errorCount(before);
  const errorsAfter = errorCount(after);
  const spans = batch.flatMap(({ span }) => span ?? []);
  const of = (...rules: readonly string[]): number => batch.filter(({ rule }) => rules.includes(rule)).length;
  const counts = of('count-unreachable');
  const names = batch.length - counts - of('redundant-dependency');
  if (errorsAfter > errorsBefore - names - counts) return false;
  // A count that is put right is right: no rule about counts has more to say.
  if (countFindings(after) > countFindings(before) - counts) return false;
  // A name that is put right adds the dependency it was meant to add.
  if (names > 0) return isGrown(before.loaded, after.loaded);
  return isOrderKept(before.loaded.deployment, after.loaded.deployment, { goes: spans, isCounting: counts > 0 });
}

function countFindings({ findings }: Judged): number {
  return findings.filter(({ rule }) => rule.startsWith('count-')).length;
}

function errorCount({ findings }: Judged): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/** The same resources, and every dependency that was there. */
function isGrown({ deployment: before }: LoadResult, { deployment: after }: LoadResult): boolean {
  const ids = (deployment: LoadResult['deployment']): string => deployment.resources.nodes().join('\n');
  const isIn = (source: string, target: string): boolean => after.resources.hasEdge(source, target);
  return ids(before) === ids(after) && before.resources.everyEdge((_edge, _reasons, from, to) => isIn(from, to));
}

function certainFixes(findings: readonly Finding[], file: string): readonly Finding[] {
  return findings.filter(({ fix }) => fix?.certain && fix.edits.every(({ span }) => span.file === file));
}

function fixOf({ fix }: Finding): Fix {
  return fix as Fix;
}

function keyOf({ rule, message, path }: Finding): string {
  return JSON.stringify([rule, message, path]);
}
