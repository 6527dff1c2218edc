import type { Example, Rule } from '../../analyze/rule.ts';
import { rules } from '../../analyze/rules/index.ts';
import { lintCodes } from '../../lint/index.ts';
import { diagnosticCodes } from '../../load/codes.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Palette } from '../../report/text/palette.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import type { Terminal } from '../terminal.ts';

/** `makespan explain RULE` */
export const explain: Command = {
  description: 'Says what a rule finds and what it costs, with a template that shows it and one that does not.',
  options: {
    format: { alias: 'f', describe: 'text (default) or json', requiresArg: true, group: 'Output:' },
  },
  examples: [
    ['explain', 'all rules, one line each'],
    ['explain coarse-cycle', 'one rule, with examples'],
  ],
  run: async (given, terminal) => {
    const format = given.choice('format', ['text', 'json'], 'text');
    const id = given.text('rule');
    const chosen = id === null ? null : subjectOf(id);
    if (format === 'json')
      terminal.print(`${JSON.stringify(chosen ? asData(chosen) : subjects.map(asData), null, 2)}\n`);
    else terminal.print(chosen ? subjectText(chosen, terminal.outPalette) : listText(terminal));
    return exitCode.fine;
  },
};

/** What a finding may be named after: a rule, or a code of what reading a template reports. */
type Subject = Pick<Rule, 'id' | 'severity' | 'summary' | 'why'> &
  Partial<Pick<Rule, 'confidence' | 'bad' | 'good' | 'notInHeat'>>;

const codes: readonly Subject[] = [...diagnosticCodes, ...lintCodes].map(({ code, ...rest }) => ({
  id: code,
  ...rest,
}));

const subjects: readonly Subject[] = [...rules, ...codes];

function subjectOf(id: string): Subject {
  const subject = subjects.find((one) => one.id === id);
  if (subject) return subject;
  const ids = subjects.map((one) => one.id);
  throw new Misuse(`there is no rule '${id}'${didYouMean(id, ids) || '; makespan explain lists them all'}`);
}

function listText({ outPalette: palette }: Terminal): string {
  const width = Math.max(...subjects.map(({ id }) => id.length));
  const lines = (listed: readonly Subject[]): readonly string[] =>
    [...listed]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, summary }) => {
        const level = palette[severity](severity.padEnd('warning'.length));
        return `  ${level}  ${palette.strong(id.padEnd(width))}  ${summary}`;
      });
  const parts = ['Rules:', ...lines(rules), '', 'What reading and checking may report:', ...lines(codes)];
  return `${parts.join('\n')}\n`;
}

function subjectText(
  { id, severity, confidence, summary, why, bad, good, notInHeat }: Subject,
  palette: Palette,
): string {
  const paragraphs = [
    [palette.strong(id), palette[severity](severity), palette.faint(confidence ?? 'reading')].join('  '),
    `${summary}\n${why}`,
    ...(bad ?? []).map((example) => exampleText('Found in', example, palette)),
    ...(good ?? []).map((example) => exampleText('Not found in', example, palette)),
    ...(notInHeat === undefined ? [] : [`No HOT template can show it. ${notInHeat}`]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function exampleText(title: string, { file, text }: Example, palette: Palette): string {
  const lines = text.trim().split('\n');
  return [palette.faint(`${title} ${file}:`), '', ...lines.map((line) => `    ${line}`.trimEnd())].join('\n');
}

function asData({ id, severity, confidence, summary, why, bad, good, notInHeat }: Subject): object {
  return { id, severity, confidence, summary, why, bad, good, notInHeat };
}
