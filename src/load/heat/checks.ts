import { holdsSomething } from '../datum.ts';
import { isRemote, isTemplateName } from '../paths.ts';
import { callOf } from './call.ts';
import { checkFacade } from './facade.ts';
import type { ResourceInstance, StackInstance } from './instance.ts';
import { isPseudoParameter } from './parameters.ts';
import { evaluateOrigin } from './properties.ts';
import { propertySchemasOf } from './property-schemas.ts';
import type { Reference } from './references.ts';
import type { Reporter } from './reporter.ts';
import {
  BY_OUR_LISTS,
  hasAttribute,
  PLACEHOLDER_TYPES,
  type ResourceType,
  resourceTypeNames,
  resourceTypeOf,
  TRANSLATED_IN_LISTS,
  TRANSLATED_PROPERTIES,
  takesAnything,
  updatePolicyOf,
} from './resource-types.ts';
import type { Origin, Scope } from './scope.ts';
import { checkNetworks, checkServerFormat } from './server-checks.ts';
import type { Session } from './session.ts';
import { isNull, mappingOf, type ResourceText, type Template } from './template.ts';
import { checkValues } from './value-checks.ts';

/**
 * What Heat's validation says of one resource: its type, the names of its properties, the attributes it is asked for.
 */
export function checkResource(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  checkName(resource, session);
  if (resource.text) checkSections(resource.text, stack.scope);
  const { implementation } = resource;
  if (implementation.kind === 'unknown') sayUnknownType(resource, session);
  // What exists already is looked up, and nothing else of it is checked.
  if (resource.isExternal) return;
  checkDeletionPolicy(resource, stack, session);
  checkUpdatePolicy(resource, stack, session);
  if (implementation.kind === 'type') {
    const type = resourceTypeOf(implementation.name)!;
    checkProperties(resource, type, session);
    checkValues(resource, type, stack, session);
  } else if (resource.child?.template) {
    checkParameters(resource, resource.child.template, session);
    checkFacade(resource, resource.child.template, session);
    checkSent(resource, stack, session);
  }
  checkServerFormat(resource, stack, session);
  checkNetworks(resource, session);
  if (resource.child?.kind === 'set') checkMembers(resource.child, session);
  // A placeholder's properties are never computed.
  const isLate = PLACEHOLDER_TYPES.has(resource.implementation.name);
  if (resource.text) for (const reference of resource.references) checkAttribute(reference, stack, session, isLate);
}

/** Once for each type: the first use speaks for all. */
function sayUnknownType({ implementation, text, span }: ResourceInstance, session: Session): void {
  const { name } = implementation;
  if (session.unknownTypes.has(name)) return;
  session.unknownTypes.add(name);
  const hint = session.reporter.didYouMean(name, [...resourceTypeNames(), ...session.environment.registry.names()]);
  session.reporter.say(
    'heat-unknown-type',
    `Heat does not know the type '${name}'${hint}`,
    text?.type.span ?? span,
    BY_OUR_LISTS,
  );
}

/** The client sends the files that follow `type` in small letters, so none that a CFN-style template names. */
function checkSent(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  if (!resource.text || stack.scope.dialect.style !== 'cfn') return;
  if (!isTemplateName(resource.type) || isRemote(resource.type)) return;
  session.reporter.say('heat-missing-file', notSent(resource.type), resource.text.type.span);
}

/** What to say of a file that exists but never reaches the engine. */
export function notSent(file: string): string {
  return `'${file}' is not sent to the engine: the client looks for files after 'type' only. Name it in a resource_registry`;
}

/** Members of one type and one group are alike: the first speaks for all. */
function checkMembers(group: StackInstance, session: Session): void {
  const seen = new Set<string>();
  for (const member of group.resources.values()) {
    if (seen.has(member.type)) continue;
    seen.add(member.type);
    checkResource(member, group, session);
  }
}

function checkName(resource: ResourceInstance, session: Session): void {
  if (!resource.name.includes('/')) return;
  session.reporter.say('heat-wrong-section', `the name '${resource.name}' contains a '/'`, resource.span);
}

/** An empty `properties:` is null, which Heat refuses: it wants a map. */
export function checkSections(text: ResourceText, scope: Scope): void {
  const { words } = scope.dialect;
  const external = words.externalId === '' ? undefined : text.body.get(words.externalId);
  if (
    external &&
    !callOf(external, scope.dialect) &&
    !(external.kind === 'scalar' && typeof external.value === 'string')
  ) {
    scope.reporter.say('heat-wrong-section', `external_id of '${text.name}' must be a text`, external.span);
  }
  for (const key of [words.properties, words.metadata, words.updatePolicy]) {
    const node = text.body.get(key);
    if (!node || node.kind === 'mapping') continue;
    const found = isNull(node) ? 'empty' : node.kind === 'sequence' ? 'a list' : 'a single value';
    scope.reporter.say('heat-wrong-section', `${key} of '${text.name}' is ${found}; expected a map`, node.span);
  }
}

