import type { DiagnosticCode } from '../../model/diagnostic.ts';

/** What reading the native format may report. */
export const nativeCodes = [
  {
    code: 'unknown-version',
    severity: 'error',
    summary: 'The `makespan:` key is missing or names a version of the native format that is not known.',
    why: 'A later version may mean something else by the same words.',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    summary: 'A key is not one that the native format has at this place.',
    why: 'What it says would be ignored; usually it is misspelt or stands at the wrong level.',
  },
  {
    code: 'missing-key',
    severity: 'error',
    summary: 'A key that is needed here is missing.',
    why: 'Without it the item has no meaning and is left out.',
  },
  {
    code: 'wrong-type',
    severity: 'error',
    summary: 'A value is not of the kind that its key needs.',
    why: 'The value is left out, so the deployment is not the one that was meant.',
  },
  {
    code: 'bad-duration',
    severity: 'error',
    summary: 'A duration cannot be read.',
    why: 'The task would silently take a default time.',
  },
  {
    code: 'bad-condition',
    severity: 'error',
    summary: 'A `when:` formula cannot be read.',
    why: 'Whether the item exists would be a guess.',
  },
  {
    code: 'bad-name',
    severity: 'error',
    summary: 'A name holds a dot or white space, or is empty.',
    why: 'Dots separate host, component and value, so the name could not be referred to.',
  },
  {
    code: 'reserved-name',
    severity: 'error',
    summary: 'A name is reserved.',
    why: '`base` and `done` are tasks that each host has; names such as `__proto__` belong to JavaScript objects.',
  },
  {
    code: 'duplicate-name',
    severity: 'error',
    summary: 'A task has the name of a host.',
    why: 'A reference to the name could mean either.',
  },
  {
    code: 'unknown-name',
    severity: 'error',
    summary: 'A reference names nothing that is defined.',
    why: 'The order, value or signal that was meant does not exist in the deployment.',
  },
  {
    code: 'after-untracked',
    severity: 'error',
    summary: 'Something is ordered after an untracked task.',
    why: 'No engine knows when an untracked task finishes, so only a signal and a wait can enforce the order.',
  },
  {
    code: 'self-dependency',
    severity: 'error',
    summary: 'A task or host is ordered after itself.',
    why: 'It could never start.',
  },
  {
    code: 'useless-key',
    severity: 'warning',
    summary: 'A key has no effect where it stands.',
    why: 'A reader takes it for a rule that is in force.',
  },
  {
    code: 'unknown-tag',
    severity: 'error',
    summary: 'A value has a YAML tag such as `!Ref`, and the native format has none.',
    why: 'What the tag stands for in another format does not happen here; `when: !x` must be quoted.',
  },
  {
    code: 'unknown-parameter',
    severity: 'error',
    summary: 'A parameter of the command line or an environment fits no condition of the document.',
    why: 'The choice that was meant has no effect.',
  },
] as const satisfies readonly DiagnosticCode[];

export type NativeCode = (typeof nativeCodes)[number]['code'];
