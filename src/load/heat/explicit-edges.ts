import { and, type Condition, conditionNames, evaluate, not } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import type { ScalarNode } from '../document/node.ts';
import { addPrerequisite, type ResourceInstance } from './instance.ts';
import type { Reference } from './references.ts';
import type { Scope } from './scope.ts';
import type { ResourceText } from './template.ts';

/**
 * The edges that the template's text makes: `depends_on`, and every reference in properties and metadata. Source:
 * `ResourceDefinition.required_resource_names` and `dependencies` in heat/engine/rsrc_defn.py.
 */
export function addExplicitEdges(resource: ResourceInstance, scope: Scope): void {
  const dependencies = resource.text ? dependsOn(resource.text, scope) : [];
  if (resource.isExternal) {
    // The engine looks up what exists already; what its properties name does not matter to it.
    if (dependencies.length > 0) {
      const message = `'${resource.name}' has an external_id, so it cannot depend on others`;
      scope.reporter.say('heat-external-dependency', message, dependencies[0]!.span);
    }
    for (const reference of resource.references) checkTarget(reference, resource, scope);
    return;
  }
  for (const name of dependencies) addDependsOn(name, resource, scope);
  for (const reference of resource.references) {
    if (checkTarget(reference, resource, scope)) addReference(reference, resource);
  }
}

function addDependsOn(name: ScalarNode, resource: ResourceInstance, scope: Scope): void {
  const target = scope.resources.when(name.text);
  if (target === undefined) {
    sayDangling(name.text, `'${resource.name}' depends on`, name.span, scope);
    return;
  }
  // Depending on what a condition switches off is no dependency.
  if (target?.kind === 'literal' && !target.value) return;
  addPrerequisite(resource, name.text, {
    kind: 'explicit',
    via: scope.dialect.words.dependsOn,
    span: name.span,
    value: null,
    when: target,
  });
}

function addReference(reference: Reference, resource: ResourceInstance): void {
  const { attribute, via, input, span, when } = reference;
  addPrerequisite(resource, reference.resource, {
    kind: attribute === null ? 'reference' : 'value',
    via,
    span,
    value: attribute === null ? null : { provided: attribute, consumed: input },
    when,
  });
}

/** `depends_on` is a name or a list of names; functions are not allowed in it. */
export function dependsOn(text: ResourceText, scope: Scope): readonly ScalarNode[] {
  const key = scope.dialect.words.dependsOn;
  const node = text.body.get(key);
  if (!node) return [];
  const items = node.kind === 'sequence' ? node.items : [node];
  const names = items.filter((item): item is ScalarNode => item.kind === 'scalar' && typeof item.value === 'string');
  if (names.length === items.length) return names;
  const wrong = items.find((item) => !names.includes(item as ScalarNode))!;
  const expected = node.kind === 'sequence' ? 'must be a list of strings' : 'must be a list or a string';
  scope.reporter.say('heat-wrong-dependency', `${key} of '${text.name}' ${expected}`, wrong.span);
  return names;
}

/** Whether what is referred to exists; says so when it does not, or may not. */
function checkTarget(reference: Reference, resource: ResourceInstance, scope: Scope): boolean {
  const target = scope.resources.when(reference.resource);
  const owner = `'${resource.name}' refers to`;
  if (target === undefined) {
    sayDangling(reference.resource, owner, reference.span, scope);
    return false;
  }
  if (target === null) return true;
  if (target.kind === 'literal') {
    const message = `${owner} '${reference.resource}', which is switched off by its condition`;
    scope.reporter.say('heat-dangling-reference', message, reference.span);
    return false;
  }
  if (mayHold(and(resource.when, reference.when, not(target)))) {
    const message = `${owner} '${reference.resource}', which does not exist under some parameters`;
    scope.reporter.say('heat-conditional-reference', message, reference.span, { confidence: 'possible' });
  }
  return true;
}

function sayDangling(name: string, owner: string, span: Span, scope: Scope): void {
  const message = `${owner} '${name}', which does not exist${scope.reporter.didYouMean(name, scope.resources.names())}`;
  scope.reporter.say('heat-dangling-reference', message, span);
}

/** Whether some choice of the named conditions makes the formula true; not tried beyond 2^12 choices. */
function mayHold(condition: Condition | null): boolean {
  const names = conditionNames(condition);
  if (names.length > 12) return false;
  for (let choice = 0; choice < 2 ** names.length; choice += 1) {
    const environment = new Map(names.map((name, index) => [name, Math.floor(choice / 2 ** index) % 2 === 1]));
    if (evaluate(condition, environment) === true) return true;
  }
  return false;
}
