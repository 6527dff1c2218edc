import { Arguments } from './arguments.ts';
import { simulate } from './commands/simulate.ts';
import type { ExitCode } from './exit-code.ts';
import { guarded } from './failure-text.ts';
import type { Values } from './plain-words.ts';
import { openTerminal } from './terminal.ts';

/**
 * All of `simulate` as one script, as `check-bundle.ts` is of `check`: loading and compiling it cost more than the
 * simulation of a small template. See `docs/decisions/0006-check-in-one-script.md`.
 */
export { simulate };

/** `makespan simulate FILE` without a command line around it. */
export function runPlain(values: Values): Promise<ExitCode> {
  return guarded(() => simulate.run(new Arguments(values), openTerminal({ color: 'auto', quiet: true })));
}
