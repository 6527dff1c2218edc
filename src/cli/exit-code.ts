/** What the command says to the shell. */
export const exitCode = {
  fine: 0,
  /** Findings at or above `--fail-on`, or a template that an engine would reject. */
  findings: 1,
  /** Misuse, an unreadable path, or nothing to read. */
  misuse: 2,
  /** Ctrl-C: what was done is reported. 128 + SIGINT. */
  interrupted: 130,
  /** A defect of makespan itself: EX_SOFTWARE of sysexits.h. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