/** Policies may be written small since conditions came, in HOT only. */
function checkDeletionPolicy(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const { words, style, hasConditions } = stack.scope.dialect;
  const node = resource.text?.body.get(words.deletionPolicy);
  if (!node || callOf(node, stack.scope.dialect)) return;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    session.reporter.say('heat-deletion-policy', `the deletion policy of '${resource.name}' must be a text`, node.span);
    return;
  }
  if (/^snapshot$/i.test(node.text) && !canBeSaved(resource)) {
    const message = `${resource.type} cannot be saved, so its deletion policy cannot be '${node.text}'`;
    session.reporter.say('heat-deletion-policy', message, node.span);
  }
  const policies = ['Delete', 'Retain', 'Snapshot'];
  const known =
    style === 'hot' && hasConditions ? [...policies, ...policies.map((one) => one.toLowerCase())] : policies;
  if (known.includes(node.text)) return;
  const hint = session.reporter.didYouMean(node.text, known);
  const message = `'${node.text}' is not a deletion policy${hint}; known are ${policies.join(', ')}`;
  session.reporter.say('heat-deletion-policy', message, node.span);
}

/** Types with a `handle_snapshot_delete`. */
function canBeSaved({ implementation: { kind, name } }: ResourceInstance): boolean {
  const types = ['AWS::EC2::Volume', 'OS::Cinder::Volume', 'OS::Heat::DeployedServer', 'OS::Nova::Server'];
  return kind !== 'type' || types.includes(name) || PLACEHOLDER_TYPES.has(name);
}

/** Most types have no update policy at all, and Heat refuses a key that the type does not know. */
function checkUpdatePolicy(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const { implementation } = resource;
  const node = mappingOf(resource.text?.body.get(stack.scope.dialect.words.updatePolicy));
  if (!node || implementation.kind === 'unknown' || PLACEHOLDER_TYPES.has(implementation.name)) return;
  if (callOf(node, stack.scope.dialect)) return;
  const known = implementation.kind === 'type' ? updatePolicyOf(implementation.name) : [];
  for (const { key } of node.entries) {
    if (known.includes(key.text)) continue;
    const hint = session.reporter.didYouMean(key.text, known);
    const message = `${resource.type} has no update policy '${key.text}'${hint}`;
    session.reporter.say('heat-unknown-property', message, key.span);
  }
}

function checkProperties(resource: ResourceInstance, type: ResourceType, session: Session): void {
  const { reporter } = session;
  if (takesAnything(type) || !resource.properties.isKnown) return;
  for (const key of resource.properties.keys()) {
    if (type.properties.has(key.text)) continue;
    const message = `${type.name} has no property '${key.text}'${session.reporter.didYouMean(key.text, type.properties.keys())}`;
    reporter.say('heat-unknown-property', message, key.span, BY_OUR_LISTS);
  }
  sayConflicts(resource, type, reporter);
  const schemas = propertySchemasOf(type.name);
  for (const [name, isRequired] of type.properties) {
    if (!isRequired || resource.properties.get(name)) continue;
    // Some are required in one version of Heat only.
    if (schemas?.[name] && !schemas[name].required) continue;
    const older = TRANSLATED_PROPERTIES[name];
    if (older !== undefined && resource.properties.get(older)) continue;
    const message = `'${resource.name}' lacks property '${name}', which ${type.name} requires`;
    reporter.say('heat-missing-property', message, resource.span);
  }
}

/** A property may be given by its newer or its older name, not by both: Heat would not know which to take. */
function sayConflicts(resource: ResourceInstance, type: ResourceType, reporter: Reporter): void {
  const { properties } = resource;
  for (const [name, older] of Object.entries(TRANSLATED_PROPERTIES)) {
    if (!type.properties.has(name) || !type.properties.has(older)) continue;
    sayConflict([name, properties.get(name)], [older, properties.get(older)], resource, reporter);
  }
  const inList = Object.hasOwn(TRANSLATED_IN_LISTS, type.name) ? TRANSLATED_IN_LISTS[type.name] : undefined;
  const origin = inList && properties.get(inList.list);
  for (const entry of origin?.node.kind === 'sequence' ? origin.node.items : []) {
    const at = (key: string): Origin | undefined => {
      const node = mappingOf(entry)?.get(key);
      return node && { node, scope: origin!.scope };
    };
    sayConflict([inList!.name, at(inList!.name)], [inList!.older, at(inList!.older)], resource, reporter);
  }
}

function refersIn(resource: ResourceInstance, property: string): boolean {
  return resource.references.some(({ input }) => input.split(/[.[\]]+/).includes(property));
}

type Given = readonly [name: string, origin: Origin | undefined];

