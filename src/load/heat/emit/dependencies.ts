import { and } from '../../../model/condition.ts';
import type { Reason } from '../../../model/deployment.ts';
import type { Span } from '../../../model/span.ts';
import { evaluate } from '../evaluate.ts';
import type { ResourceInstance, StackInstance } from '../instance.ts';
import type { Reference } from '../references.ts';
import { checkInputs, checkOutput } from './declarations.ts';
import type { Emission } from './emission.ts';
import { Milestones } from './milestones.ts';
import { Values } from './values.ts';

/**
 * The fine graph: a value goes from the task that produces it to the task that consumes it, however deep each is
 * nested; what is said of a whole nested stack hangs on its milestones.
 */
export function emitDependencies(emission: Emission): void {
  const milestones = new Milestones(emission);
  const values = new Values(emission, milestones);
  for (const stack of emission.stacks.values()) {
    for (const resource of stack.resources.values()) {
      if (emission.has(resource)) emitOf(resource, stack, { emission, milestones, values });
    }
    if (stack.kind === 'set') emitBatches(stack, emission, milestones);
  }
  // A nested stack without any task would not be seen at all.
  for (const resource of emission.resources.values()) {
    if (resource.child?.resources.size === 0) milestones.doneOf(resource);
  }
}

interface Tools {
  readonly emission: Emission;
  readonly milestones: Milestones;
  readonly values: Values;
}

function emitOf(resource: ResourceInstance, stack: StackInstance, tools: Tools): void {
  const { emission, milestones } = tools;
  for (const [name, reasons] of resource.prerequisites) {
    const prerequisite = stack.resources.get(name);
    if (!prerequisite || !emission.has(prerequisite)) continue;
    for (const reason of reasons) {
      if (reason.kind === 'reference' || reason.kind === 'value') continue;
      const from = milestones.doneOf(prerequisite);
      const to = milestones.startOf(resource);
      if (from !== to || prerequisite === resource) emission.builder.addDependency(from, to, reason);
    }
  }
  for (const reference of resource.text ? resource.references : []) {
    const prerequisite = stack.resources.get(reference.resource);
    if (!prerequisite || !resource.prerequisites.has(reference.resource) || !emission.has(prerequisite)) continue;
    checkOutput(reference, prerequisite, emission);
    emitReference(reference, prerequisite, resource, tools);
  }
  checkInputs(resource, emission);
}

function emitReference(
  reference: Reference,
  prerequisite: ResourceInstance,
  resource: ResourceInstance,
  { emission, milestones, values }: Tools,
): void {
  if (prerequisite === resource && resource.child) {
    // What needs itself as a whole: a value may not go from inside to inside past the resource that it leaves.
    const { via, span, when } = reference;
    const reason: Reason = { kind: 'reference', via, span, value: null, when };
    emission.builder.addDependency(milestones.doneOf(resource), milestones.startOf(resource), reason);
    return;
  }
  const producers = values.producersOf(prerequisite, reference.attribute);
  const consumers = values.consumersOf(resource, reference.input);
  for (const consumer of consumers) {
    for (const producer of producers) {
      const reason: Reason = {
        kind:
          isHosting(consumer.resource, producer.task, emission) && consumer.input === 'server'
            ? 'hosted-on'
            : kindOf(reference),
        via: reference.via,
        span: reference.span,
        value: reference.attribute === null ? null : { provided: reference.attribute, consumed: consumer.input },
        when: and(reference.when, consumer.when),
      };
      emission.builder.addDependency(producer.task, consumer.task, reason);
      if (reference.attribute === null) continue;
      values.provide(producer.task, reference.attribute, reference.span);
      values.consume(consumer.task, consumer.input, reference.span);
    }
  }
}

function kindOf(reference: Reference): 'reference' | 'value' {
  return reference.attribute === null ? 'reference' : 'value';
}

/** A deployment is hosted on its server, which is more than a reference. */
function isHosting(consumer: ResourceInstance, producer: string, emission: Emission): boolean {
  return emission.hostOf.get(consumer.id) === producer;
}

/** `batch_create`: a batch starts when the one before it is complete. Source: `_replace` in resource_group.py. */
function emitBatches(stack: StackInstance, emission: Emission, milestones: Milestones): void {
  const group = emission.resources.get(stack.id);
  const batch = group && batchSizeOf(group);
  if (!group || !batch) return;
  const members = [...stack.resources.values()].filter((member) => emission.has(member));
  for (let from = batch.size; from < members.length; from += batch.size) {
    const { id } = milestones.valueOf(group, `batch${from / batch.size}`);
    const reason: Reason = { kind: 'sequence', via: 'batch_create', span: batch.span, value: null, when: null };
    for (const member of members.slice(from - batch.size, from)) {
      emission.builder.addDependency(milestones.doneOf(member), id, reason);
    }
    for (const member of members.slice(from, from + batch.size)) {
      emission.builder.addDependency(id, milestones.startOf(member), reason);
    }
  }
}

function batchSizeOf(group: ResourceInstance): { readonly size: number; readonly span: Span } | null {
  const policy = group.text?.body.get('update_policy');
  const node = policy?.kind === 'mapping' ? policy.get('batch_create') : undefined;
  const scope = group.properties.get('resource_def')?.scope;
  if (node?.kind !== 'mapping' || !scope) return null;
  const given = node.get('max_batch_size');
  const size = given ? Number(evaluate(given, scope)) : 1;
  return Number.isInteger(size) && size > 0 ? { size, span: node.span } : null;
}
