import type { RefineDocument } from '../refine-document.ts';
import { trustSentence } from '../words/origin.ts';
import { formatList, formatSeconds, formatShare } from '../words/quantity.ts';
import { confidenceWords, gainSentence, outcomeWords, pollingSentences } from '../words/refinement.ts';
import { codeSpan, markdownText } from './escape.ts';
import { markdownTable } from './markdown-table.ts';

/** Characters of a sentence about a template, whose names may be of any length. */
const SENTENCE = 600;

/** A refinement as Markdown, for a comment on a change. */
export function refineMarkdown(document: RefineDocument): string {
  const { file, before, proposals, declined, together } = document;
  const rows = proposals.map((proposal) => [
    `${proposal.number}${proposal.recommended ? ' ✓' : ''}`,
    markdownText(proposal.title, SENTENCE),
    `${proposal.span.line}:${proposal.span.column}`,
    gainSentence(proposal, before),
    markdownText(`${confidenceWords(proposal)}: ${proposal.reasons.join('; ')}`, SENTENCE),
  ]);
  const sections = [
    [`### Finer dependencies: ${codeSpan(file)}`],
    [`As it is: ${outcomeWords(before)} (engine ${document.engine}, ${document.replications} replications).`],
    rows.length === 0 ? ['Nothing to make finer.'] : markdownTable(['', 'change', 'place', 'gain', 'how sure'], rows),
    together === null ? [] : [togetherSentence(together)],
    declined.length === 0
      ? []
      : [
          '<details><summary>Not proposed</summary>',
          '',
          ...declined.map(
            ({ title, because }) => `- ${markdownText(title)}, because ${markdownText(because[0] ?? '')}`,
          ),
          '',
          '</details>',
        ],
    pollingSentences(document).map((sentence) => markdownText(sentence, SENTENCE)),
    [trustSentence(document.timings)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function togetherSentence({ numbers, gain, after }: NonNullable<RefineDocument['together']>): string {
  const saved = gain === null ? '' : ` save ${formatSeconds(gain.mean)} (${formatShare(gain.relative)})`;
  return `✓ Together, ${formatList(numbers.map(String), numbers.length)}${saved}: ${outcomeWords(after)}.`;
}
