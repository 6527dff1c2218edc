import type { DiffDocument } from '../diff-document.ts';
import type { FindingDocument } from '../result.ts';
import {
  changeSentence,
  driverSentence,
  granularityRow,
  isEqualDiff,
  orderSentences,
  verdictSentence,
} from '../words/changes.ts';
import { trustSentence } from '../words/origin.ts';
import { codeSpan, markdownText } from './escape.ts';
import { markdownTable } from './markdown-table.ts';

/** Characters of a sentence about a template, whose names may be of any length. */
const SENTENCE = 600;
const MOST_CHANGES = 50;

/** Two revisions as a comment on a pull request; text of the templates can do nothing in it. */
export function diffMarkdown(document: DiffDocument): string {
  const { before, after, findings, update, order, makespan, items } = document;
  const heading = `### ${codeSpan(before)} → ${codeSpan(after)}`;
  if (isEqualDiff(document)) return `${heading}\n\nNo difference: the same tasks, order, values and findings.\n`;
  const told = items.filter(({ isConsequence }) => !isConsequence);
  const sections = [
    [heading],
    [`**${escaped(verdictSentence(document))}.**`],
    makespan === null
      ? []
      : markdownTable(
          ['makespan', 'old mean', 'new mean', 'difference', '', 'p95'],
          (['fine', 'coarse'] as const).map((name) => granularityRow(name, makespan.granularities[name]).map(escaped)),
        ),
    listed('What drives it, each by itself', (makespan?.drivers ?? []).slice(0, 8).map(driverSentence)),
    findingList('Broke', [...findings.fresh, ...findings.worse]),
    findingList('Risks of updating what is deployed', update),
    findingList('Mended', findings.mended),
    listed('Order', order === null ? [] : orderSentences(order)),
    folded(
      `${told.length} ${told.length === 1 ? 'change' : 'changes'}`,
      told
        .slice(0, MOST_CHANGES)
        .map((item) => `${{ added: '+', removed: '−', changed: '~' }[item.change]} ${changeSentence(item)}`),
    ),
    makespan === null ? [] : [escaped(trustSentence(document.timings))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function escaped(text: string): string {
  return markdownText(text, SENTENCE);
}

function listed(title: string, sentences: readonly string[]): readonly string[] {
  return sentences.length === 0 ? [] : [`**${title}**`, '', ...sentences.map((sentence) => `- ${escaped(sentence)}`)];
}

function findingList(title: string, findings: readonly FindingDocument[]): readonly string[] {
  return listed(
    title,
    findings.map(
      ({ severity, rule, confidence, message, line }) =>
        `${severity} ${rule} (${confidence}), line ${line}: ${message}`,
    ),
  );
}

function folded(title: string, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  return [
    `<details><summary>${title}</summary>`,
    '',
    ...sentences.map((sentence) => `- ${escaped(sentence)}`),
    '',
    '</details>',
  ];
}
