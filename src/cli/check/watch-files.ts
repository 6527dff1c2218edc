import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { visible } from '../../report/words/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import type { Terminal } from '../terminal.ts';

const POLL_MILLISECONDS = 300;

/**
 * Runs again whenever a file that was read has changed, until interrupted. Times are polled: editors replace files, and
 * notifications of the operating system get lost on network and container file systems.
 */
export async function watchFiles(
  terminal: Terminal,
  run: () => Promise<readonly string[]>,
  isOver: () => boolean = () => false,
): Promise<ExitCode> {
  let files: readonly string[] = [];
  while (!isOver()) {
    try {
      files = await run();
    } catch (error) {
      // A file that is being written may be unreadable for a moment.
      if (!(error instanceof Misuse)) throw error;
      terminal.problem(`makespan: ${visible(error.message)}`);
    }
    terminal.note('Watching for changes; Ctrl-C ends it.');
    const before = stateOf(files);
    while (!isOver() && stateOf(files) === before) await setTimeout(POLL_MILLISECONDS);
  }
  return exitCode.fine;
}

function stateOf(files: readonly string[]): string {
  // A folder's time tells of files that came and went.
  return [...new Set(files.flatMap((file) => [file, dirname(file)]))]
    .map((file) => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return `${stats?.mtimeMs}:${stats?.size}`;
    })
    .join();
}