function sayConflict([name, one]: Given, [older, other]: Given, resource: ResourceInstance, reporter: Reporter): void {
  if (!one || !other || !holdsSomething(evaluateOrigin(one)) || !holdsSomething(evaluateOrigin(other))) return;
  const message = `'${resource.name}' gives '${name}' and '${older}', which are one property`;
  const related = [{ message: `'${name}' is given here`, span: one.node.span }];
  // A resource's id is nothing before the resource exists, so that both are seen where the text gives
  // them, or the engine's order needs them.
  const isComputed = [name, older].some((property) => refersIn(resource, property));
  const isRead = resource.hasReadConflict || resource.implementation.name === 'OS::Nova::Server';
  const isLate = !other.scope.isChecked || (isComputed && !isRead);
  reporter.say('heat-property-conflict', message, other.node.span, { related, isLate });
}

/** The properties of a template resource are the parameters of its template. */
function checkParameters(resource: ResourceInstance, template: Template, session: Session): void {
  const { words } = template.dialect;
  if (!resource.properties.isKnown || resource.implementation.kind !== 'template') return;
  for (const key of resource.properties.keys()) {
    if (template.parameters.has(key.text)) continue;
    const hint = session.reporter.didYouMean(key.text, template.parameters.keys());
    const message = `template '${template.file}' has no parameter '${key.text}'${hint}`;
    session.reporter.say('heat-unknown-property', message, key.span, BY_OUR_LISTS);
  }
  for (const [name, { key, value }] of template.parameters) {
    const isOptional = mappingOf(value)?.has(words.default) || session.environment.defaults.has(name);
    if (isOptional || isPseudoParameter(name, template.dialect) || resource.properties.get(name)) continue;
    const message = `'${resource.name}' lacks property '${name}', a parameter without default of its template`;
    const related = [{ message: 'the parameter', span: key.span }];
    session.reporter.say('heat-missing-property', message, resource.span, { related });
  }
}

/** Heat refuses an attribute that the type of the resource does not have. */
export function checkAttribute(reference: Reference, stack: StackInstance, session: Session, isLate = false): void {
  const attribute = reference.attribute?.split('.')[0];
  const target = stack.resources.get(reference.resource);
  if (!attribute || !target || reference.attribute === null) return;
  const isTemplate = target.implementation.kind === 'template';
  const say = (candidates: Iterable<string>): void => {
    const message = `'${target.name}' (${target.type}) has no attribute '${attribute}'${session.reporter.didYouMean(attribute, candidates)}`;
    // A nested template answers for any attribute until it exists.
    const sureness = isTemplate ? {} : BY_OUR_LISTS;
    session.reporter.say('heat-unknown-attribute', message, reference.span, {
      ...sureness,
      isLate: isLate || isTemplate,
    });
  };
  if (target.child?.template && isTemplate) {
    const { outputs } = target.child.template;
    // An output's name may hold dots (`Endpoint.Address`); the whole path is compared then.
    const isOutput =
      outputs.has(attribute) || [...outputs.keys()].some((name) => reference.attribute!.startsWith(name));
    if (!isOutput && attribute !== 'show' && !attribute.startsWith('OS::stack_id')) say(outputs.keys());
  } else if (target.child?.kind === 'set') sayMemberAttribute(reference, target.child, target, session);
  else if (target.implementation.kind === 'type') {
    const type = resourceTypeOf(target.implementation.name)!;
    if (!hasAttribute(type, attribute)) say(type.attributes);
  }
}

/** What is asked of the members of a group becomes an output of the group's own template, which Heat checks at once. */
function sayMemberAttribute(
  reference: Reference,
  group: StackInstance,
  owner: ResourceInstance,
  session: Session,
): void {
  const [member] = group.resources.values();
  const type = member?.implementation.kind === 'type' ? resourceTypeOf(member.implementation.name) : undefined;
  const attribute = memberAttribute(owner.implementation.name, reference.attribute!.split('.'));
  if (!type || attribute === undefined || member!.child || hasAttribute(type, attribute)) return;
  const hint = session.reporter.didYouMean(attribute, type.attributes);
  const message = `the members of '${owner.name}' (${type.name}) have no attribute '${attribute}'${hint}`;
  session.reporter.say('heat-unknown-attribute', message, reference.span, BY_OUR_LISTS);
}

/** The attribute of the members that an attribute of the group asks for; undefined when it asks for none. */
function memberAttribute(group: string, [first, second, third]: readonly string[]): string | undefined {
  if (first === 'resource') return third;
  switch (group) {
    case 'OS::Heat::ResourceGroup':
    case 'OS::Heat::ResourceChain':
      if (first === 'attributes') return second;
      return first === 'refs' || first === 'refs_map' || first === 'removed_rsrc_list' ? undefined : first;
    case 'OS::Heat::AutoScalingGroup':
      return first === 'outputs' || first === 'outputs_list' ? second : undefined;
    default:
      return undefined;
  }
}
