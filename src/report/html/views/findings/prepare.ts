import type { Evidence, Fix, ScheduleEvent } from '../../../../analyze/finding.ts';
import type { Confidence, Severity } from '../../../../model/diagnostic.ts';
import type { Span } from '../../../../model/span.ts';
import type { FindingDocument, Result } from '../../../result.ts';
import { costSentence } from '../../../words/cost.ts';
import { evidenceLines } from '../../../words/evidence.ts';
import { findingsWords as words } from '../../../words/page/findings.ts';
import { formatCount, formatList } from '../../../words/quantity.ts';
import { shortened, visible } from '../../../words/visible.ts';

export interface FindingsData {
  readonly lead: string;
  readonly findings: readonly FindingCard[];
}

export interface FindingCard {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly place: string;
  readonly excerpt: Excerpt | null;
  readonly related: readonly { readonly message: string; readonly place: string; readonly excerpt: Excerpt | null }[];
  readonly evidence: readonly EvidenceCard[];
  /** What the rule is about and what it costs; empty where the Result does not say. */
  readonly explanation: readonly string[];
  readonly fix: FixCard | null;
  /** What the dependency costs that it is about, as a sentence; empty where that was not measured. */
  readonly cost: string;
}

/** What would mend it: each edit as the lines before and after. */
export interface FixCard {
  readonly description: string;
  readonly certain: boolean;
  readonly edits: readonly { readonly place: string; readonly before: string; readonly after: string }[];
}

/** Some lines of the template, with what is meant in them set apart. */
export interface Excerpt {
  readonly lines: readonly ExcerptLine[];
}

export interface ExcerptLine {
  readonly number: number;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

export interface EvidenceCard {
  readonly kind: Evidence['kind'];
  readonly title: string;
  readonly closed: boolean;
  /** A step: what it stands at, and how it leads on. For a table the rows, the first being its head. */
  readonly rows: readonly (readonly string[])[];
  /** A schedule's events, each with its line. */
  readonly events: readonly EventCard[];
}

export interface EventCard {
  readonly event: ScheduleEvent['event'];
  readonly task: string;
  readonly text: string;
  readonly place: string;
  readonly excerpt: Excerpt | null;
}

/** The lines of each file. */
type Texts = ReadonlyMap<string, readonly string[]>;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const CONFIDENCES: readonly Confidence[] = ['proved', 'likely', 'possible'];
/** A line is shown to this many characters on either side of what is marked. */
const LINE_LIMIT = 120;

/** The worst first, and of those the proved first; the document's order, which is the template's, decides the rest. */
export function prepareFindings({ check, sources, rules = [] }: Result): FindingsData {
  const texts: Texts = new Map(sources.map(({ file, text }) => [file, text.split('\n')]));
  const explanations = new Map(rules.map(({ id, summary, why }) => [id, [summary, why]]));
  const rank = ({ severity, confidence }: FindingDocument): number =>
    SEVERITIES.indexOf(severity) * CONFIDENCES.length + CONFIDENCES.indexOf(confidence);
  const sorted = check.findings.map((finding, index) => ({ finding, index }));
  sorted.sort((a, b) => rank(a.finding) - rank(b.finding) || a.index - b.index);
  return {
    lead: leadText(check.findings),
    findings: sorted.map(({ finding }) => findingCard(finding, texts, explanations.get(finding.rule) ?? [])),
  };
}

function leadText(findings: readonly FindingDocument[]): string {
  if (findings.length === 0) return words.nothing;
  const nouns = { error: 'error', warning: 'warning', info: 'note' } as const;
  const counts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [formatCount(count, nouns[severity])];
  });
  const proved = findings.filter(({ confidence }) => confidence === 'proved').length;
  const share = proved === findings.length ? words.all : String(proved);
  return words.lead(formatList(counts), share);
}

