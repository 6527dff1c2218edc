import { type DeploymentBuilder, ROOT } from '../../../model/builder.ts';
import { and, type Condition } from '../../../model/condition.ts';
import type { Reason } from '../../../model/deployment.ts';
import type { Span } from '../../../model/span.ts';
import type { DocumentNode } from '../../document/node.ts';
import { findReferences } from '../references.ts';
import type { Session } from '../session.ts';
import type { ResourceInstance, Stack } from '../stack.ts';
import { type Software, softwareOf } from './software.ts';

/** A resource that a text reads, here or through the parameters of the stacks around it. */
export interface Source {
  readonly resource: ResourceInstance;
  readonly attribute: string | null;
  readonly span: Span;
  readonly when: Condition | null;
}

/** What turning the stacks into a deployment shares. */
export class Emission {
  readonly builder: DeploymentBuilder;
  readonly session: Session;
  readonly stacks: Stack[] = [];
  readonly resources = new Map<string, ResourceInstance>();
  /** The boot task of each machine or group of machines that has one. */
  readonly bootOf = new Map<string, string>();
  /** The wait of each resource with a creation policy: what comes after the resource comes after it. */
  readonly policyWaitOf = new Map<string, string>();
  /** What runs on the machines of the deployment besides their user data, by resource. */
  readonly software: ReadonlyMap<string, Software>;
  /** The task that does the work of each of these. */
  readonly runOf = new Map<string, string>();
  readonly #milestones = new Map<string, string>();

  constructor(builder: DeploymentBuilder, session: Session, root: Stack) {
    this.builder = builder;
    this.session = session;
    this.#collect(root);
    const found = [...this.resources.values()].map((resource) => [resource.id, softwareOf(resource, this)] as const);
    this.software = new Map(found.filter((one): one is [string, Software] => one[1] !== null));
  }

  /** An id for a further task of a resource: `App.boot`, or longer when something has that very name. */
  taskId(resource: ResourceInstance, part: string): string {
    let id = `${resource.id}.${part}`;
    while (this.resources.has(id) || this.builder.hasTask(id)) id += '_';
    return id;
  }

  /** The group that a task of this resource lies in, when it is on no machine. */
  groupAround(resource: ResourceInstance): string {
    return resource.stack.id || ROOT;
  }

  /** What must be done before a resource may start hangs on this task. */
  startOf(resource: ResourceInstance): string {
    return resource.child ? this.#milestone(resource, 'begin') : resource.id;
  }

  /** What comes after the whole resource hangs on this task. */
  doneOf(resource: ResourceInstance): string {
    if (resource.child) return this.#milestone(resource, 'complete');
    return this.policyWaitOf.get(resource.id) ?? resource.id;
  }

  /** Every resource that a text names, following parameters out to the properties that gave them. */
  sourcesOf(node: DocumentNode, stack: Stack): readonly Source[] {
    const found = findReferences(node, stack);
    const sources: Source[] = [];
    for (const { resource: name, attribute, span, when } of found.references) {
      const resource = stack.resources.get(name);
      if (resource) sources.push({ resource, attribute, span, when });
    }
    for (const { parameter, when } of found.parameters) {
      const origin = stack.parameters.get(parameter)?.origin;
      if (!origin) continue;
      for (const one of this.sourcesOf(origin.node, origin.stack)) sources.push({ ...one, when: and(one.when, when) });
    }
    return sources;
  }

  #collect(stack: Stack): void {
    this.stacks.push(stack);
    for (const resource of stack.resources.values()) {
      this.resources.set(resource.id, resource);
      if (resource.child) this.#collect(resource.child);
    }
  }

  /** A task without time: a nested stack has begun, or is complete. Made where something needs it. */
  #milestone(resource: ResourceInstance, part: 'begin' | 'complete'): string {
    const key = `${part} ${resource.id}`;
    const known = this.#milestones.get(key);
    if (known !== undefined) return known;
    const id = this.taskId(resource, part);
    this.#milestones.set(key, id);
    const { type, when, span } = resource;
    this.builder.addTask({
      id,
      type,
      kind: 'milestone',
      group: this.groupAround(resource),
      resource: resource.id,
      when,
      span,
    });
    const members = [...resource.child!.resources.values()];
    for (const member of members) {
      if (part === 'begin') this.#link(id, this.startOf(member), resource);
      else this.#link(this.doneOf(member), id, resource);
    }
    if (part === 'complete' && members.length === 0) this.#link(this.#milestone(resource, 'begin'), id, resource);
    return id;
  }

  #link(prerequisite: string, dependent: string, { span }: ResourceInstance): void {
    const reason: Reason = { kind: 'sequence', via: 'a stack is one whole', span, value: null, when: null };
    this.builder.addDependency(prerequisite, dependent, reason);
  }
}
