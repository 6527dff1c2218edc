import type { DiagnosticCode } from '../../model/diagnostic.ts';

const REJECTS = 'CloudFormation refuses the template.';
const SEEN_LATER = 'What it adds is seen only by the service; what depends on it is not known here.';

/** What reading a CloudFormation template may say. */
export const cloudFormationCodes = [
  {
    code: 'cfn-circular-condition',
    severity: 'error',
    summary: 'Conditions are defined in a cycle.',
    why: REJECTS,
  },
  { code: 'cfn-duplicate-name', severity: 'error', summary: 'A parameter and a resource share a name.', why: REJECTS },
  {
    code: 'cfn-function-arguments',
    severity: 'error',
    summary: 'A function has arguments of the wrong shape.',
    why: REJECTS,
  },
  {
    code: 'cfn-macro',
    severity: 'info',
    summary: 'A macro rewrites the template before it is deployed.',
    why: SEEN_LATER,
  },
  { code: 'cfn-missing-file', severity: 'warning', summary: 'A nested template cannot be read.', why: SEEN_LATER },
  { code: 'cfn-missing-type', severity: 'error', summary: 'A resource has no type.', why: REJECTS },
  {
    code: 'cfn-nesting-size',
    severity: 'info',
    summary: 'Nested templates are too many, too deep, or name themselves.',
    why: 'They are shown as one task each.',
  },
  {
    code: 'cfn-parameter-value',
    severity: 'error',
    summary: 'A parameter has a value that it does not allow.',
    why: REJECTS,
  },
  {
    code: 'cfn-remote-template',
    severity: 'info',
    summary: 'A nested template lies on another machine.',
    why: 'It is shown as one task; what is inside is not known here.',
  },
  {
    code: 'cfn-reserved-name',
    severity: 'error',
    summary: 'A resource has a name that cannot be shown.',
    why: 'It is left out here; CloudFormation may accept it.',
  },
  {
    code: 'cfn-timeout-maximum',
    severity: 'error',
    summary: 'A timeout is above twelve hours, the most that CloudFormation allows.',
    why: REJECTS,
  },
  {
    code: 'cfn-unexpanded-loop',
    severity: 'info',
    summary: 'A loop runs over what the template does not decide.',
    why: SEEN_LATER,
  },
  {
    code: 'cfn-unknown-condition',
    severity: 'error',
    summary: 'A condition is named that does not exist.',
    why: REJECTS,
  },
  { code: 'cfn-unknown-function', severity: 'error', summary: 'A function is not known.', why: REJECTS },
  {
    code: 'cfn-unknown-parameter',
    severity: 'error',
    summary: 'A value is given for what is no parameter.',
    why: REJECTS,
  },
  {
    code: 'cfn-unknown-reference',
    severity: 'error',
    summary: 'A reference names neither a resource nor a parameter.',
    why: REJECTS,
  },
  {
    code: 'cfn-unread-script',
    severity: 'info',
    summary: 'How a script uses a handle cannot be read.',
    why: 'It may signal or not, so what waits for it is undecided.',
  },
  {
    code: 'cfn-wrong-duration',
    severity: 'error',
    summary: 'A duration cannot be read.',
    why: 'The built-in one is used.',
  },
  {
    code: 'cfn-wrong-section',
    severity: 'error',
    summary: 'A part of the template is not what CloudFormation expects there.',
    why: REJECTS,
  },
] as const satisfies readonly DiagnosticCode[];

export type CloudFormationCode = (typeof cloudFormationCodes)[number]['code'];
