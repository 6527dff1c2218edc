import type { DiffDocument } from '../diff-document.ts';
import type { FindingDocument } from '../result.ts';
import {
  changeSentence,
  driverSentence,
  granularityRow,
  isEqualDiff,
  orderSentences,
  signedGain,
  verdictSentence,
} from '../words/changes.ts';
import { trustSentence } from '../words/origin.ts';
import { formatCount, formatShare, groupDigits } from '../words/quantity.ts';
import { shortened, visible } from '../words/visible.ts';
import type { TextOptions } from './check-text.ts';
import { wrapColumns } from './column-width.ts';
import { type Palette, plainPalette } from './palette.ts';
import { textTable } from './text-table.ts';

interface Page {
  readonly palette: Palette;
  readonly width: number;
}

const MOST_CHANGES = 30;
const MOST_FINDINGS = 12;

/** Two revisions for a terminal: the verdict, then the makespan, what broke and what was mended, and each change. */
export function diffText(document: DiffDocument, options: TextOptions = {}): string {
  const page = { palette: options.palette ?? plainPalette, width: options.width ?? 100 };
  const { palette, width } = page;
  const { findings, update } = document;
  const heading = `${palette.strong(visible(document.before))} → ${palette.strong(visible(document.after))}`;
  if (isEqualDiff(document))
    return `${heading}\n${palette.good('No difference: the same tasks, order, values and findings.')}\n`;
  const paragraphs = [
    [heading, ...wrapColumns(`${verdictSentence(document)}.`, width)],
    makespanLines(document, page),
    findingLines('Broke', [...findings.fresh, ...findings.worse], page),
    findingLines('Risks of updating what is deployed', update, page),
    findingLines('Mended', findings.mended, page),
    orderLines(document, page),
    changeLines(document, page),
    document.makespan === null ? [] : wrapColumns(trustSentence(document.timings), width),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function makespanLines({ makespan, replications, engine }: DiffDocument, page: Page): readonly string[] {
  if (makespan === null) return [];
  const { palette, width } = page;
  const { fine, coarse } = makespan.granularities;
  const head = ['makespan', 'old mean', 'new mean', 'difference', '', 'p95'];
  const table = textTable([head, granularityRow('fine', fine), granularityRow('coarse', coarse)], [1, 2, 3, 4]);
  const { byDurations, byStructure, drivers, criticality } = makespan;
  const parts =
    byDurations === null || byStructure === null || !drivers.some(({ kind }) => kind === 'duration')
      ? []
      : [`Of the difference, order and tasks make ${signedGain(byStructure)}, durations ${signedGain(byDurations)}.`];
  const moved = drivers.slice(0, 6).map((driver) => `  ${driverSentence(driver)}`);
  const critical = criticality.map(
    ({ task, before, after }) => `${shortened(task, 40)} ${formatShare(before)} → ${formatShare(after)}`,
  );
  return [
    ...table.map((line, index) => (index === 0 ? palette.faint(line) : line)),
    palette.faint(`paired over ${groupDigits(replications)} replications, engine ${engine}`),
    ...(moved.length > 0 ? ['', palette.strong('What drives it, each by itself'), ...moved] : []),
    ...parts.flatMap((line) => wrapColumns(line, width)),
    ...(critical.length > 0 ? wrapColumns(`Share on the critical path: ${critical.join(', ')}.`, width) : []),
  ];
}

function findingLines(
  title: string,
  findings: readonly FindingDocument[],
  { palette, width }: Page,
): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings
    .slice(0, MOST_FINDINGS)
    .flatMap(({ rule, severity, confidence, message, line, column }) => [
      `  ${palette[severity](severity)}  ${palette.strong(visible(rule))}  ${palette.faint(`${confidence}  ${line}:${column}`)}`,
      ...wrapColumns(visible(message), width - 4).map((part) => `    ${part}`),
    ]);
  const rest = findings.length - MOST_FINDINGS;
  return [palette.strong(title), ...lines, ...(rest > 0 ? [palette.faint(`  … and ${rest} more`)] : [])];
}

function orderLines({ order }: DiffDocument, { palette, width }: Page): readonly string[] {
  if (order === null) return ['Too many tasks to compare the order of each pair.'];
  const sentences = orderSentences(order);
  if (sentences.length === 0) return [];
  return [
    palette.strong('Order'),
    ...sentences.flatMap((sentence) =>
      wrapColumns(sentence, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
    ),
  ];
}

function changeLines({ items }: DiffDocument, { palette, width }: Page): readonly string[] {
  const told = items.filter(({ isConsequence }) => !isConsequence);
  const implied = items.length - told.length;
  if (items.length === 0) return [];
  const paints = { added: palette.good, removed: palette.error, changed: palette.warning };
  const signs = { added: '+', removed: '−', changed: '~' };
  const lines = told.slice(0, MOST_CHANGES).flatMap((item) => {
    const span = item.after ?? item.before;
    const place =
      span === null ? '' : `  ${palette.faint(`${item.after === null ? 'old ' : ''}${span.line}:${span.column}`)}`;
    return wrapColumns(`${changeSentence(item)}${place}`, width - 4).map((part, index) =>
      index === 0 ? `${paints[item.change](signs[item.change])} ${part}` : `    ${part}`,
    );
  });
  const rest = told.length - MOST_CHANGES;
  const more = [
    ...(rest > 0 ? [`${formatCount(rest, 'more change')}`] : []),
    ...(implied > 0 ? [`${formatCount(implied, 'change')} that follow${implied === 1 ? 's' : ''} from these`] : []),
  ];
  return [
    palette.strong('Changes'),
    ...lines,
    ...(more.length > 0 ? [palette.faint(`  and ${more.join(', ')} (--format json has all)`)] : []),
  ];
}
