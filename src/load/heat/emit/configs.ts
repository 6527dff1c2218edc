import { isUnknown } from '../../../model/unknown.ts';
import { type Datum, isList, isMap } from '../../datum.ts';
import type { ResourceInstance } from '../instance.ts';
import { propertyValue } from '../properties.ts';
import type { Emission } from './emission.ts';
import { sourcesOf } from './sources.ts';

/** The configuration that a deployment deploys, when it is a resource that the template names. */
export function configOf(deployment: ResourceInstance, emission: Emission): ResourceInstance | null {
  const origin = deployment.properties.get('config');
  if (!origin) return null;
  const source = sourcesOf(origin, emission).find(({ attribute }) => attribute === null);
  return source?.resource ?? null;
}

/** Whether a deployment does anything when the stack is created. */
export function runsOnCreate(deployment: ResourceInstance, emission: Emission): boolean {
  const actions = propertyValue(deployment, 'actions');
  if (isList(actions) && !hasCreate(actions)) return false;
  const config = configOf(deployment, emission);
  if (config?.implementation.name !== 'OS::Heat::SoftwareComponent') return true;
  const configs = propertyValue(config, 'configs');
  if (configs === undefined || isUnknown(configs) || !isList(configs)) return true;
  return configs.filter(isMap).some((one) => hasCreate(one.get('actions')));
}

/** An absent list means both CREATE and UPDATE. */
function hasCreate(actions: Datum | undefined): boolean {
  return !isList(actions) || actions.includes('CREATE');
}

/** What a configuration declares of its inputs or outputs; null when that cannot be known. */
export function declaredNames(config: ResourceInstance, property: 'inputs' | 'outputs'): ReadonlySet<string> | null {
  if (
    config.implementation.kind !== 'type' ||
    !/::(?:Software|Structured)(?:Config|Component)$/.test(config.implementation.name)
  ) {
    return null;
  }
  const declared = propertyValue(config, property);
  if (declared === undefined || declared === null) return new Set();
  if (!isList(declared)) return null;
  const names = declared.map((one) => (isMap(one) ? one.get('name') : undefined));
  return names.every((name): name is string => typeof name === 'string') ? new Set(names) : null;
}
