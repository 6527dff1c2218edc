import { isReservedName, ROOT } from '../../../model/builder.ts';
import { NEVER } from '../../../model/condition.ts';
import type { Resource } from '../../../model/deployment.ts';
import { isUnknown, type Maybe } from '../../../model/unknown.ts';
import { idIn, type ResourceInstance, type StackInstance } from '../instance.ts';
import { propertyValue } from '../properties.ts';
import type { Emission } from './emission.ts';
import { roleOf } from './roles.ts';

/**
 * The software of a server runs one at a time, in the order of the names of the derived configurations among those
 * that the agent sees; Heat enforces no order. Sources: os-collect-config's collect.py, 55-heat-config.
 */
const AGENT_RULE = { order: 'free', capacity: 1 } as const;

/** Groups and the graph that the engine sees: a nested stack or a group of resources is one node of its stack. */
export function emitResources(emission: Emission, root: StackInstance): void {
  const { builder } = emission;
  const visit = (stack: StackInstance): void => {
    for (const resource of stack.resources.values()) {
      if (!emission.has(resource)) continue;
      const { id, name, type, span, child } = resource;
      const update = updateOf(resource);
      builder.addResource({ id, name, type, stack: stack.id, when: emission.whenOf(resource), span, ...update });
      const parent = stack.id === '' ? ROOT : stack.id;
      if (child) {
        const limit = timeoutOf(resource);
        builder.addGroup({
          id,
          kind: child.kind,
          parent,
          enforced: true,
          span,
          ...(limit === null ? {} : { timeoutSeconds: limit }),
        });
        visit(child);
      } else if (roleOf(resource) === 'server') {
        builder.addGroup({ id, kind: 'host', parent, host: AGENT_RULE, span });
      }
    }
  };
  visit(root);
  for (const stack of emission.stacks.values()) emitDisabled(emission, stack);
  for (const stack of emission.stacks.values()) emitEngineEdges(emission, stack);
}

/** After how many seconds a nested stack is given up; null when it does not say. */
function timeoutOf(resource: ResourceInstance): Maybe<number> | null {
  const { name } = resource.implementation;
  if (name !== 'AWS::CloudFormation::Stack' && name !== 'OS::Heat::Stack') return null;
  const minutes = propertyValue(resource, name === 'OS::Heat::Stack' ? 'timeout' : 'TimeoutInMinutes');
  if (minutes === undefined || minutes === null) return null;
  if (isUnknown(minutes)) return minutes;
  return Number.isFinite(Number(minutes)) ? Number(minutes) * 60 : null;
}

/**
 * What an update does to a resource: its text tells whether it changed. A server whose user data may change without
 * consequence keeps running; the handle made for updates is made anew by each.
 */
function updateOf(resource: ResourceInstance): Pick<Resource, 'fingerprint' | 'replacedOnUpdate'> {
  const { text, implementation } = resource;
  const isRenewed = implementation.name === 'OS::Heat::UpdateWaitConditionHandle';
  const isKept = propertyValue(resource, 'user_data_update_policy') === 'IGNORE';
  return {
    ...(text ? { fingerprint: text.body.source.text.slice(text.body.start, text.body.end).trim() } : {}),
    ...(isRenewed ? { replacedOnUpdate: 'always' } : isKept ? { replacedOnUpdate: 'never' } : {}),
  };
}

/** What a condition switches off is listed, so that nobody looks for it in vain; it has no tasks and no edges. */
function emitDisabled(emission: Emission, stack: StackInstance): void {
  for (const { name, type, key } of stack.disabled) {
    const id = idIn(stack.id, name);
    if (isReservedName(id) || emission.builder.hasResource(id)) continue;
    emission.builder.addResource({ id, name, type: type.text, stack: stack.id, when: NEVER, span: key.span });
  }
}

function emitEngineEdges(emission: Emission, stack: StackInstance): void {
  for (const resource of stack.resources.values()) {
    if (!emission.has(resource)) continue;
    for (const [name, reasons] of resource.prerequisites) {
      const prerequisite = stack.resources.get(name);
      if (!prerequisite || !emission.has(prerequisite)) continue;
      for (const reason of reasons) emission.builder.addResourceDependency(prerequisite.id, resource.id, reason);
    }
  }
}
