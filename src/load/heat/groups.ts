import type { Span } from '../../model/span.ts';
import { isUnknown, type Maybe, unknown } from '../../model/unknown.ts';
import { type Datum, isList, isMap, toText } from '../datum.ts';
import { isRemote, isTemplateName } from '../paths.ts';
import { notSent } from './checks.ts';
import { addPrerequisite, type ResourceInstance, type StackInstance } from './instance.ts';
import { type Group, type MemberDefinition, MOST_MEMBERS, members, wordsFor } from './members.ts';
import { chosenNode, evaluateOrigin, propertyValue } from './properties.ts';
import { mappingOf } from './template.ts';

/**
 * The members that the engine makes of a group; null when the resource is no group, or its definition cannot be read.
 */
export function membersOf(group: Group): readonly ResourceInstance[] | null {
  const { resource } = group;
  switch (resource.implementation.name) {
    case 'OS::Heat::ResourceGroup':
      return resourceGroup(group);
    case 'OS::Heat::AutoScalingGroup':
      return scalingGroup(group);
    case 'OS::Heat::InstanceGroup':
      return instanceGroup(group, ['Size']);
    case 'AWS::AutoScaling::AutoScalingGroup':
      return instanceGroup(group, ['DesiredCapacity', 'MinSize']);
    case 'OS::Heat::ResourceChain':
      return chain(group);
    case 'OS::Heat::SoftwareDeploymentGroup':
    case 'OS::Heat::SoftwareDeployments':
      return deploymentGroup(group, 'OS::Heat::SoftwareDeployment');
    case 'OS::Heat::StructuredDeploymentGroup':
    case 'OS::Heat::StructuredDeployments':
      return deploymentGroup(group, 'OS::Heat::StructuredDeployment');
    default:
      return null;
  }
}

/** Members `0`, `1`, … without the names that a removal policy lists. Source: openstack/heat/resource_group.py. */
function resourceGroup(group: Group): readonly ResourceInstance[] | null {
  const definition = definitionOf(group, 'resource_def');
  if (!definition) return null;
  const size = sizeOf(group, ['count'], 1);
  const variable = propertyValue(group.resource, 'index_var') ?? '%index%';
  const removed = removedNames(propertyValue(group.resource, 'removal_policies'));
  const names: string[] = [];
  for (let index = 0; !isUnknown(size) && names.length < Math.min(size, MOST_MEMBERS + 1); index += 1) {
    if (!removed.has(String(index))) names.push(String(index));
  }
  return members(group, { ...definition, variable: typeof variable === 'string' ? variable : null }, names, size);
}

function removedNames(policies: Datum | undefined): ReadonlySet<string> {
  const lists = isList(policies) ? policies.filter(isMap).map((policy) => policy.get('resource_list')) : [];
  return new Set(lists.filter(isList).flat().map(toText));
}

/** Heat gives members of scaling groups random names; ours count from 1. */
function scalingGroup(group: Group): readonly ResourceInstance[] | null {
  const definition = definitionOf(group, 'resource');
  if (!definition) return null;
  const size = sizeOf(group, ['desired_capacity', 'min_size'], 0);
  return members(group, definition, scaledNames(size), size);
}

function scaledNames(size: Maybe<number>): readonly string[] {
  const length = isUnknown(size) ? 0 : Math.min(size, MOST_MEMBERS + 1);
  return Array.from({ length }, (_, index) => `member${String(index + 1).padStart(6, '0')}`);
}

/** The members are instances with the properties of the launch configuration that the group names. */
function instanceGroup(group: Group, sizes: readonly string[]): readonly ResourceInstance[] {
  const { resource, stack } = group;
  const size = sizeOf(group, sizes, 0);
  const name = resource.references.find(({ input }) => input === 'LaunchConfigurationName')?.resource;
  const text = name === undefined ? undefined : stack.resources.get(name)?.text;
  const definition: MemberDefinition = {
    type: 'OS::Heat::ScaledResource',
    // A configuration of another stack, named by its id, is not at hand.
    properties: text ? text.body.get(stack.scope.dialect.words.properties) : null,
    metadata: text?.body.get(stack.scope.dialect.words.metadata),
    scope: stack.scope,
    span: resource.span,
    variable: null,
  };
  return members(group, definition, scaledNames(size), size);
}

/**
 * A chain, each member after the one before it. `concurrent: true` only widens it to the number of engines that are
 * alive, so on one engine it is a chain all the same. Source: `child_template` in openstack/heat/resource_chain.py.
 */
