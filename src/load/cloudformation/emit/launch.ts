import type { DocumentNode } from '../../document/node.ts';
import { mappingOf } from '../call.ts';
import type { ResourceInstance, Stack } from '../stack.ts';
import type { Emission } from './emission.ts';

/** What a machine is started with. */
export interface Launch {
  readonly userData: { readonly node: DocumentNode; readonly stack: Stack } | null;
  /** Whether `cfn-init` has something to do there. */
  readonly hasInit: boolean;
  /** The resource itself, and the launch configuration or template that it uses. */
  readonly parts: readonly ResourceInstance[];
}

const PLACES = ['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy'];
const CONFIGURATIONS = new Set(['AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::LaunchTemplate']);

/** User data as an instance has it itself, or by the launch configuration or template that it names. */
export function launchOf(resource: ResourceInstance, emission: Emission): Launch {
  const parts = [resource];
  for (const place of PLACES) {
    const node = resource.properties?.get(place);
    for (const { resource: used } of node ? emission.sourcesOf(node, resource.stack) : []) {
      if (CONFIGURATIONS.has(used.type) && !parts.includes(used)) parts.push(used);
    }
  }
  const found = parts.map(userDataOf).find((one) => one !== null) ?? null;
  return { userData: found, hasInit: parts.some((part) => initOf(part) !== undefined), parts };
}

function userDataOf({ properties, stack }: ResourceInstance): Launch['userData'] {
  const node = properties?.get('UserData') ?? mappingOf(properties?.get('LaunchTemplateData'))?.get('UserData');
  return node ? { node, stack } : null;
}

/** The metadata that `cfn-init` reads. */
export function initOf({ text }: ResourceInstance): DocumentNode | undefined {
  return mappingOf(text.body.get('Metadata'))?.get('AWS::CloudFormation::Init');
}
