import type { Condition } from '../../model/condition.ts';
import type { Reason } from '../../model/deployment.ts';
import type { Span } from '../../model/span.ts';
import type { Maybe } from '../../model/unknown.ts';
import type { MappingNode, ScalarNode } from '../document/node.ts';
import type { Conditions } from './conditions.ts';
import type { Implementation, Registry } from './environment.ts';
import type { ParameterUse, Reference } from './references.ts';
import type { Origin, Scope } from './scope.ts';
import type { ResourceText, Template } from './template.ts';

/** One stack as it will be created: the top-level template, a nested one, or the members of a group. */
export interface StackInstance {
  /** Id of the resource that is this stack; `''` is the top-level template. */
  readonly id: string;
  /** `set`: like members, made from one definition; `stack`: a template of its own. */
  readonly kind: 'stack' | 'set';
  /** Null for a set, whose template the engine writes. */
  readonly template: Template | null;
  readonly scope: Scope;
  readonly conditions: Conditions | null;
  readonly registry: Registry;
  /** Resources that may exist, by name, in template order. */
  readonly resources: ReadonlyMap<string, ResourceInstance>;
  /** Resources that a condition switches off: declared, but not part of the deployment. */
  readonly disabled: readonly ResourceText[];
  /** How deep it is nested; 0 is the top-level template. */
  readonly depth: number;
}

/** One resource of one stack. */
export interface ResourceInstance {
  readonly name: string;
  readonly id: string;
  readonly stack: string;
  /** The type as written. */
  readonly type: string;
  readonly implementation: Implementation;
  readonly when: Condition | null;
  /** The name where it is declared; for a member of a group the group's definition. */
  readonly span: Span;
  /** Null for what the engine itself makes: members of groups. */
  readonly text: ResourceText | null;
  /** Whether it exists already (`external_id`): the engine only looks it up. */
  readonly isExternal: boolean;
  readonly properties: Properties;
  readonly metadata: Origin | null;
  /** How many members this one stands for; 1 for an ordinary resource. */
  readonly multiplicity: Maybe<number>;
  /** References in properties and metadata to resources of the same stack; for a member, of the group's stack. */
  readonly references: readonly Reference[];
  readonly parameterUses: readonly ParameterUse[];
  /** What this one comes after in its own stack, with the reasons, by name. */
  readonly prerequisites: Map<string, Reason[]>;
  child: StackInstance | null;
  /** Whether the engine meets one property under two names while it orders the stack, and so refuses the template. */
  hasReadConflict: boolean;
}

/** The properties of a resource as text, each with the scope in which it is evaluated. */
export interface Properties {
  readonly get: (name: string) => Origin | undefined;
  readonly keys: () => Iterable<ScalarNode>;
  /** The map that holds them, for its place; null when there is none. */
  readonly node: MappingNode | null;
  /** False when a function makes the whole map, so that nobody can know its keys. */
  readonly isKnown: boolean;
}

/** Adds a reason to come after `name`. */
export function addPrerequisite(resource: ResourceInstance, name: string, reason: Reason): void {
  const reasons = resource.prerequisites.get(name);
  if (reasons) reasons.push(reason);
  else resource.prerequisites.set(name, [reason]);
}

/** The id of a resource: its name at the top level, below it preceded by the stack's id. */
export function idIn(stack: string, name: string): string {
  return stack === '' ? name : `${stack}/${name}`;
}
