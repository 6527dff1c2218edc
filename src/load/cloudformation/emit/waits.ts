import type { Span } from '../../../model/span.ts';
import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import { evaluateNumber } from '../evaluate.ts';
import type { ResourceInstance } from '../stack.ts';
import type { Emission } from './emission.ts';
import { creationPolicyOf } from './policies.ts';
import { roleOf } from './roles.ts';

/** Twelve hours. Source: the Timeout of a wait condition and of a creation policy, user guide. */
const LONGEST_TIMEOUT = 43_200;

/**
 * What keeps signals: handles, and resources with a creation policy. Both keep early ones; one with an id that was
 * seen is a repeat and is ignored. Source: using-cfn-waitcondition of the user guide.
 */
export function emitHandles(emission: Emission): void {
  for (const resource of emission.resources.values()) {
    const { id, span } = resource;
    const common = { id, task: id, duplicates: 'ignore', span } as const;
    if (roleOf(resource) === 'handle') emission.builder.addHandle({ ...common, transport: 'CFN_SIGNAL' });
    else if (waitsBySignals(resource, emission))
      emission.builder.addHandle({ ...common, transport: 'SIGNAL_RESOURCE' });
  }
}

/** Whether `cfn-signal --resource` may name it. */
export function waitsBySignals(resource: ResourceInstance, emission: Emission): boolean {
  return emission.policyWaitOf.has(resource.id) || (roleOf(resource) === 'wait' && creationPolicyOf(resource) !== null);
}

export function emitWaits(emission: Emission): void {
  for (const resource of emission.resources.values()) {
    const policy = creationPolicyOf(resource);
    if (policy && waitsBySignals(resource, emission)) {
      const own = emission.policyWaitOf.get(resource.id);
      const task = own ?? resource.id;
      // The clock starts when CloudFormation starts to create the resource, not when it waits for the signals.
      const clock = own === undefined ? {} : { timedFrom: resource.id };
      const timeoutSeconds = bounded(policy.timeoutSeconds, resource, policy.span, emission);
      const { count, span } = policy;
      emission.builder.addWait({ task, handle: resource.id, count, timeoutSeconds, ...clock, span });
    } else if (roleOf(resource) === 'wait') emitWaitCondition(resource, emission);
  }
}

function emitWaitCondition(resource: ResourceInstance, emission: Emission): void {
  const { id, stack, properties, span } = resource;
  const count = properties?.get('Count');
  const timeout = properties?.get('Timeout');
  const seconds = timeout
    ? evaluateNumber(timeout, stack, `the timeout of '${id}'`)
    : unknown(`'${id}' has no Timeout`, span);
  emission.builder.addWait({
    task: id,
    handle: handleOf(resource, emission),
    count: count ? evaluateNumber(count, stack, `the count of '${id}'`) : 1,
    timeoutSeconds: bounded(seconds, resource, timeout?.span ?? span, emission),
    span,
  });
}

function bounded(seconds: Maybe<number>, { id }: ResourceInstance, at: Span, { session }: Emission): Maybe<number> {
  if (!isUnknown(seconds) && seconds > LONGEST_TIMEOUT) {
    const message = `'${id}' waits ${seconds} s; CloudFormation allows at most ${LONGEST_TIMEOUT} s (12 h)`;
    session.say('cfn-timeout-maximum', message, at);
  }
  return seconds;
}

function handleOf(resource: ResourceInstance, emission: Emission): Maybe<string> {
  const node = resource.properties?.get('Handle');
  if (!node) return unknown(`'${resource.id}' names no handle`, resource.span);
  const handles = emission.sourcesOf(node, resource.stack).filter((source) => roleOf(source.resource) === 'handle');
  const names = new Set(handles.map((source) => source.resource.id));
  if (names.size === 1) return handles[0]!.resource.id;
  const cause = names.size === 0 ? 'is none of the template' : 'is decided by conditions';
  return unknown(`the handle of '${resource.id}' ${cause}`, node.span);
}
