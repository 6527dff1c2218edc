import type { DiagnosticCode } from '../model/diagnostic.ts';

/** What checking itself may report, beside rules and reading. */
export const lintCodes = [
  {
    code: 'suppression-without-reason',
    severity: 'warning',
    summary: 'A makespan-ignore comment gives no reason after `--`.',
    why: 'It holds nothing back: who reads the template later cannot tell whether it still applies.',
  },
  {
    code: 'unknown-suppression',
    severity: 'warning',
    summary: 'A makespan-ignore comment names a rule that does not exist.',
    why: 'It holds nothing back; the name may be misspelt.',
  },
  {
    code: 'unused-suppression',
    severity: 'warning',
    summary: 'A makespan-ignore comment holds nothing back.',
    why: 'The defect is gone or stands elsewhere, and the comment would hide the next one.',
  },
  {
    code: 'rule-gave-up',
    severity: 'info',
    summary: 'A rule used up its time and was stopped.',
    why: 'What it would have found later is not reported: nothing about this rule is called clean.',
  },
] as const satisfies readonly DiagnosticCode[];

export type LintCode = (typeof lintCodes)[number]['code'];
