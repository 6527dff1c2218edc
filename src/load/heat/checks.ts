import { isUnknown } from '../../model/unknown.ts';
import { checkFacade } from './facade.ts';
import type { ResourceInstance, StackInstance } from './instance.ts';
import { isPseudoParameter } from './parameters.ts';
import { propertyValue } from './properties.ts';
import type { Reference } from './references.ts';
import {
  hasAttribute,
  PLACEHOLDER_TYPES,
  type ResourceType,
  resourceTypeNames,
  resourceTypeOf,
  TRANSLATED_PROPERTIES,
} from './resource-types.ts';
import type { Session } from './session.ts';
import { isNull, mappingOf, type Template } from './template.ts';

/**
 * What Heat's validation says of one resource: its type, the names of its properties, the attributes it is asked for.
 */
export function checkResource(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const { reporter } = session;
  checkName(resource, session);
  checkShape(resource, stack, session);
  checkDeletionPolicy(resource, stack, session);
  const { implementation } = resource;
  if (implementation.kind === 'unknown') {
    // Once for each type: the reporter drops what was said before at the same place, so the place is the first use.
    if (!session.unknownTypes.has(implementation.name)) {
      session.unknownTypes.add(implementation.name);
      const candidates = [...resourceTypeNames(), ...session.environment.registry.names()];
      const message = `Heat does not know the type '${implementation.name}'${session.reporter.didYouMean(implementation.name, candidates)}`;
      reporter.say('heat-unknown-type', message, resource.text?.type.span ?? resource.span);
    }
  } else if (implementation.kind === 'type') checkProperties(resource, resourceTypeOf(implementation.name)!, session);
  else if (resource.child?.template) {
    checkParameters(resource, resource.child.template, session);
    checkFacade(resource, resource.child.template, session);
  }
  checkServerFormat(resource, stack, session);
  // Members of one group are alike: the first speaks for all.
  const [first] = resource.child?.kind === 'set' ? resource.child.resources.values() : [];
  if (first && resource.child) checkResource(first, resource.child, session);
  if (resource.text) for (const reference of resource.references) checkAttribute(reference, stack, session);
}

function checkName(resource: ResourceInstance, session: Session): void {
  if (!resource.name.includes('/')) return;
  session.reporter.say('heat-wrong-section', `the name '${resource.name}' contains a '/'`, resource.span);
}

/** An empty `properties:` is null, which Heat refuses: it wants a map. */
function checkShape(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const { words } = stack.scope.dialect;
  for (const key of [words.properties, words.metadata, words.updatePolicy]) {
    const node = resource.text?.body.get(key);
    if (!node || node.kind === 'mapping') continue;
    const found = isNull(node) ? 'empty' : node.kind === 'sequence' ? 'a list' : 'a single value';
    session.reporter.say('heat-wrong-section', `${key} of '${resource.name}' is ${found}; expected a map`, node.span);
  }
}

/** Policies may be written small since conditions came, in HOT only. */
function checkDeletionPolicy(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const { words, style, hasConditions } = stack.scope.dialect;
  const node = resource.text?.body.get(words.deletionPolicy);
  if (node?.kind !== 'scalar' || node.value === null) return;
  const policies = ['Delete', 'Retain', 'Snapshot'];
  const known =
    style === 'hot' && hasConditions ? [...policies, ...policies.map((one) => one.toLowerCase())] : policies;
  if (known.includes(node.text)) return;
  const hint = session.reporter.didYouMean(node.text, known);
  const message = `'${node.text}' is not a deletion policy${hint}; known are ${policies.join(', ')}`;
  session.reporter.say('heat-deletion-policy', message, node.span);
}

