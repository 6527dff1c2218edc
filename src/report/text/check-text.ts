import type { CheckDocument, FindingDocument } from '../result.ts';
import { evidenceLines } from '../words/evidence.ts';
import { formatCount } from '../words/quantity.ts';
import { visible } from '../words/visible.ts';
import { wrapColumns } from './column-width.ts';
import { excerptLines, type Sources } from './excerpt.ts';
import { type Palette, plainPalette } from './palette.ts';

export interface TextOptions {
  /** Default: none. */
  readonly palette?: Palette;
  /** Columns of the terminal. Default 100. */
  readonly width?: number;
}

/** Evidence of more lines than this is cut in the terminal, and says so; JSON and the page have all of it. */
const EVIDENCE_LINES = 24;

/** Findings for a terminal: by file, each with its line and a caret, related places, evidence in words, and a sum. */
export function checkText(document: CheckDocument, sources: Sources, options: TextOptions = {}): string {
  const { palette = plainPalette, width = 100 } = options;
  const files = new Map<string, FindingDocument[]>();
  for (const finding of document.findings) {
    files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  }
  const blocks = [...files].map(([file, findings]) =>
    [
      palette.strong(visible(file)),
      '',
      ...findings.flatMap((finding) => [...findingLines(finding, sources, { palette, width }), '']),
    ].join('\n'),
  );
  return `${[...blocks, ...suppressedLines(document, palette), summaryLine(document, palette)].join('\n')}\n`;
}

/** What is held back, a line each, where it was asked for. */
function suppressedLines({ suppressed = [] }: CheckDocument, palette: Palette): readonly string[] {
  if (suppressed.length === 0) return [];
  const lines = suppressed.map(({ file, line, column, rule, suppressedBy: { kind, reason } }) => {
    const why = kind === 'baseline' ? 'known to the baseline' : `ignored: ${reason}`;
    return `  ${visible(file)}:${line}:${column}  ${visible(rule)}  ${palette.faint(visible(why))}`;
  });
  return [palette.strong('Held back'), '', ...lines, ''];
}

/** Under which environments it holds, and what would mend it. */
function moreLines({ environments, fix }: FindingDocument, palette: Palette): readonly string[] {
  const under = environments === undefined ? [] : [`holds under ${environments.join(', ')}`];
  const mending = fix === undefined ? [] : [`${fix.certain ? '--fix would' : 'to mend it,'} ${fix.description}`];
  return [...under, ...mending].map((line) => `    ${palette.faint(visible(line))}`);
}

interface Page {
  readonly palette: Palette;
  readonly width: number;
}

function findingLines(finding: FindingDocument, sources: Sources, { palette, width }: Page): readonly string[] {
  const paint = palette[finding.severity];
  const sure = finding.confidence === 'proved' ? 'proved' : `${finding.confidence}, not proved`;
  const place = palette.faint(`${finding.line}:${finding.column}`);
  const inner = { palette, paint, width: width - 4 };
  return [
    `  ${paint(finding.severity)}  ${palette.strong(visible(finding.rule))}  ${palette.faint(sure)}  ${place}`,
    ...wrapColumns(visible(finding.message), width - 4).map((line) => `    ${line}`),
    ...excerptLines(finding, sources, inner).map((line) => `    ${line}`),
    ...moreLines(finding, palette),
    ...finding.related.flatMap(({ message, span }) => [
      `    ${visible(message)} ${palette.faint(visible(placeIn(finding.file, span)))}`,
      ...(isPlaceOf(finding, span)
        ? []
        : excerptLines(span, sources, { ...inner, paint: palette.info, width: width - 6 }).map(
            (line) => `      ${line}`,
          )),
    ]),
    ...finding.evidence.flatMap((evidence) => {
      const lines = evidenceLines(evidence);
      const cut = lines.length > EVIDENCE_LINES;
      const shown = cut ? lines.slice(0, EVIDENCE_LINES) : lines;
      return [
        `    ${palette.faint(`${visible(evidence.title)}:`)}`,
        ...shown.flatMap((line) =>
          wrapColumns(visible(line), width - 8).map((part, index) => `      ${index === 0 ? '' : '  '}${part}`),
        ),
        ...(cut ? [`      ${palette.faint(`… and ${formatCount(lines.length - shown.length, 'line')} more`)}`] : []),
      ];
    }),
  ];
}

/** The finding's own lines stand above already. */
function isPlaceOf(
  { file, line, column }: FindingDocument,
  span: { file: string; line: number; column: number },
): boolean {
  return span.file === file && span.line === line && span.column === column;
}

function placeIn(file: string, span: FindingDocument['related'][number]['span']): string {
  const at = `${span.line}:${span.column}`;
  return span.file === file ? at : `${span.file}:${at}`;
}

function summaryLine({ findings, summary }: CheckDocument, palette: Palette): string {
  if (findings.length === 0) return palette.good('No findings.');
  const files = new Set(findings.map(({ file }) => file)).size;
  const paintIf = (count: number, paint: (text: string) => string, text: string): string =>
    count > 0 ? paint(text) : text;
  const counts = [
    paintIf(summary.error, palette.error, formatCount(summary.error, 'error')),
    paintIf(summary.warning, palette.warning, formatCount(summary.warning, 'warning')),
    paintIf(summary.info, palette.info, formatCount(summary.info, 'note')),
  ];
  return `${counts.join(', ')} in ${formatCount(files, 'file')}.`;
}
