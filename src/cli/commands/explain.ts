import type { Example, Rule } from '../../analyze/rule.ts';
import { rules } from '../../analyze/rules/index.ts';
import type { Severity } from '../../model/diagnostic.ts';
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
    format: { alias: 'f', describe: 'text (default) or json', type: 'string', requiresArg: true, group: 'Output:' },
  },
  examples: [
    ['explain', 'all rules, one line each'],
    ['explain coarse-cycle', 'one rule, with examples'],
  ],
  run: (given, terminal) => {
    const format = given.choice('format', ['text', 'json'], 'text');
    const id = given.text('rule');
    const chosen = id === null ? rules : [ruleOf(id)];
    if (format === 'json')
      terminal.print(`${JSON.stringify(id === null ? chosen.map(asData) : asData(chosen[0] as Rule), null, 2)}\n`);
    else terminal.print(id === null ? listText(terminal) : ruleText(chosen[0] as Rule, terminal.outPalette));
    return exitCode.fine;
  },
};

function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.id === id);
  if (rule) return rule;
  const hint = didYouMean(
    id,
    rules.map((one) => one.id),
  );
  throw new Misuse(`there is no rule '${id}'${hint || '; makespan explain lists them all'}`);
}

function listText({ outPalette }: Terminal): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, severity, summary }) =>
      `${paint(outPalette, severity, severity.padEnd(7))}  ${outPalette.strong(id.padEnd(width))}  ${summary}`,
  );
  return `${lines.join('\n')}\n`;
}

function ruleText({ id, severity, confidence, summary, why, bad, good }: Rule, palette: Palette): string {
  const paragraphs = [
    `${palette.strong(id)}  ${paint(palette, severity, severity)}  ${palette.faint(confidence)}`,
    `${summary}\n${why}`,
    ...bad.map((example) => exampleText('Found in', example, palette)),
    ...good.map((example) => exampleText('Not found in', example, palette)),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function exampleText(title: string, { file, text }: Example, palette: Palette): string {
  const lines = text.trim().split('\n');
  return [palette.faint(`${title} ${file}:`), '', ...lines.map((line) => `    ${line}`.trimEnd())].join('\n');
}

function paint(palette: Palette, severity: Severity, text: string): string {
  return palette[severity](text);
}

function asData({ id, severity, confidence, summary, why, bad, good }: Rule): object {
  return { id, severity, confidence, summary, why, bad, good };
}