function findingCard(finding: FindingDocument, texts: Texts, explanation: readonly string[]): FindingCard {
  const { rule, severity, confidence, message, related, evidence } = finding;
  return {
    rule: shortened(rule, 80),
    severity,
    confidence,
    message: shortened(message, 1200),
    place: placeWords(finding),
    excerpt: excerptOf(finding, texts, 1),
    related: related.map(({ message: text, span }) => ({
      message: shortened(text, 600),
      place: placeWords(span),
      // The finding's own line stands above already.
      excerpt: placeWords(span) === placeWords(finding) ? null : excerptOf(span, texts, 0),
    })),
    evidence: evidence.map((one) => evidenceCard(one, texts)),
    explanation: explanation.filter((sentence) => sentence !== '').map((sentence) => shortened(sentence, 600)),
    fix: finding.fix ? fixCard(finding.fix, texts) : null,
    cost: finding.cost ? costSentence(finding.cost) : '',
  };
}

function placeWords({ file, line, column }: Span): string {
  return `${shortened(file, 60)}:${line}:${column}`;
}

function fixCard({ description, certain, edits }: Fix, texts: Texts): FixCard {
  const shown = edits.slice(0, 8).map(({ span, text }) => {
    const line = texts.get(span.file)?.[span.line - 1] ?? '';
    const last = texts.get(span.file)?.[span.endLine - 1] ?? '';
    const before = span.endLine > span.line ? `${line} …` : line;
    const after = line.slice(0, span.column - 1) + text + last.slice(Math.max(0, span.endColumn - 1));
    return { place: placeWords(span), before: shownPart(before), after: shownPart(after.trimEnd()) };
  });
  return { description: shortened(description, 200), certain, edits: shown };
}

function shownPart(text: string): string {
  return text
    .split('\n')
    .slice(0, 6)
    .map((line) => shortened(line.replace(/\r$/, '').replaceAll('\t', '  '), 160))
    .join('\n');
}

function excerptOf(span: Span, texts: Texts, context: number): Excerpt | null {
  const all = texts.get(span.file);
  if (!all || span.line > all.length) return null;
  const last = Math.min(all.length, Math.max(span.line, Math.min(span.endLine, span.line + 7)));
  const [first, end] = [Math.max(1, span.line - context), Math.min(all.length, last + context)];
  const lines: ExcerptLine[] = [];
  for (let number = first; number <= end; number += 1) {
    lines.push(excerptLine(number, (all[number - 1] as string).replace(/\r$/, ''), span));
  }
  return { lines };
}

function excerptLine(number: number, text: string, span: Span): ExcerptLine {
  const inside = number >= span.line && number <= span.endLine;
  const indent = text.length - text.trimStart().length;
  const from = !inside ? text.length : number === span.line ? span.column - 1 : indent;
  const to = !inside ? text.length : number === span.endLine ? Math.max(span.endColumn - 1, from) : text.length;
  const before = text.slice(0, from);
  const marked = text.slice(from, to);
  return {
    number,
    before: before.length > LINE_LIMIT ? `…${shownLine(before.slice(-LINE_LIMIT))}` : shownLine(before),
    marked: shownLine(marked.length > LINE_LIMIT ? `${marked.slice(0, LINE_LIMIT)}…` : marked),
    after: shownLine(text.slice(to, to + LINE_LIMIT)) + (text.length > to + LINE_LIMIT ? '…' : ''),
  };
}

function shownLine(text: string): string {
  return visible(text.replaceAll('\t', '  '));
}

function evidenceCard(evidence: Evidence, texts: Texts): EvidenceCard {
  const short = (text: string | number): string => shortened(String(text), 200);
  const card = { kind: evidence.kind, title: shortened(evidence.title, 200), closed: false, events: [] };
  switch (evidence.kind) {
    case 'path':
      return {
        ...card,
        closed: evidence.closed,
        rows: evidence.steps.map(({ subject, text }) => [short(subject), short(text)]),
      };
    case 'schedule':
      return { ...card, rows: [], events: evidence.events.map((event) => eventCard(event, texts)) };
    case 'table':
      return { ...card, rows: [evidence.columns, ...evidence.rows].map((row) => row.map(short)) };
    case 'interval':
    case 'environment':
      return { ...card, rows: evidenceLines(evidence).map((line) => [short(line)]) };
  }
}

function eventCard({ event, task, text, span }: ScheduleEvent, texts: Texts): EventCard {
  return {
    event,
    task: shortened(task, 80),
    text: shortened(text, 200),
    place: span ? placeWords(span) : '',
    excerpt: span ? excerptOf(span, texts, 0) : null,
  };
}
