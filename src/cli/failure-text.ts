import { visible } from '../report/words/visible.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { Misuse } from './misuse.ts';

/**
 * Runs a command and says what became of it. The user's mistakes are one sentence on stderr; a stack is shown for a
 * defect of makespan only, and only with MAKESPAN_DEBUG=1.
 */
export async function guarded(run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Misuse) {
      process.stderr.write(`makespan: ${visible(error.message)}\n`);
      return exitCode.misuse;
    }
    process.stderr.write(bugText(error));
    return exitCode.bug;
  }
}

function bugText(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  const shown = process.env.MAKESPAN_DEBUG ? `${stack}\n` : 'MAKESPAN_DEBUG=1 shows where it happened.\n';
  const summary = error instanceof Error ? error.message : String(error);
  return `makespan: this is a defect of makespan, not of your template: ${visible(summary)}
Please report it with the template that shows it. ${shown}`;
}
