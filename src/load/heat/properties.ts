import { isUnknown } from '../../model/unknown.ts';
import { type Datum, type DatumMap, holdsSomething, isList, isMap } from '../datum.ts';
import type { DocumentNode } from '../document/node.ts';
import { branchesOf } from './branches.ts';
import { callOf, isIf } from './call.ts';
import { evaluate, evaluateGiven } from './evaluate.ts';
import type { Properties, ResourceInstance } from './instance.ts';
import { resourceTypeOf, TRANSLATED_PROPERTIES } from './resource-types.ts';
import type { Origin, Scope } from './scope.ts';

export const NO_PROPERTIES: Properties = { get: () => undefined, keys: () => [], node: null, isKnown: true };

/** Properties that stand where nobody can read them. */
export const UNREAD_PROPERTIES: Properties = { ...NO_PROPERTIES, isKnown: false };

/** The properties that a piece of text gives: a map, or an `if` that chooses one. */
export function propertiesOf(node: DocumentNode | undefined, scope: Scope): Properties {
  const chosen = node && chosenNode(node, scope);
  if (!chosen) return NO_PROPERTIES;
  if (chosen.kind !== 'mapping' || callOf(chosen, scope.dialect)) return UNREAD_PROPERTIES;
  return {
    get: (name) => {
      const value = chosen.get(name);
      return value && { node: value, scope };
    },
    keys: () => chosen.entries.map(({ key }) => key),
    node: chosen,
    isKnown: true,
  };
}

/** The node that stands here after every decided `if`; the node itself when one is undecided. */
export function chosenNode(node: DocumentNode, scope: Scope): DocumentNode | undefined {
  const call = callOf(node, scope.dialect);
  if (!call || !isIf(call)) return node;
  const branches = branchesOf(call, scope);
  if (branches.length > 1) return node;
  return branches[0] && chosenNode(branches[0].node, scope);
}

/** The value of a property before anything is created; undefined when it is not given. */
export function propertyValue(resource: ResourceInstance, name: string): Datum | undefined {
  const origin = resource.properties.get(name);
  return origin && evaluateGiven(origin.node, origin.scope);
}

export function evaluateOrigin({ node, scope }: Origin): Datum {
  return evaluate(node, scope);
}

/** A property that the engine cannot read yet, as its plug-ins ignore it (`except (ValueError, TypeError)`). */
export class UnreadableProperty extends Error {}

/**
 * A text property as a plug-in reads it before the creation: what `get_attr` gives is an empty text, a number is its
 * digits. An older name of the property (`network_id`) is translated first and wins, however empty. Source:
 * `Translation.replace` in heat/engine/translation.py.
 * @throws UnreadableProperty when a required one is missing, or when it is no text
 */
export function textProperty(resource: ResourceInstance, name: string): Datum {
  const type = resource.implementation.kind === 'type' ? resourceTypeOf(resource.implementation.name) : undefined;
  const older = TRANSLATED_PROPERTIES[name];
  const renamed = older === undefined ? undefined : propertyValue(resource, older);
  const own = propertyValue(resource, name);
  if (renamed !== undefined && own !== undefined && holdsSomething(renamed) && holdsSomething(own)) {
    resource.hasReadConflict = true;
    throw new UnreadableProperty(`'${name}' and '${older}' are both given`);
  }
  const value = renamed === undefined ? own : renamed;
  if (value !== undefined) return asText(value);
  if (type?.properties.get(name)) throw new UnreadableProperty(`property '${name}' is not given`);
  return null;
}

/**
 * A text of one entry of a list property. Here the older name is translated from the bare data, so that what `get_attr`
 * gives stays nothing, and the newer name counts.
 */
export function textInEntry(entry: DatumMap, name: string, older: string): Datum {
  const renamed = entry.get(older) ?? null;
  if (renamed !== null) return asText(renamed);
  return entry.has(name) ? asText(entry.get(name)!) : null;
}

/** A property that is a list of maps. @throws UnreadableProperty when it is something else */
export function entriesOf(value: Datum | undefined): readonly DatumMap[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw new UnreadableProperty('expected a list');
  return value.map((entry) => {
    if (entry === null) return new Map();
    if (!isMap(entry)) throw new UnreadableProperty('expected a list of maps');
    return entry;
  });
}

/** A text as `Property._get_string` makes it. @throws UnreadableProperty when the value is no text */
export function asText(value: Datum): Datum {
  if (isUnknown(value) || typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint' || Number.isInteger(value)) return String(value);
  throw new UnreadableProperty('expected a text');
}
