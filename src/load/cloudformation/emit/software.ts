import { isUnknown } from '../../../model/unknown.ts';
import type { DocumentNode } from '../../document/node.ts';
import { listArguments, mappingOf, textOf } from '../call.ts';
import { evaluate } from '../evaluate.ts';
import type { ResourceInstance } from '../stack.ts';
import type { Emission } from './emission.ts';
import { roleOf } from './roles.ts';

/** What an association of State Manager runs on a machine of the deployment, once, as soon as it is created. */
export interface Software {
  readonly machine: ResourceInstance;
  /** Whether the association is complete only when the work is: it has `WaitForSuccessTimeoutSeconds`. */
  readonly isTracked: boolean;
  /** The lines of its script; null when the document that it runs is another one. */
  readonly commands: readonly DocumentNode[] | null;
}

/**
 * State Manager's agent runs the associations of a machine one at a time, in no order of its own.
 * Source: `documentWorkersLimit` in agent/association/processor of amazon-ssm-agent.
 */
export const AGENT_RULE = { order: 'free', capacity: 1 } as const;

/**
 * @returns null for what is no association, or one whose machine the template does not decide: by a tag, by a
 * condition, several at once. Source: AWS::SSM::Association in the user guide.
 */
export function softwareOf(resource: ResourceInstance, emission: Emission): Software | null {
  const { properties, stack } = resource;
  if (resource.type !== 'AWS::SSM::Association' || !properties) return null;
  if (properties.has('AutomationTargetParameterName') || isLater(resource)) return null;
  const target = targetOf(resource);
  const sources = target ? emission.sourcesOf(target, stack) : [];
  const [source] = sources;
  if (!source || sources.length > 1 || source.when !== null || roleOf(source.resource) !== 'machine') return null;
  const isShell = textOf(properties.get('Name')) === 'AWS-RunShellScript';
  const commands = isShell ? mappingOf(properties.get('Parameters'))?.get('commands') : undefined;
  return {
    machine: source.resource,
    isTracked: properties.has('WaitForSuccessTimeoutSeconds'),
    commands: commands ? (listArguments(commands) ?? [commands]) : null,
  };
}

/** Whether it waits for its schedule instead of running when it is created. */
function isLater({ properties, stack }: ResourceInstance): boolean {
  const node = properties?.get('ApplyOnlyAtCronInterval');
  if (!node) return false;
  const value = evaluate(node, stack);
  return isUnknown(value) || String(value) !== 'false';
}

/** `InstanceId`, or the only item of `Targets: [{Key: InstanceIds, Values: […]}]`. */
function targetOf({ properties }: ResourceInstance): DocumentNode | null {
  const targets = properties?.get('Targets');
  if (!targets) return properties?.get('InstanceId') ?? null;
  const [target, ...others] = listArguments(targets) ?? [];
  const values = mappingOf(target)?.get('Values');
  const items = values && listArguments(values);
  const isOne = others.length === 0 && items?.length === 1;
  return isOne && textOf(mappingOf(target)?.get('Key')) === 'InstanceIds' ? items[0]! : null;
}
