import { Arguments } from './arguments.ts';
import { sent, type ThreadMessage, type ThreadTask } from './check/check-in-threads.ts';
import { readCheckRequest } from './check/check-request.ts';
import { openBench } from './check/check-templates.ts';
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

/** What a thread does of a `check` of many templates. */
export async function checkShare(
  { values, candidates }: ThreadTask,
  answer: (message: ThreadMessage) => void,
): Promise<void> {
  const given = new Arguments(values);
  const bench = await openBench(given, await readCheckRequest(given), candidates.length);
  for (const [at, candidate] of candidates.entries()) answer({ at, outcome: sent(await bench.check(candidate)) });
  answer({ ruleSeconds: bench.ruleSeconds });
}
