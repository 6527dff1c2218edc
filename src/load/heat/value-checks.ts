import { isFractionText } from '../datum.ts';
import type { DocumentNode, ScalarNode } from '../document/node.ts';
import { isBuiltin } from './builtin-templates.ts';
import { callOf } from './call.ts';
import { evaluateGiven } from './evaluate.ts';
import type { ResourceInstance, StackInstance } from './instance.ts';
import { propertyValue } from './properties.ts';
import { type PropertySchema, propertySchemasOf } from './property-schemas.ts';
import { faultsIn, type ValueFault } from './property-values.ts';
import { findReferences } from './references.ts';
import { BY_OUR_LISTS, type ResourceType, takesAnything } from './resource-types.ts';
import type { Origin } from './scope.ts';
import type { Session } from './session.ts';

const CODES = {
  type: 'heat-property-type',
  constraint: 'heat-property-value',
  missing: 'heat-missing-property',
  unknown: 'heat-unknown-property',
} as const satisfies Record<ValueFault['kind'], string>;

/**
 * What Heat refuses in the values of a resource's properties when it is asked to create the stack; in a nested template
 * it looks only when that one is created.
 */
export function checkValues(
  resource: ResourceInstance,
  type: ResourceType,
  stack: StackInstance,
  session: Session,
): void {
  const schemas = propertySchemasOf(type.name);
  if (!schemas || isBuiltin(stack.scope.file) || takesAnything(type) || !resource.properties.isKnown) return;
  for (const { text: name } of resource.properties.keys()) {
    const schema = valueSchema(name, resource) ?? (Object.hasOwn(schemas, name) ? schemas[name]! : undefined);
    const origin = schema && resource.properties.get(name);
    if (!schema || !origin || isClearlyRight(origin.node, schema)) continue;
    // Of two names of one property that are both given, another check speaks.
    if (isGivenTwice(name, schema, { schemas, resource })) continue;
    const isReferring = resource.references.some(({ input }) => isInside(input, name));
    const isNested = stack.depth > 0 || resource.text === null;
    // What the parent's resources give is there by then, and nobody knows it now.
    if (isNested && (isReferring || isFromRun(origin))) continue;
    checkValue(origin, { name, schema, resource, isStrict: !isReferring, isLate: isNested, session });
  }
}

const VALUE_TYPES = { string: 's', number: 'n', comma_delimited_list: 'l', json: 'm', boolean: 'b' } as const;

/** A `Value` states the type of its value itself. Source: `Value.reparse` in openstack/heat/value.py. */
function valueSchema(name: string, resource: ResourceInstance): PropertySchema | undefined {
  if (resource.implementation.name !== 'OS::Heat::Value' || name !== 'value') return undefined;
  const type = propertyValue(resource, 'type');
  const isKnown = typeof type === 'string' && Object.hasOwn(VALUE_TYPES, type);
  return isKnown ? { t: VALUE_TYPES[type as keyof typeof VALUE_TYPES], required: 1 } : undefined;
}

/** Whether a value reaches a nested template from resources of those around it. */
function isFromRun({ node, scope }: Origin): boolean {
  const { references, parameters } = findReferences(node, scope);
  if (references.length > 0) return true;
  return parameters.some(({ parameter }) => {
    const origin = scope.parameters.get(parameter)?.origin;
    return origin != null && isFromRun(origin);
  });
}

/** Whether a place is a property, or lies in it: `networks[0].port`. */
function isInside(input: string, name: string): boolean {
  return input.startsWith(name) && /^(?:$|[.[])/.test(input.slice(name.length));
}

interface Given {
  readonly schemas: Readonly<Record<string, PropertySchema>>;
  readonly resource: ResourceInstance;
}

function isGivenTwice(name: string, { older }: PropertySchema, { schemas, resource: { properties } }: Given): boolean {
  if (older !== undefined) return properties.get(older) !== undefined;
  return [...properties.keys()].some(({ text }) => Object.hasOwn(schemas, text) && schemas[text]!.older === name);
}

/** Most values, told at a glance: a text where any text will do, a list or a map that may hold anything. */
function isClearlyRight(node: DocumentNode, { t, constraints, each, keys, missing }: PropertySchema): boolean {
  if (constraints || each || keys || missing) return false;
  return t === 'a' || (t === 's' && node.kind === 'scalar' && typeof node.value === 'string');
}

interface PropertyCheck {
  readonly name: string;
  readonly schema: PropertySchema;
  readonly resource: ResourceInstance;
  readonly isStrict: boolean;
  readonly isLate: boolean;
  readonly session: Session;
}

function checkValue(origin: Origin, { name, schema, resource, isStrict, isLate, session }: PropertyCheck): void {
  const value = evaluateGiven(origin.node, origin.scope);
  if (value === undefined) return;
  const isFraction = (path: ValueFault['path']): boolean => {
    const { node, isWhole } = nodeAt(path, origin);
    return isWhole && node.kind === 'scalar' && isFractionText(node);
  };
  for (const fault of faultsIn(value, schema, { isStrict, isFraction })) {
    const steps = fault.kind === 'unknown' ? fault.path.slice(0, -1) : fault.path;
    const where = [name, ...steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))].join('');
    const { node, key } = nodeAt(fault.path, origin);
    const at = fault.kind === 'unknown' && key ? key : node;
    // A later version allows more values, but hardly another type.
    const sureness = fault.kind === 'type' ? {} : BY_OUR_LISTS;
    session.reporter.say(CODES[fault.kind], sentence(fault, where, { resource, session }), at.span, {
      isLate,
      ...sureness,
    });
  }
}

function sentence(
  { kind, what, known }: ValueFault,
  where: string,
  { resource, session }: { readonly resource: ResourceInstance; readonly session: Session },
): string {
  const place = `'${where}' of '${resource.name}'`;
  if (kind === 'missing') return `${place} lacks '${what}', which ${resource.implementation.name} requires`;
  if (kind === 'unknown') return `${place} has no '${what}'${session.reporter.didYouMean(what, known ?? [])}`;
  return `${place} ${what}`;
}

interface Place {
  readonly node: DocumentNode;
  /** The key that the node stands after, when it stands in a map. */
  readonly key: ScalarNode | null;
  /** Whether the text goes as deep as the path; below a function there is no place of its own. */
  readonly isWhole: boolean;
}

/** The text at a path below a property, as deep as it is plain data. */
function nodeAt(path: ValueFault['path'], { node, scope }: Origin): Place {
  let place: Place = { node, key: null, isWhole: true };
  for (const step of path) {
    const next = inside(place.node, step);
    if (!next || callOf(place.node, scope.dialect)) return { ...place, isWhole: false };
    // An `if` without an else may leave an item out, and then the others move up.
    const mayMove = place.node.kind === 'sequence' && place.node.items.some((item) => callOf(item, scope.dialect));
    if (mayMove) return { ...place, isWhole: false };
    place = next;
  }
  return { ...place, isWhole: callOf(place.node, scope.dialect) === null };
}

function inside(node: DocumentNode, step: string | number): Place | undefined {
  if (node.kind === 'sequence') {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return item && { node: item, key: null, isWhole: true };
  }
  const entry = node.kind === 'mapping' ? node.entry(String(step)) : undefined;
  return entry && { node: entry.value, key: entry.key, isWhole: true };
}