function chain(group: Group): readonly ResourceInstance[] | null {
  const { resource } = group;
  const origin = resource.properties.get('resources');
  const types = origin && evaluateOrigin(origin);
  if (isUnknown(types)) {
    const message = `what ${wordsFor(resource)} is made of is undecided: ${types.cause}`;
    group.session.reporter.say('heat-group-size', message, origin!.node.span);
  }
  if (!isList(types)) return null;
  const nodes = origin?.node.kind === 'sequence' ? origin.node.items : [];
  const shared = resource.properties.get('resource_properties');
  types.forEach((type, index) => {
    if (!isTemplateName(toText(type)) || isRemote(toText(type))) return;
    group.session.reporter.say('heat-missing-file', notSent(toText(type)), nodes[index]?.span ?? origin!.node.span);
  });
  const made = types.flatMap((type, index) => {
    const definition: MemberDefinition = {
      type: toText(type),
      properties: shared?.node,
      metadata: undefined,
      scope: group.stack.scope,
      span: nodes[index]?.span ?? origin!.node.span,
      variable: null,
    };
    return members(group, definition, [String(index)], 1);
  });
  made.slice(1).forEach((member, index) => {
    const via = 'a resource chain creates its members one after another';
    const span = member.span;
    addPrerequisite(member, made[index]!.name, { kind: 'implicit', via, span, value: null, when: null });
  });
  return made;
}

/**
 * One deployment for each entry of `servers`, in no order. Source: `SoftwareDeploymentGroup` in software_deployment.py.
 */
function deploymentGroup(group: Group, type: string): readonly ResourceInstance[] | null {
  const { resource, stack, session } = group;
  const origin = resource.properties.get('servers');
  if (!origin) return null;
  const map = mappingOf(chosenNode(origin.node, origin.scope));
  const value = evaluateOrigin(origin);
  const definition: MemberDefinition = {
    type,
    properties: resource.properties.node ?? undefined,
    metadata: undefined,
    scope: stack.scope,
    span: resource.span,
    variable: null,
  };
  const names = isMap(value) ? [...value.keys()] : namesOfGroup(resource, stack);
  if (!names) {
    const size = unknown(`the servers of ${wordsFor(resource)} are known only at run time`, origin.node.span);
    session.reporter.say('heat-group-size', size.cause, origin.node.span);
    return members(group, { ...definition, own: { name: 'server', node: origin.node } }, [], size);
  }
  return names.flatMap((name) => {
    const node = isMap(value) ? map?.get(name) : origin.node;
    return members(group, { ...definition, own: { name: 'server', node } }, [name], 1);
  });
}

/** `servers: {get_attr: [group, refs_map]}`: the members of that group, by their names. */
function namesOfGroup(resource: ResourceInstance, stack: StackInstance): readonly string[] | null {
  const reference = resource.references.find(({ input }) => input === 'servers');
  if (reference?.attribute !== 'refs_map') return null;
  const other = stack.resources.get(reference.resource)?.child;
  return other?.kind === 'set' && ![...other.resources.values()].some((member) => member.multiplicity !== 1)
    ? [...other.resources.keys()]
    : null;
}

function definitionOf(group: Group, property: string): MemberDefinition | null {
  const origin = group.resource.properties.get(property);
  const map = mappingOf(origin && chosenNode(origin.node, origin.scope));
  const type = map?.get('type');
  const name = origin && type ? evaluateOrigin({ node: type, scope: origin.scope }) : undefined;
  if (!origin || !map || typeof name !== 'string') return null;
  const [properties, metadata] = [map.get('properties'), map.get('metadata')];
  return { type: name, properties, metadata, scope: origin.scope, span: type!.span, variable: null };
}

/** The first of the properties that is given and not null, as a whole number. */
function sizeOf(group: Group, names: readonly string[], fallback: number): Maybe<number> {
  const { resource, session } = group;
  for (const name of names) {
    const value = propertyValue(resource, name);
    if (value === undefined) continue;
    const span = resource.properties.get(name)!.node.span;
    const size = isUnknown(value)
      ? value
      : wholeNumber(value, `the size of ${wordsFor(resource)} is known only at run time`, span);
    if (isUnknown(size))
      session.reporter.say('heat-group-size', `the size of ${wordsFor(resource)} is undecided: ${size.cause}`, span);
    return size;
  }
  return fallback;
}

/** A whole number as Python's `int` makes it, of a text of digits, a fraction or a truth value. */
function wholeNumber(value: Datum, cause: string, span: Span): Maybe<number> {
  if (value === null || isList(value) || isMap(value) || isUnknown(value)) return unknown(cause, span);
  const isDigits = typeof value !== 'string' || /^\s*[+-]?\d+\s*$/.test(value);
  const size = Math.trunc(Number(value));
  return isDigits && size >= 0 ? size : unknown(cause, span);
}
