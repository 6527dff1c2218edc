import { isUnknown, type Maybe, unknown } from '../../../model/unknown.ts';
import type { Datum } from '../../datum.ts';
import type { ResourceInstance } from '../instance.ts';
import { evaluateOrigin, propertyValue } from '../properties.ts';
import type { Emission } from './emission.ts';
import { roleOf, spelling } from './roles.ts';
import { emitSignals } from './signals.ts';
import { sourcesOf } from './sources.ts';

/** The transport that a handle has when its template does not say. */
const DEFAULT_TRANSPORTS: Readonly<Record<string, string>> = {
  'OS::Heat::WaitConditionHandle': 'TOKEN_SIGNAL',
  'OS::Heat::UpdateWaitConditionHandle': 'CFN_SIGNAL',
  'AWS::CloudFormation::WaitConditionHandle': 'CFN_SIGNAL',
  'OS::Heat::SwiftSignalHandle': 'TEMP_URL_SIGNAL',
};

/**
 * Wait conditions, their handles, and the signals that scripts send to them. Signals are kept by the handle, so early
 * ones count; a second one with the same id replaces the first. Source: heat/engine/resources/wait_condition.py.
 */
export function emitWaits(emission: Emission): void {
  const all = [...emission.resources.values()];
  for (const resource of all) if (roleOf(resource) === 'handle') emitHandle(resource, emission);
  for (const resource of all) if (roleOf(resource) === 'wait') emitWait(resource, emission);
  const hasHandles = all.some((resource) => roleOf(resource) === 'handle');
  for (const resource of all) emitSignals(resource, emission, hasHandles);
}

function emitHandle(resource: ResourceInstance, emission: Emission): void {
  const stated = propertyValue(resource, 'signal_transport');
  const transport = typeof stated === 'string' ? stated : (DEFAULT_TRANSPORTS[resource.implementation.name] ?? null);
  emission.builder.addHandle({ id: resource.id, task: resource.id, transport, span: resource.span });
}

function emitWait(resource: ResourceInstance, emission: Emission): void {
  const count = propertyValue(resource, spelling(resource, 'count'));
  const timeout = propertyValue(resource, spelling(resource, 'timeout'));
  emission.builder.addWait({
    task: resource.id,
    handle: handleOf(resource, emission),
    count: count === undefined || count === null ? 1 : numberOf(count, `the count of '${resource.id}'`, resource),
    timeoutSeconds: timeout === undefined ? null : numberOf(timeout, `the timeout of '${resource.id}'`, resource),
    span: resource.span,
  });
}

function handleOf(resource: ResourceInstance, emission: Emission): Maybe<string> {
  const origin = resource.properties.get(spelling(resource, 'handle'));
  if (!origin) return unknown(`'${resource.id}' names no handle`, resource.span);
  const source = sourcesOf(origin, emission).find(({ resource: one }) => roleOf(one) === 'handle');
  if (!source) {
    const value = evaluateOrigin(origin);
    return isUnknown(value)
      ? value
      : unknown(`the handle of '${resource.id}' is not one of the template`, origin.node.span);
  }
  if (source.resource.stack !== resource.stack) {
    const message = `'${resource.id}' waits on '${source.resource.id}', a handle of another stack, where Heat does not look`;
    emission.session.reporter.say('heat-foreign-handle', message, origin.node.span);
  }
  return source.resource.id;
}

function numberOf(value: Datum, what: string, resource: ResourceInstance): Maybe<number> {
  if (isUnknown(value)) return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? number
    : unknown(`${what} is not a number`, resource.span);
}
