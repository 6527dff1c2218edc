import yargs, { type Argv } from 'yargs';
import { didYouMean } from '../model/nearest-name.ts';
import { Arguments } from './arguments.ts';
import type { Command, CommandEntry } from './command.ts';
import { commands } from './commands/index.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { guarded } from './failure-text.ts';
import { Misuse } from './misuse.ts';
import { commonOptions } from './options/common-options.ts';
import { STDIN, type Values } from './plain-words.ts';
import { openTerminal } from './terminal.ts';
import { toolVersion } from './tool-version.ts';

/**
 * Reads the command line, runs one command, and says what became of it.
 *
 * @param words what the user wrote after `makespan`
 */
export function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  return guarded(() =>
    readCommandLine(words, (command, values) => {
      const given = new Arguments(values);
      const color = given.choice('color', ['auto', 'always', 'never'], 'auto');
      return command.run(given, openTerminal({ color, quiet: given.flag('quiet') }));
    }),
  );
}

/** What to do with the command that was called, and what was given to it. */
export type Invoke = (command: Command, values: Values) => Promise<ExitCode>;

/** @throws Misuse */
export async function readCommandLine(words: readonly string[], invoke: Invoke): Promise<ExitCode> {
  const line = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  refuseUnknownCommand(line);
  try {
    return await parsed(line[0] === 'check' ? line.map((word) => (word === '-' ? STDIN : word)) : line, invoke);
  } catch (error) {
    // Some of what the user wrote wrongly comes as an error of yargs; whatever else is thrown is a defect.
    if (error instanceof Error && error.name === 'YError') throw new Misuse(inOurWords(error.message));
    throw error;
  }
}

async function parsed(words: readonly string[], invoke: Invoke): Promise<ExitCode> {
  let code: ExitCode = exitCode.fine;
  const parser = topLevel([...words]);
  for (const entry of commands) {
    let command: Command;
    parser.command(
      `${entry.name} ${entry.takes}`.trim(),
      entry.summary,
      async (builder) => {
        command = await entry.load();
        return describeCommand(builder, entry, command);
      },
      async (given) => {
        refuseUnknownOptions(given, entry, command);
        code = await invoke(command, given);
      },
    );
  }
  await parser.parseAsync();
  return code;
}

function topLevel(words: readonly string[]): Argv {
  return yargs([...words])
    .scriptName('makespan')
    .locale('en')
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage(
      '$0 <command> [options]\n\nProves what will deadlock or race in a deployment, and estimates how long it takes.',
    )
    .example('$0 check template.yaml', 'findings, each with its lines')
    .example('$0 simulate template.yaml', 'makespan at fine and at coarse granularity')
    .example('$0 report template.yaml -o review.html', 'the page for a design review')
    .epilogue(EXIT_CODES)
    .version(toolVersion())
    .help()
    .alias('help', 'h')
    .wrap(Math.min(100, process.stdout.columns || 100))
    .demandCommand(1, `name a command: ${commands.map(({ name }) => name).join(', ')}; makespan --help says more`)
    .exitProcess(false)
    .fail((message, error) => {
      throw message ? new Misuse(inOurWords(message)) : error;
    });
}

const EXIT_CODES = [
  'Exit: 0 fine; 1 findings at or above --fail-on, or a template that an engine would reject;',
  '2 misuse, an unreadable path, or nothing to read; 70 a defect of makespan; 130 interrupted.',
].join('\n');

function describeCommand(builder: Argv, { name, takes }: CommandEntry, command: Command): Argv {
  builder.usage(`$0 ${name} ${takes} [options]\n\n${command.description}`).options({
    ...command.options,
    ...commonOptions,
  });
  for (const [line, effect] of command.examples) builder.example(`$0 ${line}`, effect);
  return builder;
}

/** Asked before yargs reads anything, because only a known command says which options exist. */
function refuseUnknownCommand(words: readonly string[]): void {
  const word = words[0];
  if (word === undefined || word.startsWith('-')) return;
  const names = commands.map(({ name }) => name);
  if (names.includes(word)) return;
  const isPath = /[./\\]/.test(word);
  const hint = isPath ? `; to check a template: makespan check ${word}` : didYouMean(word, names);
  throw new Misuse(`there is no command '${word}'${hint || `; there are ${names.join(', ')}`}`);
}

function refuseUnknownOptions(
  given: Readonly<Record<string, unknown>>,
  { name, takes }: CommandEntry,
  command: Command,
): void {
  const options = Object.entries({ ...command.options, ...commonOptions });
  const known = options.flatMap(([option, { alias }]) => [option, ...[alias ?? []].flat()]);
  const positionals = takes.match(/[a-z]+/g) ?? [];
  for (const option of Object.keys(given)) {
    if (['_', '$0', 'help', 'h', 'version', ...positionals, ...known].includes(option)) continue;
    const long = known.filter((one) => one.length > 1);
    const nearest = didYouMean(option, long).replace("'", "'--");
    const dashes = option.length > 1 ? '--' : '-';
    throw new Misuse(`${name} has no option '${dashes}${option}'${nearest || `; makespan ${name} --help lists them`}`);
  }
  const spare = (given._ as readonly unknown[]).slice(1);
  if (spare.length > 0) throw new Misuse(`${name} takes ${takes}; '${spare[0]}' is one too many`);
}

/** What yargs says of misuse, in a sentence of this house. */
function inOurWords(message: string): string {
  if (message.startsWith('Not enough non-option arguments')) return 'nothing to read: name a file';
  const valueless = /^Not enough arguments following: (.*)$/.exec(message);
  return valueless ? `--${valueless[1]} needs a value` : message;
}
