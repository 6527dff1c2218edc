import { and, type Condition } from '../../../model/condition.ts';
import type { Span } from '../../../model/span.ts';
import { isDeploymentGroup } from '../children.ts';
import type { ResourceInstance } from '../instance.ts';
import { findReferences } from '../references.ts';
import type { OutputText } from '../template.ts';
import type { Emission } from './emission.ts';
import type { Milestones } from './milestones.ts';

/** A task that has a value when it is done. */
export interface Producer {
  readonly task: string;
}

/** A task that needs a value before it starts, and the input that takes it. */
export interface Consumer {
  readonly task: string;
  readonly resource: ResourceInstance;
  readonly input: string;
  readonly when: Condition | null;
}

/** Which tasks produce and consume the values that the template passes, through parameters and outputs. */
export class Values {
  readonly #emission: Emission;
  readonly #milestones: Milestones;
  readonly #provided = new Set<string>();
  readonly #consumed = new Set<string>();

  constructor(emission: Emission, milestones: Milestones) {
    this.#emission = emission;
    this.#milestones = milestones;
  }

  /** The tasks after which an attribute of a resource is known; without an attribute, after which it exists. */
  producersOf(resource: ResourceInstance, attribute: string | null): readonly Producer[] {
    const { child } = resource;
    if (!child || attribute === null || attribute === '') return [this.#whole(resource)];
    if (child.kind === 'set') return this.#producersInGroup(resource, attribute);
    const output = outputOf(resource, attribute);
    return output ? this.#producersOfOutput(resource, output) : [this.#whole(resource)];
  }

  /** The tasks that need what is given to a property of a resource. */
  consumersOf(resource: ResourceInstance, input: string): readonly Consumer[] {
    const { child } = resource;
    const start = (): Consumer => ({ task: this.#milestones.startOf(resource), resource, input, when: null });
    if (!child) return [start()];
    if (child.kind === 'set') {
      const served = isDeploymentGroup(resource) ? /^servers\.([^.[]+)/.exec(input)?.[1] : undefined;
      const member = served === undefined ? undefined : child.resources.get(served);
      if (member && this.#emission.has(member)) return this.consumersOf(member, 'server');
      const inner = input.replace(/^(?:resource_def|resource|resource_properties)\.(?:properties\.)?/, '');
      const first = [...child.resources.values()][0];
      // All members take it alike: saying it of the beginning is the same, with one edge instead of one for each.
      if (inner === input || !first?.child) return [start()];
      return [...child.resources.values()]
        .filter((member) => this.#emission.has(member))
        .flatMap((member) => this.consumersOf(member, inner));
    }
    const parameter = parameterOf(resource, input);
    if (parameter === null) return [];
    return [...child.resources.values()]
      .filter((inner) => this.#emission.has(inner) && inner.text !== null)
      .flatMap((inner) =>
        inner.parameterUses
          .filter((use) => use.parameter === parameter)
          .flatMap((use) =>
            this.consumersOf(inner, use.input).map((one) => ({ ...one, when: and(one.when, use.when) })),
          ),
      );
  }

  provide(task: string, name: string, span: Span): void {
    const key = JSON.stringify([task, name]);
    if (this.#provided.has(key)) return;
    this.#provided.add(key);
    this.#emission.builder.addProvided({ task, name, span });
  }

  consume(task: string, name: string, span: Span): void {
    const key = JSON.stringify([task, name]);
    if (this.#consumed.has(key)) return;
    this.#consumed.add(key);
    this.#emission.builder.addConsumed({ task, name, span });
  }

  #whole(resource: ResourceInstance): Producer {
    return { task: this.#milestones.doneOf(resource) };
  }

  /** `resource.NAME.attribute` speaks of one member; a bare attribute lists it of all members. */
  #producersInGroup(group: ResourceInstance, attribute: string): readonly Producer[] {
    const [first, second, ...rest] = attribute.split('.');
    const { resources } = group.child!;
    if (first === 'resource' && second !== undefined) {
      const member = resources.get(second);
      return member && this.#emission.has(member)
        ? this.producersOf(member, rest.length === 0 ? null : rest.join('.'))
        : [this.#whole(group)];
    }
    const inner = first === 'attributes' || first === 'outputs' || first === 'outputs_list' ? second : first;
    const isNested = [...resources.values()].some((member) => member.child !== null);
    if (!isNested || inner === undefined || /^(?:refs|refs_map|current_size|InstanceList)$/.test(inner)) {
      return [this.#whole(group)];
    }
    const { id, made } = this.#milestones.valueOf(group, inner);
    if (made) {
      for (const member of resources.values()) {
        if (!this.#emission.has(member)) continue;
        for (const producer of this.producersOf(member, inner)) this.#toMilestone(producer.task, id, group, inner);
      }
    }
    return [{ task: id }];
  }

  #producersOfOutput(resource: ResourceInstance, output: OutputText): readonly Producer[] {
    const { child } = resource;
    const found = findReferences(output.value, child!.scope);
    const inner = found.references.flatMap((reference) => {
      const target = child!.resources.get(reference.resource);
      return target && this.#emission.has(target) ? this.producersOf(target, reference.attribute) : [];
    });
    if (found.parameters.length === 0) return inner;
    // What comes in by a parameter and goes out again: it needs whatever the parameter needs.
    const { id, made } = this.#milestones.valueOf(resource, output.name);
    if (made) {
      for (const producer of inner) this.#toMilestone(producer.task, id, resource, output.name);
      for (const { parameter } of found.parameters) this.#parameterToMilestone(resource, parameter, id, output);
    }
    return [{ task: id }];
  }

  #parameterToMilestone(resource: ResourceInstance, parameter: string, milestone: string, output: OutputText): void {
    const stack = this.#emission.stacks.get(resource.stack);
    for (const reference of resource.references) {
      if (parameterOf(resource, reference.input) !== parameter) continue;
      const target = stack?.resources.get(reference.resource);
      if (!target || target === resource || !resource.prerequisites.has(target.name) || !this.#emission.has(target))
        continue;
      for (const producer of this.producersOf(target, reference.attribute)) {
        this.#toMilestone(producer.task, milestone, resource, output.name);
      }
    }
  }

  #toMilestone(from: string, to: string, resource: ResourceInstance, provided: string): void {
    const reason = {
      kind: 'sequence',
      via: `output ${provided}`,
      span: resource.span,
      value: null,
      when: null,
    } as const;
    this.#emission.builder.addDependency(from, to, reason);
  }
}

/** The output that an attribute names; names may hold dots themselves, so the longest that fits wins. */
function outputOf(resource: ResourceInstance, attribute: string): OutputText | undefined {
  const outputs = resource.child!.template!.outputs;
  const words = attribute.replace(/^Outputs\./, '').split('.');
  for (let length = words.length; length > 0; length -= 1) {
    const output = outputs.get(words.slice(0, length).join('.'));
    if (output) return output;
  }
  return undefined;
}

/** The parameter of the nested template that a property of the resource gives. */
function parameterOf(resource: ResourceInstance, input: string): string | null {
  const path =
    resource.implementation.name === 'AWS::CloudFormation::Stack' ? input.replace(/^Parameters\./, '') : input;
  const name = /^[^.[]+/.exec(path)?.[0];
  return name !== undefined && resource.child?.template?.parameters.has(name) ? name : null;
}
