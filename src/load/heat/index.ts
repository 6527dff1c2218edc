import { DeploymentBuilder } from '../../model/builder.ts';
import type { TemplateIdentity } from '../../model/deployment.ts';
import type { DocumentNode } from '../document/node.ts';
import type { FrontEnd, FrontEndInput, LoadResult } from '../load.ts';
import { VERSION_KEYS } from './dialect.ts';
import { emitDeployment } from './emit/deployment.ts';
import { sayLimits } from './limits.ts';
import { Session } from './session.ts';
import { instantiate } from './stack.ts';
import { readTemplate, type Template } from './template.ts';

/**
 * OpenStack Heat: HOT and Heat's CFN-style templates. Knows Heat's text, its types and how its engine orders
 * resources; must not know which rules look at the result, nor how it is simulated.
 */
export const heat: FrontEnd = {
  id: 'heat',
  title: 'OpenStack Heat',
  beginsWith: VERSION_KEYS,
  // Heat reads on, and the last one wins.
  duplicateKeys: 'warning',
  recognise,
  load,
};

function recognise(document: DocumentNode): number {
  if (document.kind !== 'mapping') return 0;
  if (document.has('heat_template_version') || document.has('HeatTemplateFormatVersion')) return 1;
  if (!document.has('AWSTemplateFormatVersion')) return 0;
  // Heat reads these templates too; it is meant for sure when it uses a type of OpenStack's.
  const resources = document.get('Resources');
  const types = resources?.kind === 'mapping' ? resources.entries.map(({ value }) => typeOf(value)) : [];
  return types.some((type) => type.startsWith('OS::')) ? 0.9 : 0.4;
}

function typeOf(node: DocumentNode): string {
  const type = node.kind === 'mapping' ? node.get('Type') : undefined;
  return type?.kind === 'scalar' ? type.text : '';
}

function load(document: DocumentNode, input: FrontEndInput): LoadResult {
  const session = new Session(input);
  const identity: TemplateIdentity = { file: input.file, format: 'heat', version: versionOf(document) };
  const template = readTemplate(document, input.file, session.reporter);
  const { parameters, registry } = session.environment;
  if (template) {
    sayUndeclaredParameters(template, session);
    sayLimits(template, { text: input.text, isNested: false, reporter: session.reporter });
  }
  const deployment = template
    ? emitDeployment(
        instantiate({ id: '', template, given: parameters, registry, depth: 0, inside: new Set() }, session),
        identity,
        session,
      )
    : new DeploymentBuilder(identity).build();
  return { deployment, diagnostics: [...input.diagnostics, ...session.reporter.diagnostics], files: session.files };
}

/** Heat refuses values for parameters that the template does not declare; `parameter_defaults` may hold others. */
function sayUndeclaredParameters(template: Template, session: Session): void {
  for (const [name, { span }] of session.environment.parameters) {
    if (template.parameters.has(name)) continue;
    const hint = session.reporter.didYouMean(name, template.parameters.keys());
    session.reporter.say(
      'heat-unknown-parameter',
      `a value is given for '${name}', which is no parameter${hint}`,
      span,
    );
  }
}

function versionOf(document: DocumentNode): string {
  for (const key of VERSION_KEYS) {
    const node = document.kind === 'mapping' ? document.get(key) : undefined;
    if (node?.kind === 'scalar') return node.text;
  }
  return 'unknown';
}
