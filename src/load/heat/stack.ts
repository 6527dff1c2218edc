import { type Condition, NEVER } from '../../model/condition.ts';
import { isUnknown, unknown } from '../../model/unknown.ts';
import type { DocumentNode } from '../document/node.ts';
import { checkAttribute, checkResource, checkSections } from './checks.ts';
import { childOf, isDeploymentGroup } from './children.ts';
import { Conditions } from './conditions.ts';
import { insideConditions } from './dialect.ts';
import type { Registry } from './environment.ts';
import { readsAttributes } from './evaluate.ts';
import { addExplicitEdges, dependsOn } from './explicit-edges.ts';
import { addHiddenEdges } from './hidden-edges.ts';
import { idIn, type ResourceInstance, type StackInstance } from './instance.ts';
import { type GivenValue, Parameters } from './parameters.ts';
import { propertiesOf } from './properties.ts';
import { checkCalls, findReferences } from './references.ts';
import { PLACEHOLDER_TYPES } from './resource-types.ts';
import type { Origin, ResourceTable, Scope } from './scope.ts';
import type { Session } from './session.ts';
import { isNull, mappingOf, type ResourceText, type Template } from './template.ts';

/** What a stack is made from. */
export interface StackPlan {
  readonly id: string;
  readonly template: Template;
  readonly given: ReadonlyMap<string, GivenValue>;
  readonly registry: Registry;
  readonly depth: number;
  /**
   * Registered types whose own template this is, and those around it: inside, these names mean what they meant before.
   */
  readonly inside: ReadonlySet<string>;
}

