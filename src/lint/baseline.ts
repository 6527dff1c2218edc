import type { Finding } from '../analyze/finding.ts';

/** Findings that were there when checking began: so many of a rule at a logical path. */
export interface BaselineEntry {
  readonly rule: string;
  readonly file: string;
  /** The keys that lead to the place, so that it stays when lines move. */
  readonly path: string;
  readonly count: number;
}

export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

export interface HeldBack {
  readonly kept: readonly Finding[];
  readonly held: readonly Finding[];
  /** Entries, or parts of them, that nothing answers to any more. */
  readonly stale: readonly BaselineEntry[];
}

export interface BaselineView {
  /** The name of a finding's file in the baseline. */
  readonly nameOf: (file: string) => string;
  /** The files that were checked: about the others nothing is known. */
  readonly files: ReadonlySet<string>;
  /** What makes an engine reject the template is never held back. */
  readonly isRejection: (finding: Finding) => boolean;
}

/** The findings of a run as a baseline; entries of files that were not checked stay. */
export function baselineOf(findings: readonly Finding[], old: Baseline | null, view: BaselineView): Baseline {
  const elsewhere = (old?.findings ?? []).filter(({ file }) => !view.files.has(file));
  const counts = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (view.isRejection(finding)) continue;
    const key = keyOf(finding, view);
    const text = textOf(key);
    counts.set(text, { ...key, count: (counts.get(text)?.count ?? 0) + 1 });
  }
  return { version: 1, findings: [...elsewhere, ...counts.values()].sort(compareEntries) };
}

/** Divides findings into new ones and those that the baseline knows. */
export function holdBack(findings: readonly Finding[], baseline: Baseline, view: BaselineView): HeldBack {
  const left = new Map(baseline.findings.map(({ count, ...key }) => [textOf(key), count]));
  const held: Finding[] = [];
  const kept = findings.filter((finding) => {
    const key = textOf(keyOf(finding, view));
    const count = left.get(key) ?? 0;
    if (count === 0 || view.isRejection(finding)) return true;
    left.set(key, count - 1);
    held.push(finding);
    return false;
  });
  const stale = baseline.findings
    .map((entry) => ({ ...entry, count: left.get(textOf(entry)) ?? 0 }))
    .filter(({ file, count }) => count > 0 && view.files.has(file));
  return { kept, held, stale };
}

/** @returns what is wrong with the text, where it is no baseline */
export function readBaseline(text: string): Baseline | { readonly error: string } {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return { error: 'is not a baseline: it is not JSON' };
  const { version, findings } = value as { version?: unknown; findings?: unknown };
  if (version !== 1) return { error: `is a baseline of version ${String(version)}; this makespan reads version 1` };
  if (!Array.isArray(findings) || !findings.every(isEntry))
    return { error: "is not a baseline: 'findings' is no list of them" };
  return { version: 1, findings };
}

type EntryKey = Omit<BaselineEntry, 'count'>;

function keyOf({ rule, span, path, message }: Finding, { nameOf }: BaselineView): EntryKey {
  return { rule, file: nameOf(span?.file ?? ''), path: path ?? message };
}

function textOf({ rule, file, path }: EntryKey): string {
  return JSON.stringify([rule, file, path]);
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  const [left, right] = [a, b].map(({ file, path, rule }) => JSON.stringify([file, path, rule])) as [string, string];
  return left < right ? -1 : Number(left > right);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, path, count } = value as Readonly<Record<string, unknown>>;
  return [rule, file, path].every((part) => typeof part === 'string') && Number.isInteger(count) && Number(count) > 0;
}
