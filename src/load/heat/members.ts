import type { Span } from '../../model/span.ts';
import { isUnknown, type Maybe } from '../../model/unknown.ts';
import type { DocumentNode } from '../document/node.ts';
import type { Registry } from './environment.ts';
import { idIn, type Properties, type ResourceInstance, type StackInstance } from './instance.ts';
import { propertiesOf, UNREAD_PROPERTIES } from './properties.ts';
import { findReferences } from './references.ts';
import type { Origin, Scope } from './scope.ts';
import type { Session } from './session.ts';

/** Members beyond this are shown as one: a thousand like boxes tell nobody more. */
export const MOST_MEMBERS = 1000;

/** What the members of a group are made from. */
export interface MemberDefinition {
  readonly type: string;
  /** Null when nobody knows them. */
  readonly properties: DocumentNode | undefined | null;
  readonly metadata: DocumentNode | undefined;
  readonly scope: Scope;
  readonly span: Span;
  /** A property that differs from member to member. */
  readonly own?: { readonly name: string; readonly node: DocumentNode | undefined };
  /** The index variable of the definition; null when there is none. */
  readonly variable: string | null;
}

/** A resource that may be a group, and what making its members needs. */
export interface Group {
  readonly resource: ResourceInstance;
  /** The stack that the group stands in. */
  readonly stack: StackInstance;
  /** The registry and the names being implemented, as they are for the members. */
  readonly registry: Registry;
  readonly inside: ReadonlySet<string>;
  readonly session: Session;
}

/** The members by name; one that stands for all when there are too many, or nobody knows how many. */
export function members(
  group: Group,
  definition: MemberDefinition,
  names: readonly string[],
  size: Maybe<number>,
): readonly ResourceInstance[] {
  const { resource, session } = group;
  if (size === 0) return [];
  if (!isUnknown(size) && size <= MOST_MEMBERS && session.takeRoom(names.length)) {
    return names.map((name) => member(group, definition, name, 1));
  }
  if (!isUnknown(size)) {
    const message = `the ${size} members of ${wordsFor(resource)} are shown as one`;
    session.reporter.say('heat-nesting-size', message, resource.span);
  }
  return [member(group, definition, '*', size)];
}

function member(
  group: Group,
  definition: MemberDefinition,
  name: string,
  multiplicity: Maybe<number>,
): ResourceInstance {
  const { resource, registry } = group;
  const { type, variable, metadata, own } = definition;
  const isNamed = variable !== null && name !== '*';
  const scope: Scope = isNamed ? { ...definition.scope, index: { variable, value: name } } : definition.scope;
  const found = [
    ...(definition.properties ? [findReferences(definition.properties, definition.scope)] : []),
    ...(metadata ? [findReferences(metadata, definition.scope, 'metadata')] : []),
  ];
  return {
    name,
    id: idIn(resource.id, name),
    stack: resource.id,
    type,
    implementation: registry.resolve(implementedType(type), name, definition.scope.file, group.inside),
    when: null,
    span: definition.span,
    text: null,
    isExternal: false,
    properties:
      definition.properties === null
        ? UNREAD_PROPERTIES
        : withOwn(propertiesOf(definition.properties, scope), own, scope),
    metadata: metadata ? { node: metadata, scope } : null,
    multiplicity,
    references: found.flatMap(({ references }) => references),
    parameterUses: found.flatMap(({ parameters }) => parameters),
    prerequisites: new Map(),
    child: null,
    hasReadConflict: false,
  };
}

/** Instance groups register their members under a name of their own. */
function implementedType(type: string): string {
  return type === 'OS::Heat::ScaledResource' ? 'AWS::EC2::Instance' : type;
}

function withOwn(properties: Properties, own: MemberDefinition['own'], scope: Scope): Properties {
  if (!own) return properties;
  const origin: Origin | undefined = own.node && { node: own.node, scope };
  const hidden = new Set(['servers', own.name]);
  return {
    ...properties,
    get: (name) => (name === own.name ? origin : hidden.has(name) ? undefined : properties.get(name)),
    keys: () => [...properties.keys()].filter((key) => !hidden.has(key.text)),
  };
}

/** What is said of a group inside a group is said once for all of its likes, which stand at one place of the text. */
export function wordsFor(resource: ResourceInstance): string {
  return resource.text ? `'${resource.name}'` : `each '${resource.type}' here`;
}