/** Makes a stack of a template: decides its conditions, finds every edge, and unfolds what is nested in it. */
export function instantiate(plan: StackPlan, session: Session): StackInstance {
  const { template } = plan;
  const table = new Existence();
  const conditions = new Conditions(template.conditions, () => scope);
  const scope: Scope = {
    dialect: template.dialect,
    file: template.file,
    stack: plan.id,
    parameters: new Parameters(template, plan.given, {
      defaults: session.environment.defaults,
      reporter: session.reporter,
      isNested: plan.depth > 0,
    }),
    conditions,
    resources: table,
    mappings: template.mappings,
    reporter: session.reporter,
    isChecked: plan.depth === 0,
    noteUnknown: (cause) => session.noteUnknown(cause),
    index: null,
    readFile: session.fileReader(template.file),
  };
  for (const text of template.resources.values()) table.set(text.name, existenceOf(text, scope));
  const resources = new Map<string, ResourceInstance>();
  const [disabled, enabled] = partition([...template.resources.values()], ({ name }) => isNever(table.when(name)));
  for (const text of enabled) resources.set(text.name, resourceOf(text, plan, scope));
  const stack: StackInstance = {
    id: plan.id,
    kind: 'stack',
    template,
    scope,
    conditions,
    registry: plan.registry,
    resources,
    disabled,
    depth: plan.depth,
  };
  // Heat reads what is switched off too, before it asks for the condition.
  for (const text of disabled) checkText(text, scope);
  for (const resource of resources.values()) addExplicitEdges(resource, scope);
  addHiddenEdges(resources.values(), session.unknowns);
  const nesting = { stack, inside: plan.inside, session, instantiate };
  // Groups of deployments come last: they may take their members' names from those of another group.
  const [last, first] = partition([...resources.values()], isDeploymentGroup);
  // What exists already is not made: nothing in it is created, nor checked.
  const made = [...first, ...last].filter(({ isExternal }) => !isExternal);
  for (const resource of made) resource.child = childOf(resource, nesting);
  for (const resource of resources.values()) {
    checkResource(resource, stack, session);
    checkUpdatePolicy(resource, stack, session);
  }
  checkOutputs(stack, session);
  noteRunTimeConditions(stack, session);
  return stack;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

/** Which resources of the stack exist, and when. */
class Existence implements ResourceTable {
  readonly #when = new Map<string, Condition | null>();

  set(name: string, when: Condition | null): void {
    this.#when.set(name, when);
  }

  when(name: string): Condition | null | undefined {
    return this.#when.get(name);
  }

  names(): Iterable<string> {
    return this.#when.keys();
  }
}

function existenceOf(text: ResourceText, scope: Scope): Condition | null {
  const { words, hasConditions } = scope.dialect;
  const node = hasConditions ? text.body.get(words.condition) : undefined;
  if (!node) return null;
  if (isNull(node)) {
    scope.reporter.say('heat-unknown-condition', `the condition of '${text.name}' is empty`, text.key.span);
    return null;
  }
  const condition = scope.conditions.of(node, scope);
  return condition.kind === 'literal' ? (condition.value ? null : NEVER) : condition;
}

function hasExternalId(text: ResourceText, scope: Scope): boolean {
  const key = scope.dialect.words.externalId;
  const node = key === '' || !scope.dialect.hasConditions ? undefined : text.body.get(key);
  return node !== undefined && !(node.kind === 'scalar' && (node.value === null || node.value === ''));
}

export function isNever(when: Condition | null | undefined): boolean {
  return when?.kind === 'literal' && !when.value;
}

function resourceOf(text: ResourceText, plan: StackPlan, scope: Scope): ResourceInstance {
  const { words } = scope.dialect;
  const type = text.type.text;
  const implementation = plan.registry.resolve(type, text.name, scope.file, plan.inside);
  const propertyScope = PLACEHOLDER_TYPES.has(implementation.name) ? { ...scope, isChecked: false } : scope;
  const properties = text.body.get(words.properties);
  const metadata = text.body.get(words.metadata);
  const found = [
    ...(properties ? [findReferences(properties, propertyScope)] : []),
    ...(metadata ? [findReferences(metadata, { ...scope, isChecked: false }, words.metadata)] : []),
  ];
  return {
    name: text.name,
    id: idIn(plan.id, text.name),
    stack: plan.id,
    type,
    implementation,
    when: scope.resources.when(text.name) ?? null,
    span: text.key.span,
    text,
    isExternal: hasExternalId(text, scope),
    properties: propertiesOf(properties, propertyScope),
    metadata: metadata ? { node: metadata, scope } : null,
    multiplicity: 1,
    references: found.flatMap(({ references }) => references),
    parameterUses: found.flatMap(({ parameters }) => parameters),
    prerequisites: new Map(),
    child: null,
    hasReadConflict: false,
  };
}

function checkText(text: ResourceText, scope: Scope): void {
  const { words } = scope.dialect;
  dependsOn(text, scope);
  checkSections(text, scope);
  for (const key of [words.properties, words.metadata]) {
    const node = text.body.get(key);
    if (node) checkCalls(node, scope);
  }
}

/** Heat validates the attributes that outputs ask for; what else they refer to only leaves them without a value. */
function checkOutputs(stack: StackInstance, session: Session): void {
  const { scope, template } = stack;
  for (const { name, value, condition } of template?.outputs.values() ?? []) {
    const when = condition && scope.dialect.hasConditions ? scope.conditions.of(condition, scope) : null;
    if (!isNever(when))
      checkNamed(value, `output '${name}'`, { ...stack, scope: { ...scope, isChecked: false } }, session);
  }
}

/** What an update policy refers to makes no edge, but Heat validates it. */
function checkUpdatePolicy(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  const node = resource.text?.body.get(stack.scope.dialect.words.updatePolicy);
  if (node) checkNamed(node, `the update policy of '${resource.name}'`, stack, session);
}

/** What a text refers to must exist and have the attributes that it is asked for. */
function checkNamed(node: DocumentNode, owner: string, stack: StackInstance, session: Session): void {
  for (const reference of findReferences(node, stack.scope).references) {
    const target = stack.scope.resources.when(reference.resource);
    if (target !== undefined && !isNever(target)) {
      checkAttribute(reference, stack, session);
      continue;
    }
    const why = target === undefined ? 'does not exist' : 'is switched off by its condition';
    const message = `${owner} refers to '${reference.resource}', which ${why}`;
    const isLate = !stack.scope.isChecked && reference.attribute === null;
    session.reporter.say('heat-dangling-reference', message, reference.span, { isLate });
  }
}

/** Conditions of a nested stack that what runs will decide are taken as they are before anything is created. */
function noteRunTimeConditions(stack: StackInstance, session: Session): void {
  if (stack.id === '' || !stack.template) return;
  for (const [name, { key, value }] of stack.template.conditions) {
    const scope = { ...stack.scope, dialect: insideConditions(stack.scope.dialect) };
    const parameter = parametersIn(value, scope).find((one) => isRunTime(stack.scope.parameters.get(one)?.origin));
    if (parameter === undefined) continue;
    const cause = `condition '${name}' of '${stack.id}' depends on '${parameter}', which is known only at run time`;
    session.unknowns.push(unknown(cause, key.span));
  }
}

function parametersIn(node: DocumentNode, scope: Scope): readonly string[] {
  const map = mappingOf(node);
  if (map) return findReferences(map, scope).parameters.map(({ parameter }) => parameter);
  return node.kind === 'sequence' ? node.items.flatMap((item) => parametersIn(item, scope)) : [];
}

function isRunTime(origin: Origin | null | undefined): boolean {
  return origin != null && !isUnknown(origin) && readsAttributes(origin.node, origin.scope);
}
