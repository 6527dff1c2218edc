import type { Options } from 'yargs';
import type { Command, CommandEntry } from './command.ts';
import { commonOptions } from './options/common-options.ts';

/** The manual page, `makespan(1)`, from what the commands say of themselves; the build writes it. */
export async function manualPage(commands: readonly CommandEntry[], version: string): Promise<string> {
  const described = await Promise.all(commands.map(async (entry) => ({ entry, command: await entry.load() })));
  return [
    `.TH MAKESPAN 1 "" "makespan ${version}" "User Commands"`,
    '.SH NAME',
    'makespan \\- proves what will deadlock or race in a deployment, and estimates how long it takes',
    '.SH SYNOPSIS',
    ...described.map(
      ({ entry: { name, takes } }) => `.B makespan ${roff(name)}\n${roff(`${takes} [options]`.trim())}\n.br`,
    ),
    '.SH DESCRIPTION',
    'Reads deployment templates (OpenStack Heat, AWS CloudFormation, TaskFlow, its own format, plain graphs), shows what an',
    'orchestration engine will do with them, and simulates it at VM and at software-component granularity.',
    '.SH COMMANDS',
    ...described.flatMap(({ entry, command }) => section(entry, command)),
    '.SH OPTIONS OF EVERY COMMAND',
    ...Object.entries(commonOptions).flatMap(option),
    '.SH EXIT STATUS',
    ...[
      ['0', 'fine'],
      ['1', 'findings at or above --fail-on, or a template that an engine would reject'],
      ['2', 'misuse, an unreadable path, or nothing to read'],
      ['70', 'a defect of makespan'],
      ['130', 'interrupted'],
    ].map(([code, meaning]) => `.TP\n.B ${code}\n${roff(meaning as string)}`),
    '.SH ENVIRONMENT',
    '.TP\n.B NO_COLOR, FORCE_COLOR\nwhether the output is coloured, where --color does not say',
    '.TP\n.B MAKESPAN_DEBUG\nshows where a defect of makespan happened',
    '.SH FILES',
    '.TP\n.B makespan.config.yaml\nwhat makespan check does in a folder and those below it',
    '',
  ].join('\n');
}

function section({ name, takes }: CommandEntry, { description, options, examples }: Command): readonly string[] {
  return [
    `.SS makespan ${roff(name)} ${roff(takes)}`.trimEnd(),
    roff(description),
    ...Object.entries(options).flatMap(option),
    ...(examples.length > 0 ? ['.PP\nExamples:'] : []),
    ...examples.map(([line, effect]) => `.TP\n.B makespan ${roff(line)}\n${roff(effect)}`),
  ];
}

function option([name, { alias, describe, requiresArg }]: [string, Options]): readonly string[] {
  const short = [alias ?? []].flat().map((one) => `\\fR, \\fB\\-${one}`);
  const value = requiresArg ? '\\fR VALUE' : '';
  return [`.TP\n.B \\-\\-${roff(name)}${short.join('')}${value}\n${roff(describe ?? '')}`];
}

/** Text that troff takes as it stands: no line begins a request, no backslash an escape. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1');
}
