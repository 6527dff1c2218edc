import type { DiagnosticCode, Severity } from '../../model/diagnostic.ts';

const REJECTS = 'Heat refuses the template.';
const REJECTS_AT_ONCE =
  'Heat refuses the template. In metadata, outputs and nested templates, where it looks only later, this is a warning.';
const REFUSES_TO_CREATE =
  'Heat refuses to create the stack. In nested templates, where it looks only later, this is a warning.';
const FAILS = 'Heat accepts the template and the creation fails.';

/** What reading a Heat template may say. Errors are what Heat rejects, warnings what it accepts and then fails on. */
export const heatCodes: readonly DiagnosticCode[] = [
  code('heat-circular-condition', 'error', 'Conditions are defined in a cycle.', REJECTS),
  code('heat-condition-function', 'error', 'A condition uses a function that conditions do not have.', REJECTS),
  code(
    'heat-conditional-reference',
    'warning',
    'A reference names a resource that does not exist under some parameters.',
    'With those parameters Heat refuses the template.',
  ),
  code('heat-dangling-reference', 'error', 'A reference names a resource that does not exist.', REJECTS_AT_ONCE),
  code('heat-dangling-ref', 'warning', 'A `Ref` names neither a resource nor a parameter.', FAILS),
  code('heat-deletion-policy', 'error', 'A deletion policy is none of those that Heat knows.', REJECTS),
  code('heat-duplicate-name', 'error', 'A parameter and a resource have the same name.', REJECTS),
  code('heat-external-dependency', 'error', 'A resource with an `external_id` has a `depends_on`.', REJECTS),
  code('heat-facade', 'error', "A template that stands for one of Heat's own types does not look like it.", REJECTS),
  code('heat-foreign-handle', 'warning', 'A wait condition uses a handle of another stack.', FAILS),
  code('heat-function-arguments', 'error', 'A function has arguments of the wrong shape.', REJECTS),
  code(
    'heat-function-version',
    'warning',
    'A function is used that this template version does not have.',
    'Heat takes it for plain data: nothing is computed.',
  ),
  code(
    'heat-group-size',
    'info',
    'The size of a group is not decided by the template.',
    'Its members are shown as one, and what counts them is undecided.',
  ),
  code(
    'heat-ignored-duration',
    'info',
    'A duration stands on a resource that is made of others.',
    'It is not used: the durations of the members decide.',
  ),
  code(
    'heat-long-template',
    'error',
    'A template is longer than Heat takes.',
    'Heat refuses it, unless the operator allows more. The top-level template is sent as data of another length: a warning.',
  ),
  code('heat-mapping', 'error', 'A mapping lookup names what the mapping does not have.', REJECTS_AT_ONCE),
  code(
    'heat-missing-file',
    'error',
    'A file that the template names cannot be read.',
    'The client refuses to send the template.',
  ),
  code('heat-missing-property', 'warning', 'A required property is missing.', FAILS),
  code('heat-missing-type', 'error', 'A resource has no type.', REJECTS),
  code('heat-nesting-depth', 'error', 'Templates are nested deeper than Heat allows.', FAILS),
  code(
    'heat-nesting-size',
    'info',
    'The nested members are too many to be shown one by one.',
    'One task stands for all of them.',
  ),
  code('heat-not-a-template', 'error', 'The document is not a template.', REJECTS),
  code(
    'heat-parameter-without-value',
    'info',
    'A parameter has neither a value nor a default.',
    'What it decides is unknown; give it with `-P name=value`.',
  ),
  code(
    'heat-parameter-value',
    'error',
    'The value of a parameter breaks its type or its constraints.',
    REJECTS_AT_ONCE,
  ),
  code('heat-property-type', 'error', 'A property has a value of the wrong type.', REFUSES_TO_CREATE),
  code('heat-property-value', 'error', 'A property has a value that its type does not allow.', REFUSES_TO_CREATE),
  code(
    'heat-remote-file',
    'info',
    'The template names a file on another machine, which is not fetched.',
    'What it holds is unknown.',
  ),
  code('heat-property-conflict', 'error', 'A property is given by its newer and by its older name.', REJECTS_AT_ONCE),
  code('heat-removed-function', 'error', 'A function is used that this template version no longer has.', REJECTS),
  code(
    'heat-reserved-name',
    'error',
    'A resource has a name that this program cannot hold.',
    'The resource is left out.',
  ),
  code(
    'heat-server-format',
    'error',
    'Software is deployed on a server whose user data format is not SOFTWARE_CONFIG.',
    REJECTS,
  ),
  code('heat-server-network', 'error', "An entry of a server's networks names none, or names it twice.", REJECTS),
  code(
    'heat-shared-id',
    'error',
    'Two parts of the deployment would have the same id.',
    'The second is left out; rename one of them.',
  ),
  code(
    'heat-too-many-resources',
    'error',
    'A template has more resources than Heat takes.',
    'Heat refuses it, unless the operator allows more.',
  ),
  code(
    'heat-undeclared-input',
    'info',
    'A deployment gives an input that its configuration does not declare.',
    'Heat adds it; a hook that reads only declared inputs will not see it.',
  ),
  code(
    'heat-undeclared-output',
    'warning',
    'A deployment is asked for an output that its configuration does not declare.',
    'The creation fails when the value is asked for.',
  ),
  code(
    'heat-unknown-attribute',
    'error',
    'A resource is asked for an attribute that its type does not have.',
    REJECTS_AT_ONCE,
  ),
  code('heat-unknown-condition', 'error', 'A condition is named that is not defined.', REJECTS),
  code(
    'heat-unknown-key',
    'error',
    'A resource, parameter or output has a key that Heat does not know.',
    REJECTS_AT_ONCE,
  ),
  code('heat-unknown-parameter', 'error', 'A parameter is used that is not declared.', REJECTS_AT_ONCE),
  code('heat-unknown-property', 'error', 'A resource has a property that its type does not have.', REJECTS),
  code('heat-unknown-section', 'error', 'The template has a section that Heat does not know.', REJECTS),
  code(
    'heat-unknown-type',
    'error',
    'A resource has a type that Heat does not know.',
    `${REJECTS} Said once for each type.`,
  ),
  code('heat-unknown-version', 'error', 'The template version is not one that Heat knows.', REJECTS),
  code(
    'heat-unread-script',
    'info',
    'A script uses a handle in a way that cannot be read.',
    'The signal is taken for one that may or may not be sent.',
  ),
  code('heat-wrong-dependency', 'error', '`depends_on` is neither a name nor a list of names.', REJECTS),
  code(
    'heat-wrong-duration',
    'error',
    'A duration in the metadata cannot be read.',
    'The default duration of the type is used.',
  ),
  code(
    'heat-wrong-environment',
    'error',
    'An environment file cannot be read.',
    'The client refuses to send the template.',
  ),
  code('heat-wrong-section', 'error', 'A section of the template has the wrong shape.', REJECTS),
];

const severities: ReadonlyMap<string, Severity> = new Map(heatCodes.map(({ code, severity }) => [code, severity]));

/** The severity that goes with a code of `heatCodes`. */
export function severityOf(name: string): Severity {
  const severity = severities.get(name);
  if (!severity) throw new Error(`'${name}' is not one of the diagnostic codes of Heat`);
  return severity;
}

function code(name: string, severity: Severity, summary: string, why: string): DiagnosticCode {
  return { code: name, severity, summary, why };
}
