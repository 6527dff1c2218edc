import type { Options } from 'yargs';
import type { Arguments } from './arguments.ts';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** One command, one file in `commands/`: its options, examples, and what it does. */
export interface Command {
  /** One or two sentences under the usage line of `--help`. */
  readonly description: string;
  readonly options: Readonly<Record<string, Options>>;
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly run: (given: Arguments, terminal: Terminal) => Promise<ExitCode>;
}

/** A line of the list in `commands/index.ts`: all that `makespan --help` needs. */
export interface CommandEntry {
  readonly name: string;
  /** After the name, in the notation of yargs: `<files..>`. */
  readonly takes: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