function checkProperties(resource: ResourceInstance, type: ResourceType, session: Session): void {
  const { reporter } = session;
  // A placeholder takes anything.
  if (PLACEHOLDER_TYPES.has(type.name) || !resource.properties.isKnown) return;
  for (const key of resource.properties.keys()) {
    if (type.properties.has(key.text)) continue;
    const message = `${type.name} has no property '${key.text}'${session.reporter.didYouMean(key.text, type.properties.keys())}`;
    reporter.say('heat-unknown-property', message, key.span);
  }
  // What exists already need not be described.
  if (resource.isExternal) return;
  for (const [name, isRequired] of type.properties) {
    if (!isRequired || resource.properties.get(name)) continue;
    const older = TRANSLATED_PROPERTIES[name];
    if (older !== undefined && resource.properties.get(older)) continue;
    const message = `'${resource.name}' lacks property '${name}', which ${type.name} requires`;
    reporter.say('heat-missing-property', message, resource.span);
  }
}

/** The properties of a template resource are the parameters of its template. */
function checkParameters(resource: ResourceInstance, template: Template, session: Session): void {
  const { words } = template.dialect;
  if (!resource.properties.isKnown || resource.implementation.kind !== 'template') return;
  for (const key of resource.properties.keys()) {
    if (template.parameters.has(key.text)) continue;
    const hint = session.reporter.didYouMean(key.text, template.parameters.keys());
    const message = `template '${template.file}' has no parameter '${key.text}'${hint}`;
    session.reporter.say('heat-unknown-property', message, key.span);
  }
  for (const [name, { key, value }] of template.parameters) {
    const isOptional = mappingOf(value)?.has(words.default) || session.environment.defaults.has(name);
    if (isOptional || isPseudoParameter(name) || resource.properties.get(name)) continue;
    const message = `'${resource.name}' lacks property '${name}', a parameter without default of its template`;
    const related = [{ message: 'the parameter', span: key.span }];
    session.reporter.say('heat-missing-property', message, resource.span, { related });
  }
}

/**
 * Heat refuses a deployment on a server of the same stack whose user data is not prepared for the agent. Source:
 * `SoftwareDeployment.validate`; the default format of a server is HEAT_CFNTOOLS.
 */
function checkServerFormat(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  if (!/^OS::Heat::(?:Software|Structured)Deployment$/.test(resource.implementation.name)) return;
  const name = propertyValue(resource, 'server');
  const server = typeof name === 'string' ? stack.resources.get(name) : undefined;
  if (server?.implementation.name !== 'OS::Nova::Server') return;
  const format = propertyValue(server, 'user_data_format') ?? 'HEAT_CFNTOOLS';
  if (format === 'SOFTWARE_CONFIG' || isUnknown(format)) return;
  const message = `'${server.name}' must have user_data_format SOFTWARE_CONFIG, since '${resource.name}' is deployed on it`;
  const related = [{ message: 'the deployment', span: resource.span }];
  session.reporter.say('heat-server-format', message, server.span, { related });
}

/** Heat refuses an attribute that the type of the resource does not have. */
export function checkAttribute(reference: Reference, stack: StackInstance, session: Session): void {
  const attribute = reference.attribute?.split('.')[0];
  const target = stack.resources.get(reference.resource);
  if (!attribute || !target || reference.attribute === null) return;
  const say = (candidates: Iterable<string>): void => {
    const message = `'${target.name}' (${target.type}) has no attribute '${attribute}'${session.reporter.didYouMean(attribute, candidates)}`;
    session.reporter.say('heat-unknown-attribute', message, reference.span);
  };
  if (target.child?.template && target.implementation.kind === 'template') {
    const { outputs } = target.child.template;
    // An output's name may hold dots (`Endpoint.Address`); the whole path is compared then.
    const isOutput =
      outputs.has(attribute) || [...outputs.keys()].some((name) => reference.attribute!.startsWith(name));
    if (!isOutput && attribute !== 'show' && !attribute.startsWith('OS::stack_id')) say(outputs.keys());
  } else if (target.implementation.kind === 'type') {
    const type = resourceTypeOf(target.implementation.name)!;
    if (!hasAttribute(type, attribute)) say(type.attributes);
  }
}
