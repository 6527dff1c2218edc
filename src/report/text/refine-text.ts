import type {
  CoarseDependencyDocument,
  DeclinedDocument,
  ProposalDocument,
  RefineDocument,
} from '../refine-document.ts';
import { costSentence } from '../words/cost.ts';
import { trustSentence } from '../words/origin.ts';
import { formatCount, formatList, formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import {
  componentSentence,
  confidenceWords,
  gainSentence,
  outcomeWords,
  pollingSentences,
} from '../words/refinement.ts';
import { shortened, visible } from '../words/visible.ts';
import type { TextOptions } from './check-text.ts';
import { wrapColumns } from './column-width.ts';
import { type Palette, plainPalette } from './palette.ts';

interface Page {
  readonly palette: Palette;
  readonly width: number;
}

/** What each list shows in a terminal; JSON has all of it. */
const MOST_SHOWN = 8;
export const MOST_SHOWN_PROPOSALS = 16;

/** A refinement for a terminal: what is coarse, what to change and what it gains, what is not proposed and why. */
export function refineText(document: RefineDocument, options: TextOptions = {}): string {
  const page = { palette: options.palette ?? plainPalette, width: options.width ?? 100 };
  const { palette, width } = page;
  const paragraphs = [
    headLines(document, page),
    explicitLines(document, page),
    ...proposalBlocks(document, page),
    togetherLines(document, page),
    declinedLines(document, page),
    conventionLines(document, page),
    pollingLines(document, page),
    wrapColumns(trustSentence(document.timings), width),
    document.notes.flatMap((note) => wrapColumns(`Note: ${visible(note)}`, width)),
    nextLines(document, palette),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLines(document: RefineDocument, { palette }: Page): readonly string[] {
  const { file, engine, replications, seed, before } = document;
  const count = `${groupDigits(replications)} ${replications === 1 ? 'replication' : 'replications'}`;
  return [
    `${palette.strong(visible(file))}  ${palette.faint(`${count}, engine ${engine}, seed ${shortened(seed, 40)}`)}`,
    `As it is: ${outcomeWords(before)}.`,
  ];
}

function explicitLines({ dependencies }: RefineDocument, page: Page): readonly string[] {
  const explicit = dependencies.filter(({ kind }) => kind === 'explicit');
  if (explicit.length === 0) return ['No written dependency orders a machine or a stack as a whole.'];
  return [
    page.palette.strong('Written between whole machines'),
    ...explicit.slice(0, MOST_SHOWN).flatMap((dependency) => ['', ...dependencyLines(dependency, page)]),
    ...restLine(explicit.length, 'more dependency', 'more dependencies', page),
  ];
}

function dependencyLines(dependency: CoarseDependencyDocument, { palette, width }: Page): readonly string[] {
  const { from, to, more, via, span, sufficient, granularityOnly, cost } = dependency;
  const place = span === null ? '' : palette.faint(`${span.line}:${span.column}`);
  const others = more > 0 ? `, and ${formatCount(more, 'pair')} more` : '';
  const lines = sufficient.slice(0, 4).map((one) => `needed: ${componentSentence(one)}`);
  if (sufficient.length > 4) lines.push(`and ${sufficient.length - 4} more that carry something`);
  if (sufficient.length === 0) lines.push('nothing that passes between them shows why');
  if (granularityOnly !== null) lines.push(onlySentence(granularityOnly));
  if (cost !== null && granularityOnly?.count !== 0) lines.push(costSentence(cost));
  return [
    `  ${palette.strong(`${shortened(from, 40)} → ${shortened(to, 40)}`)}  ${visible(via ?? '')} ${place}${others}`,
    ...lines.flatMap((line) => indented(line, 4, width)),
  ];
}

function onlySentence({ count, examples }: NonNullable<CoarseDependencyDocument['granularityOnly']>): string {
  if (count === 0) return 'it orders nothing that others do not';
  const named = examples.slice(0, 2).map(([a, b]) => `${shortened(a, 30)} before ${shortened(b, 30)}`);
  const only = count === 1 ? 'one pair of tasks is' : `${groupDigits(count)} pairs of tasks are`;
  return `${only} in order only because of it: ${named.join(', ')}${count > named.length ? ', …' : ''}`;
}

function proposalBlocks({ proposals, before }: RefineDocument, page: Page): readonly (readonly string[])[] {
  if (proposals.length === 0) return [];
  const shown = proposals.slice(0, MOST_SHOWN_PROPOSALS);
  const blocks = shown.map((proposal) => proposalLines(proposal, before, page));
  const rest = restLine(proposals.length - shown.length, 'more proposal', 'more proposals', page, 0);
  const head = [page.palette.strong('Proposals, by what they gain'), ...provedOfAll(proposals, page)];
  return [head, ...blocks, rest];
}

/** What holds of each of them, once. */
function provedOfAll(proposals: readonly ProposalDocument[], { palette, width }: Page): readonly string[] {
  const orders = Math.min(...proposals.map(({ proof }) => proof.carriedOrders));
  const waits = proposals.some(({ proof }) => proof.waits > 0) ? ', makes no wait worse' : '';
  const sentence =
    `Analyzed again, each keeps every order that something rides on (${orders} of them)${waits}, ` +
    'and adds no fault, no deadlock and no race.';
  return wrapColumns(sentence, width).map((line) => palette.faint(line));
}

function proposalLines(proposal: ProposalDocument, before: RefineDocument['before'], page: Page): readonly string[] {
  const { palette, width } = page;
  const { number, title, reasons, span, proof, freed, edits, byHand, recommended } = proposal;
  const paint = recommended ? palette.good : (text: string): string => text;
  const place = `${span.line}:${span.column}`;
  const gain = gainSentence(proposal, before);
  const lines = [
    visible(`${confidenceWords(proposal)}: ${reasons.join('; ')}`),
    ...(proof.gone.length > 0 ? [`gone with it: ${formatList(distinct(proof.gone.map(({ rule }) => rule)))}`] : []),
    ...(freed !== null && freed.count > 0
      ? [`frees ${formatCount(freed.count, 'pair')} of tasks to run side by side`]
      : []),
    ...(edits === null && byHand !== null ? [visible(`to write it: ${byHand}`)] : []),
  ];
  return [
    ...indented(`${paint(`${number}  ${gain}`)}${recommended ? '  ← recommended' : ''}`, 2, width),
    ...indented(`${visible(title)}  ${palette.faint(place)}`, 5, width),
    ...lines.flatMap((line) => indented(line, 5, width).map((part) => palette.faint(part))),
  ];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function togetherLines({ together }: RefineDocument, { palette, width }: Page): readonly string[] {
  if (together === null) return [];
  const { gain, numbers, after } = together;
  const saved = gain === null ? '' : ` save ${formatSeconds(gain.mean)} (${formatShare(gain.relative)})`;
  const names = formatList(numbers.map(String), numbers.length);
  return wrapColumns(`Together, ${names}${saved}: ${outcomeWords(after)}.`, width).map(palette.good);
}

function declinedLines({ declined }: RefineDocument, page: Page): readonly string[] {
  if (declined.length === 0) return [];
  const { palette, width } = page;
  const lines = declined.slice(0, MOST_SHOWN).flatMap((one) => declinedBlock(one, page));
  return [
    palette.strong('Not proposed'),
    ...lines,
    ...restLine(declined.length, 'more change', 'more changes', { palette, width }),
  ];
}

function declinedBlock({ title, span, because }: DeclinedDocument, { palette, width }: Page): readonly string[] {
  const [first = '', ...more] = because;
  const rest = more.length > 0 ? ` (and ${formatCount(more.length, 'more reason')})` : '';
  return [
    ...indented(`${visible(title)}  ${palette.faint(`${span.line}:${span.column}`)}`, 2, width),
    ...indented(`because ${visible(first)}${rest}`, 4, width).map((line) => palette.faint(line)),
  ];
}

function conventionLines({ dependencies }: RefineDocument, { palette, width }: Page): readonly string[] {
  const costly = dependencies.filter(
    ({ kind, cost, cycle }) => kind === 'convention' && (cycle || (cost !== null && cost.ciLow > 0.05)),
  );
  if (costly.length === 0) return [];
  const shown = costly.slice(0, MOST_SHOWN).flatMap(({ from, to, sufficient, cost, cycle, granularityOnly }) => {
    const price = cycle
      ? 'impossible as wholes: a cycle'
      : `as wholes: ${formatSeconds(cost?.mean ?? 0)} more, ${formatCount(granularityOnly?.count ?? 0, 'pair')} that nothing needs`;
    const needed = sufficient.filter(({ redundant }) => !redundant).slice(0, 3);
    return [
      `  ${palette.strong(`${shortened(from, 40)} → ${shortened(to, 40)}`)}  ${cycle ? palette.error(price) : price}`,
      ...needed
        .flatMap((one) => indented(`enough: ${componentSentence(one)}`, 4, width))
        .map((line) => palette.faint(line)),
    ];
  });
  return [palette.strong('Fine today; what coarse thinking would cost'), ...shown];
}

function pollingLines(document: RefineDocument, { palette, width }: Page): readonly string[] {
  return pollingSentences(document).flatMap((sentence, index) =>
    wrapColumns(sentence, width).map((line) => (index === 0 ? palette.warning(line) : line)),
  );
}

function nextLines({ file, proposals }: RefineDocument, palette: Palette): readonly string[] {
  const editable = proposals.filter(({ edits }) => edits !== null);
  if (editable.length === 0) return [];
  const numbers = editable.some(({ recommended }) => recommended) ? 'all' : String(editable[0]?.number);
  const name = shortened(file, 60);
  const what = numbers === 'all' ? 'what is recommended' : `proposal ${numbers}`;
  return [
    palette.faint(`makespan refine ${name} --apply ${numbers} --diff   shows ${what} as a diff`),
    palette.faint(`makespan refine ${name} --apply ${numbers}          writes it into the template`),
  ];
}

function restLine(count: number, one: string, many: string, { palette }: Page, shown = MOST_SHOWN): readonly string[] {
  const rest = count - shown;
  return rest > 0 ? [palette.faint(`  … and ${formatCount(rest, one, many)} (--format json has all)`)] : [];
}

function indented(text: string, indent: number, width: number): readonly string[] {
  const space = ' '.repeat(indent);
  return wrapColumns(text, width - indent - 2).map((line, index) => `${space}${index === 0 ? '' : '  '}${line}`);
}
