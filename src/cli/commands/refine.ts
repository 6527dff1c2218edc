import { Facts } from '../../analyze/facts.ts';
import { joinRevisions } from '../../model/revised.ts';
import { type ProposedEdits, refineDocument } from '../../report/documents/build-refine-document.ts';
import { refineMarkdown } from '../../report/markdown/refine-markdown.ts';
import { MOST_SHOWN_PROPOSALS, refineText } from '../../report/text/refine-text.ts';
import { formatList } from '../../report/words/quantity.ts';
import { visible } from '../../report/words/visible.ts';
import { joinProposals } from '../../study/refine/join.ts';
import type { Proposal } from '../../study/refine/proposal.ts';
import { type Refinement, type RefineOptions, refine as refineDeployment } from '../../study/refine/refine.ts';
import type { Arguments } from '../arguments.ts';
import { unifiedDiff } from '../check/unified-diff.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { readSimulationRequest, simulationOptions, timingsFor } from '../options/simulation-options.ts';
import { openTemplate, openText, readLoadOptions, templateOptions } from '../options/template-options.ts';
import { proposedText, type Template } from '../refine/proposed-edits.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';

const { level: _level, 'count-untracked': _untracked, ...fineOptions } = simulationOptions;

/** `makespan refine FILE` */
export const refine: Command = {
  description:
    'Finds the dependencies between whole machines, says which component dependencies suffice, and proposes edits of ' +
    'the template, ranked by what they gain. Each proposal is analyzed again: it keeps every order that a value ' +
    'carries and adds no deadlock and no race.',
  options: {
    apply: {
      describe: 'Proposals to write into the template: their numbers, or all that are recommended',
      requiresArg: true,
      group: 'Changes:',
    },
    diff: { describe: 'Print the changes as a diff and write nothing', type: 'boolean', group: 'Changes:' },
    output: { alias: 'o', describe: 'Write to this file instead', requiresArg: true, group: 'Output:' },
    format: { alias: 'f', describe: 'text (default), json or markdown', requiresArg: true, group: 'Output:' },
    ...fineOptions,
    ...templateOptions,
  },
  examples: [
    ['refine stack.yaml', 'which dependencies to make finer, and what each gains'],
    ['refine stack.yaml --apply all --diff', 'what is recommended, as a diff'],
    ['refine stack.yaml --apply 1,3 -o finer.yaml', 'two of them, in a new file'],
    ['refine stack.yaml --engine heat-convergence --engine-option agent-poll=30s', 'beside what polling costs'],
  ],
  run: async (given, terminal) => {
    const format = given.choice('format', ['text', 'json', 'markdown'], 'text');
    const file = given.text('file') ?? '';
    const chosen = readChoice(given);
    const request = readSimulationRequest(given);
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) {
      sayRejection(loaded, file, terminal);
      return exitCode.findings;
    }
    const options = readLoadOptions(given);
    const template: Template = {
      file,
      loaded,
      text: loaded.files.get(file) ?? '',
      read: (text) => openText(file, text, { given, options }),
    };
    const timings = timingsFor(loaded.deployment, request);
    const timing = { set: request.set, ...(request.timingFile === null ? {} : { file: request.timingFile }) };
    const work: RefineOptions = { ...request, timings, analyze: { timing } };
    const refinement = terminal.withProgress(`Refining ${file}`, (onProgress) =>
      refineDeployment(loaded.deployment, { ...work, onProgress }),
    );
    if (chosen !== null) return apply(chosen, { refinement, template, given, terminal, work });
    const document = refineDocument(
      refinement,
      file,
      await editsOf(refinement, template, format === 'text' ? MOST_SHOWN_PROPOSALS : Number.POSITIVE_INFINITY),
    );
    const { outPalette: palette, width } = terminal;
    const text = {
      text: () => refineText(document, { palette, width }),
      json: () => `${JSON.stringify(document, null, 2)}\n`,
      markdown: () => refineMarkdown(document),
    }[format]();
    put(text, given, terminal);
    return exitCode.fine;
  },
};

/** Numbers, `all`, or null for a report. @throws Misuse */
function readChoice(given: Arguments): 'all' | readonly number[] | null {
  const texts = given
    .texts('apply')
    .flatMap((text) => text.split(','))
    .map((text) => text.trim());
  if (texts.length === 0) return given.flag('diff') ? 'all' : null;
  if (texts.length === 1 && texts[0] === 'all') return 'all';
  const wrong = texts.find((text) => !/^\d{1,4}$/.test(text));
  if (wrong !== undefined) throw new Misuse(`--apply takes 'all' or numbers such as 1,3, not '${wrong}'`);
  return [...new Set(texts.map(Number))];
}

/** A text is read again for each, so only what is shown is written. */
async function editsOf({ proposals }: Refinement, template: Template, most: number): Promise<ProposedEdits> {
  const edits = new Map<number, ProposedEdits extends ReadonlyMap<number, infer Edit> ? Edit : never>();
  for (const { number, revision } of proposals.slice(0, most))
    edits.set(number, await proposedText(template, revision));
  return edits;
}

interface Applying {
  readonly refinement: Refinement;
  readonly template: Template;
  readonly given: Arguments;
  readonly terminal: Terminal;
  readonly work: RefineOptions;
}

async function apply(chosen: 'all' | readonly number[], applying: Applying): Promise<ExitCode> {
  const { refinement, template, given, terminal, work } = applying;
  const proposals = chosenOf(refinement.proposals, chosen);
  if (proposals.length === 0) {
    terminal.note(`${visible(template.file)}: nothing is recommended; 'makespan refine' without --apply says why.`);
    return exitCode.fine;
  }
  const joined = joinProposals(new Facts(template.loaded.deployment, work.analyze ?? {}), proposals, work);
  const result =
    'because' in joined
      ? { because: joined.because[0] ?? '' }
      : await proposedText(template, joinRevisions(proposals.map(({ revision }) => revision)));
  if ('because' in result) {
    terminal.problem(`nothing was written: ${visible(result.because)}`);
    for (const { byHand, number } of proposals)
      if (byHand !== null) terminal.problem(`${number}, by hand: ${visible(byHand)}`);
    return exitCode.findings;
  }
  const unsure = proposals.filter(({ confidence }) => confidence === 'possible');
  for (const { number, reasons } of unsure)
    terminal.problem(`${number} needs a human decision: ${visible(reasons.join('; '))}`);
  if (given.flag('diff')) put(unifiedDiff(template.file, template.text, result.text), given, terminal);
  else {
    const target = given.text('output') ?? template.file;
    writeWhole(target, result.text);
    const names = formatList(
      proposals.map(({ number }) => String(number)),
      proposals.length,
    );
    terminal.note(`${visible(target)}: ${names} applied.`);
  }
  return exitCode.fine;
}

/** @throws Misuse for a number that no proposal has */
function chosenOf(proposals: readonly Proposal[], chosen: 'all' | readonly number[]): readonly Proposal[] {
  if (chosen === 'all') return proposals.filter(({ isRecommended }) => isRecommended);
  return chosen.map((number) => {
    const proposal = proposals[number - 1];
    if (proposal !== undefined) return proposal;
    throw new Misuse(`--apply ${number}: there are ${proposals.length} proposals`);
  });
}

function put(text: string, given: Arguments, terminal: Terminal): void {
  const output = given.text('output');
  if (output === null) terminal.print(text);
  else writeWhole(output, text);
}
