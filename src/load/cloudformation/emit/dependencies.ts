import { and, type Condition } from '../../../model/condition.ts';
import type { Reason } from '../../../model/deployment.ts';
import type { Span } from '../../../model/span.ts';
import { findReferences, type Reference } from '../references.ts';
import type { ResourceInstance, Stack } from '../stack.ts';
import type { Emission } from './emission.ts';
import { unexpandedCircle } from './macro-circles.ts';

/** The edges that the service counts, between the resources of one stack. */
export function emitResourceDependencies(stack: Stack, emission: Emission): void {
  const uncertain = unexpandedCircle(stack);
  for (const resource of stack.resources.values()) {
    for (const { name, span } of resource.dependsOn) {
      const prerequisite = stack.resources.get(name);
      if (prerequisite) emission.builder.addResourceDependency(prerequisite.id, resource.id, explicit(span, null));
    }
    for (const reference of resource.references) {
      const prerequisite = stack.resources.get(reference.resource);
      if (!prerequisite) continue;
      const when = and(reference.when, uncertain(prerequisite, resource));
      emission.builder.addResourceDependency(prerequisite.id, resource.id, { ...reasonOf(reference), when });
    }
  }
}

/**
 * The fine graph: a value goes from the task that produces it to the task that consumes it, however deep each is
 * nested; what is said of a whole nested stack hangs on its milestones.
 */
export function emitDependencies(emission: Emission): void {
  const ports = new Ports(emission);
  for (const stack of emission.stacks) {
    const uncertain = unexpandedCircle(stack);
    for (const resource of stack.resources.values()) {
      for (const { name, span } of resource.dependsOn) {
        const prerequisite = stack.resources.get(name);
        if (prerequisite)
          emission.builder.addDependency(
            emission.doneOf(prerequisite),
            emission.startOf(resource),
            explicit(span, null),
          );
      }
      for (const reference of resource.references) {
        const prerequisite = stack.resources.get(reference.resource);
        if (!prerequisite) continue;
        const when = and(reference.when, uncertain(prerequisite, resource));
        ports.connect({ ...reference, when }, prerequisite, resource);
      }
    }
  }
  // A nested stack that nothing else speaks of would not be seen at all when it is empty.
  for (const resource of emission.resources.values())
    if (resource.child?.resources.size === 0) emission.doneOf(resource);
}

function explicit(span: Span, when: Condition | null): Reason {
  return { kind: 'explicit', via: 'DependsOn', span, value: null, when };
}

function reasonOf({ via, attribute, input, span, when }: Reference): Reason {
  if (attribute === null) return { kind: 'reference', via, span, value: null, when };
  return { kind: 'value', via, span, value: { provided: attribute, consumed: input }, when };
}

interface Consumer {
  readonly task: string;
  readonly input: string;
  readonly when: Condition | null;
}

/** Which tasks produce and consume the values that templates pass, through outputs and parameters. */
class Ports {
  readonly #emission: Emission;
  readonly #said = new Set<string>();

  constructor(emission: Emission) {
    this.#emission = emission;
  }

  connect(reference: Reference, prerequisite: ResourceInstance, resource: ResourceInstance): void {
    const { builder } = this.#emission;
    const { attribute, span } = reference;
    const producers = this.#producersOf(prerequisite, attribute);
    for (const { task, input, when } of this.#consumersOf(resource, reference.input)) {
      for (const producer of producers) {
        const reason = reasonOf({ ...reference, input, when: and(reference.when, when) });
        builder.addDependency(producer, task, reason);
        if (attribute === null) continue;
        if (this.#isNew('provided', producer, attribute))
          builder.addProvided({ task: producer, name: attribute, span });
        if (this.#isNew('consumed', task, input)) builder.addConsumed({ task, name: input, span });
      }
    }
  }

  #isNew(...parts: readonly string[]): boolean {
    const key = JSON.stringify(parts);
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }

  /** The tasks after which an attribute is known: within a nested stack those that its output names. */
  #producersOf(resource: ResourceInstance, attribute: string | null): ReadonlySet<string> {
    const whole = (): ReadonlySet<string> => new Set([this.#emission.doneOf(resource)]);
    const name = /^Outputs\.(.+)$/.exec(attribute ?? '')?.[1];
    const output = name === undefined ? undefined : resource.child?.template.outputs.get(name);
    if (!resource.child || !output) return whole();
    const { references, parameters } = findReferences(output.value, resource.child);
    // What comes in by a parameter and goes out again may need anything that the parent gives.
    if (parameters.some(({ parameter }) => resource.child!.parameters.get(parameter)?.origin)) return whole();
    const tasks = references.flatMap((reference) => {
      const inner = resource.child!.resources.get(reference.resource);
      return inner ? [...this.#producersOf(inner, reference.attribute)] : [];
    });
    return new Set(tasks);
  }

  #consumersOf(resource: ResourceInstance, input: string): readonly Consumer[] {
    const parameter = /^Parameters\.([^.[]+)/.exec(input)?.[1];
    if (!resource.child || parameter === undefined || !resource.child.template.parameters.has(parameter))
      return [{ task: this.#emission.startOf(resource), input, when: null }];
    return [...resource.child.resources.values()].flatMap((inner) =>
      inner.parameterUses
        .filter((use) => use.parameter === parameter)
        .flatMap((use) =>
          this.#consumersOf(inner, use.input).map((one) => ({ ...one, when: and(one.when, use.when) })),
        ),
    );
  }
}
