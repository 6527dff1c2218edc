import { Arguments } from './arguments.ts';
import { check } from './commands/check.ts';
import type { ExitCode } from './exit-code.ts';
import { guarded } from './failure-text.ts';
import type { Values } from './plain-words.ts';
import { openTerminal } from './terminal.ts';

/**
 * All of `check` as one script: the build bundles it apart and keeps V8's code cache of it, since loading and compiling
 * cost more than checking a small template. See `docs/decisions/0006-check-in-one-script.md`.
 */
export { check };

/** `makespan check FILES…` when `plainCheck` has read the words. */
export function runPlainCheck(values: Values): Promise<ExitCode> {
  return guarded(() => check.run(new Arguments(values), openTerminal({ color: 'auto', quiet: false })));
}
