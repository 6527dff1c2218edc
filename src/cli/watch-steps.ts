import type { Terminal } from './terminal.ts';

export interface StepWatcher {
  readonly terminal: Terminal;
  readonly label: string;
  /** Called every half minute and so: what is done is saved, in case the machine goes away. */
  readonly checkpoint?: (() => void) | null;
}

const BREATH_MILLISECONDS = 50;
const CHECKPOINT_MILLISECONDS = 30_000;

/**
 * Drives work that comes in steps, with progress and the remaining time on stderr, and lets go of the processor now and
 * then so that Ctrl-C is heard: the step under way is finished, the rest is not begun.
 *
 * @returns whether it was interrupted
 */
export async function watchSteps(
  steps: Iterator<{ readonly done: number; readonly total: number }>,
  { terminal, label, checkpoint }: StepWatcher,
): Promise<boolean> {
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const beganAt = Date.now();
  // The first is saved at once: a place that cannot be written to is found before hours were spent.
  let [breathedAt, savedAt] = [beganAt, Number.NEGATIVE_INFINITY];
  try {
    for (let step = steps.next(); !step.done; step = steps.next()) {
      const now = Date.now();
      if (now - breathedAt < BREATH_MILLISECONDS) continue;
      breathedAt = now;
      terminal.workLine(`${label} ${progressText(step.value, now - beganAt)}`);
      if (checkpoint && now - savedAt >= CHECKPOINT_MILLISECONDS) {
        checkpoint();
        savedAt = Date.now();
      }
      await new Promise((resolve) => setImmediate(resolve));
      // Heard after the last step, there is nothing left to be interrupted.
      if (isInterrupted) return step.value.done < step.value.total;
    }
    return false;
  } finally {
    if (isInterrupted) steps.return?.();
    terminal.workLine(null);
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** `40 %, 12 s left`. */
export function progressText(
  { done, total }: { readonly done: number; readonly total: number },
  spent: number,
): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const percent = `${Math.floor(100 * share)} %`;
  if (share < 0.01 || spent < 2000) return percent;
  const seconds = Math.ceil((spent / share - spent) / 1000);
  const left = seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${percent}, ${left} left`;
}
