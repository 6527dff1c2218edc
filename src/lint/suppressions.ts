import type { Finding } from '../analyze/finding.ts';
import type { DocumentNode } from '../load/document/node.ts';
import { Suggester } from '../model/nearest-name.ts';
import type { Span } from '../model/span.ts';
import { type Comment, commentsOf } from './comments.ts';
import { lintFinding } from './lint-finding.ts';

/** One rule that one comment speaks of, and the lines for which it does. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly span: Span;
  readonly fromLine: number;
  readonly toLine: number;
}

export interface Suppressions {
  readonly list: readonly Suppression[];
  /** What is wrong with the comments themselves. */
  readonly findings: readonly Finding[];
}

const WORD = 'makespan-ignore';
const WRITTEN = /^#+\s*makespan-ignore(-file)?(?![\w-])\s*:?\s*(.*)$/;

/**
 * `# makespan-ignore RULE[, RULE] -- reason`. Behind something, it speaks of its line; on a line of its own, of the
 * entry that begins on the next line, as far as it reaches; `makespan-ignore-file` speaks of the whole file. JSON has
 * no comments.
 * @param known the ids of rules and codes
 */
export function suppressionsIn(root: DocumentNode, known: readonly string[]): Suppressions {
  if (!root.source.text.includes(WORD)) return { list: [], findings: [] };
  const ends = entryEnds(root);
  const read = commentsOf(root).map((comment) => readComment(comment, { root, known, ends }));
  return { list: read.flatMap(({ list }) => list), findings: read.flatMap(({ findings }) => findings) };
}

interface Reading {
  readonly root: DocumentNode;
  readonly known: readonly string[];
  readonly ends: ReadonlyMap<number, number>;
}

function readComment({ text, start, end, isAlone }: Comment, { root, known, ends }: Reading): Suppressions {
  const written = WRITTEN.exec(text);
  if (written === null) return { list: [], findings: [] };
  const span = root.source.span(start, end);
  const [names = '', ...rest] = (written[2] ?? '').split(/(?:^|\s)--(?:\s|$)/);
  const reason = rest.join(' -- ').trim();
  const rules = names.split(/[\s,]+/).filter(Boolean);
  if (reason === '' || rules.length === 0) {
    const message =
      'a suppression is written: # makespan-ignore RULE -- reason; without a reason it holds nothing back';
    return { list: [], findings: [lintFinding('suppression-without-reason', message, span)] };
  }
  const suggester = new Suggester();
  const strays = rules.filter((rule) => !known.includes(rule));
  const findings = strays.map((rule) =>
    lintFinding('unknown-suppression', `there is no rule '${rule}'${suggester.didYouMean(rule, known)}`, span),
  );
  const [fromLine, toLine] =
    written[1] !== undefined ? [1, Number.POSITIVE_INFINITY] : reach(span, { root, isAlone, ends });
  const list = rules.filter((rule) => known.includes(rule)).map((rule) => ({ rule, reason, span, fromLine, toLine }));
  return { list, findings };
}

function reach(
  span: Span,
  { root, isAlone, ends }: { root: DocumentNode; isAlone: boolean; ends: ReadonlyMap<number, number> },
): readonly [number, number] {
  if (!isAlone) return [span.line, span.line];
  const lines = root.source.text.split('\n');
  let line = span.line + 1;
  while (line <= lines.length && /^\s*(?:#|$)/.test(lines[line - 1] as string)) line += 1;
  return [line, ends.get(line) ?? line];
}

/** The last line of the outermost entry or item that begins on each line. */
function entryEnds(root: DocumentNode): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const note = (start: number, end: number): void => {
    const { line, endLine, endColumn } = root.source.span(start, end);
    if (!ends.has(line)) ends.set(line, endColumn === 1 && endLine > line ? endLine - 1 : endLine);
  };
  const seen = new Set<DocumentNode>();
  const walk = (node: DocumentNode): void => {
    if (seen.has(node) || node.kind === 'scalar') return;
    seen.add(node);
    const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value);
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) note(key.start, Math.max(key.end, value.end));
    else for (const item of node.items) note(item.start, item.end);
    for (const child of inner) walk(child);
  };
  walk(root);
  return ends;
}

export interface Judged {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
}

/**
 * Divides findings into those that stay and those that a comment holds back; a comment that holds back nothing is a
 * finding of its own. What makes an engine reject the template cannot be held back.
 */
export function applySuppressions(
  findings: readonly Finding[],
  { list, findings: own }: Suppressions,
  { file, isRejection }: { readonly file: string; readonly isRejection: (finding: Finding) => boolean },
): Judged {
  const used = new Set<Suppression>();
  const suppressed: { finding: Finding; reason: string }[] = [];
  const kept = findings.filter((finding) => {
    const { span, rule } = finding;
    if (span === null || span.file !== file || isRejection(finding)) return true;
    const by = list.find((one) => one.rule === rule && one.fromLine <= span.line && span.line <= one.toLine);
    if (by === undefined) return true;
    used.add(by);
    suppressed.push({ finding, reason: by.reason });
    return false;
  });
  const unused = list
    .filter((one) => !used.has(one))
    .map(({ rule, span }) =>
      lintFinding('unused-suppression', `this comment holds back no '${rule}'; remove it`, span),
    );
  return { kept: [...kept, ...own, ...unused], suppressed };
}
