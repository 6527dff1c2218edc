import type { Finding } from '../analyze/finding.ts';
import { type AnalyzeOptions, analyze, fromDiagnostics, sortFindings } from '../analyze/index.ts';
import { rules } from '../analyze/rules/index.ts';
import { diagnosticCodes } from '../load/codes.ts';
import type { DocumentNode } from '../load/document/node.ts';
import { readDocument } from '../load/document/read-document.ts';
import type { LoadResult } from '../load/load.ts';
import { lintCodes } from './codes.ts';
import { withFix } from './fixes/index.ts';
import { lintFinding } from './lint-finding.ts';
import { logicalPath } from './logical-path.ts';
import { atLevels, type Preset, type RuleLevels, runningRules } from './rule-levels.ts';
import { applySuppressions, suppressionsIn } from './suppressions.ts';

export interface LintOptions extends Pick<AnalyzeOptions, 'previous' | 'timing' | 'clock'> {
  readonly levels?: RuleLevels;
  readonly preset?: Preset;
}

export interface LintedTemplate {
  /** What is to be reported, each with its logical path and, where there is one, its fix. */
  readonly findings: readonly Finding[];
  /** What a comment holds back, and why. */
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Those for which an engine would not even start on the template. */
  readonly rejections: ReadonlySet<Finding>;
}

/** Every id that a configuration or a comment may name. */
export const knownIds: readonly string[] = [
  ...rules.map(({ id }) => id),
  ...diagnosticCodes.map(({ code }) => code),
  ...lintCodes.map(({ code }) => code),
];

/** Reads, judges, and holds back what comments in the template's files hold back. A rule that is off does not run. */
export function lint(loaded: LoadResult, options: LintOptions = {}): LintedTemplate {
  const { levels = new Map(), preset = (severity) => severity, ...analyzing } = options;
  const reading = fromDiagnostics(loaded.diagnostics);
  const rejections = new Set(reading.filter(({ severity }) => severity === 'error'));
  const { findings: found, gaveUp } = judged(loaded, { ...analyzing, rules: runningRules(rules, levels) });
  const isRejection = (finding: Finding): boolean => rejections.has(finding);
  const leveled = atLevels([...reading, ...found, ...gaveUp], { levels, preset, isRejection });
  const roots = documentsOf(loaded);
  let kept: readonly Finding[] = leveled;
  const suppressed: { finding: Finding; reason: string }[] = [];
  for (const [name, text] of loaded.files) {
    const root = text.includes('makespan-ignore') ? roots(name) : null;
    if (root === null) continue;
    const off = (id: string): boolean => levels.get(id) === 'off';
    const suppressions = suppressionsIn(root, knownIds);
    // A comment about a rule that does not run cannot be judged.
    const list = suppressions.list.filter(({ rule }) => !off(rule));
    const divided = applySuppressions(kept, { ...suppressions, list }, { file: name, isRejection });
    kept = divided.kept.filter(({ rule }) => !off(rule));
    suppressed.push(...divided.suppressed);
  }
  const place = (finding: Finding): Finding => withPath(finding, roots);
  const context = { loaded, roots, work: { left: FIX_WORK } };
  const placed = sortFindings(kept).map((finding) => {
    return { finding: withFix(place(finding), context), isRejection: isRejection(finding) };
  });
  return {
    findings: placed.map(({ finding }) => finding),
    suppressed: suppressed.map(({ finding, reason }) => ({ finding: place(finding), reason })),
    rejections: new Set(placed.filter((one) => one.isRejection).map(({ finding }) => finding)),
  };
}

function judged(
  { deployment }: LoadResult,
  options: AnalyzeOptions,
): { readonly findings: readonly Finding[]; readonly gaveUp: readonly Finding[] } {
  const stopped: string[] = [];
  const { clock } = options;
  const onGivingUp = (rule: string): void => void stopped.push(rule);
  const findings = analyze(deployment, clock ? { ...options, clock: { ...clock, onGivingUp } } : options);
  const { file } = deployment.template;
  const gaveUp = stopped.map((rule) => {
    const span = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    const message = `'${rule}' was stopped after ${clock?.budgetSeconds} s; it may have had more to say`;
    return { ...lintFinding('rule-gave-up', message, span), path: '' };
  });
  return { findings, gaveUp };
}

/** Enough for thousands of findings, each of which looks at thousands of tasks. */
const FIX_WORK = 20_000_000;

/** Documents by name, each read at its first use; null when it is none, or was not read. */
export type Documents = (file: string) => DocumentNode | null;

function documentsOf({ deployment, document, files }: LoadResult): Documents {
  const remembered = new Map<string, DocumentNode | null>(document && [[deployment.template.file, document]]);
  return (file) => {
    const text = files.get(file);
    if (!remembered.has(file)) remembered.set(file, text === undefined ? null : readDocument(file, text).root);
    return remembered.get(file) ?? null;
  };
}

function withPath(finding: Finding, roots: Documents): Finding {
  const { span } = finding;
  const root = span === null ? null : roots(span.file);
  return span === null || root === null ? finding : { ...finding, path: logicalPath(root, span) };
}
