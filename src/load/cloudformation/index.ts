import { DeploymentBuilder } from '../../model/builder.ts';
import type { TemplateIdentity } from '../../model/deployment.ts';
import type { DocumentNode } from '../document/node.ts';
import type { FrontEnd, FrontEndInput, LoadResult } from '../load.ts';
import { textOf } from './call.ts';
import { emitDeployment } from './emit/deployment.ts';
import { Session } from './session.ts';
import { Stack } from './stack.ts';
import { readTemplate } from './template.ts';

/**
 * AWS CloudFormation. Knows its text, its types and how the service orders resources; must not know which rules look
 * at the result, nor how it is simulated.
 */
export const cloudFormation: FrontEnd = {
  id: 'cloudformation',
  title: 'AWS CloudFormation',
  beginsWith: ['AWSTemplateFormatVersion', 'Resources'],
  recognise,
  load,
};

/** Functions that only Heat's CFN-style templates have. */
const HEAT_FUNCTIONS = /Fn::(?:Replace|MemberListToMap|ResourceFacade)\b/;

/** Heat reads `AWSTemplateFormatVersion` too: a type of OpenStack's or what only Heat knows makes a template Heat's. */
function recognise(document: DocumentNode): number {
  if (document.kind !== 'mapping') return 0;
  if (document.has('HeatTemplateFormatVersion') || document.has('heat_template_version')) return 0;
  const resources = document.get('Resources');
  const types = (resources?.kind === 'mapping' ? resources.entries : []).map(({ value }) =>
    value.kind === 'mapping' ? (textOf(value.get('Type')) ?? '') : '',
  );
  if (types.some((type) => type.startsWith('OS::')) || HEAT_FUNCTIONS.test(document.source.text)) return 0.1;
  if (document.has('AWSTemplateFormatVersion')) return 0.8;
  const isAmazon = types.some((type) => /^(?:AWS|Alexa|Custom)::/.test(type));
  return isAmazon || document.has('Transform') ? 0.7 : document.has('Resources') ? 0.3 : 0;
}

function load(document: DocumentNode, input: FrontEndInput): LoadResult {
  const session = new Session(input);
  const version = textOf(document.kind === 'mapping' ? document.get('AWSTemplateFormatVersion') : undefined);
  const identity: TemplateIdentity = { file: input.file, format: 'cloudformation', version: version ?? '2010-09-09' };
  const template = readTemplate(document, input.file, session);
  const deployment = template
    ? emitDeployment(Stack.top(template, session), identity, session)
    : new DeploymentBuilder(identity).build();
  return { deployment, diagnostics: [...input.diagnostics, ...session.diagnostics], files: session.files };
}
