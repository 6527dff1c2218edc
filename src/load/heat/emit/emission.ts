import { type DeploymentBuilder, isReservedName } from '../../../model/builder.ts';
import { and, type Condition } from '../../../model/condition.ts';
import { isUnknown, type Maybe } from '../../../model/unknown.ts';
import type { ResourceInstance, StackInstance } from '../instance.ts';
import type { Session } from '../session.ts';

/** What turning the instances into a deployment shares: the builder, and every stack and resource by id. */
export class Emission {
  readonly builder: DeploymentBuilder;
  readonly session: Session;
  readonly stacks = new Map<string, StackInstance>();
  readonly resources = new Map<string, ResourceInstance>();
  /** The boot task of each server that has one. */
  readonly bootOf = new Map<string, string>();
  /** The task that runs on the machine for each deployment that runs anything. */
  readonly runOf = new Map<string, string>();
  /** The server of each deployment, when the template says it. */
  readonly hostOf = new Map<string, string>();
  readonly #when = new Map<string, Condition | null>();
  readonly #multiplicity = new Map<string, Maybe<number>>();

  constructor(builder: DeploymentBuilder, session: Session, root: StackInstance) {
    this.builder = builder;
    this.session = session;
    this.#collect(root, null, 1);
  }

  /** When the resource exists, the stacks around it included. */
  whenOf(resource: ResourceInstance): Condition | null {
    return this.#when.get(resource.id) ?? null;
  }

  /** How many resources this one stands for, the groups around it included. */
  multiplicityOf(resource: ResourceInstance): Maybe<number> {
    return this.#multiplicity.get(resource.id) ?? 1;
  }

  /** The resource is left out when its id is taken or cannot be held; what refers to it is left out too. */
  has(resource: ResourceInstance): boolean {
    return this.resources.get(resource.id) === resource;
  }

  /** An id for a further task of a resource: `vm.boot`, or longer when a resource has that very name. */
  taskId(resource: ResourceInstance, part: string): string {
    let id = `${resource.id}.${part}`;
    while (this.resources.has(id) || this.builder.hasTask(id)) id += '_';
    return id;
  }

  #collect(stack: StackInstance, when: Condition | null, multiplicity: Maybe<number>): void {
    this.stacks.set(stack.id, stack);
    for (const resource of stack.resources.values()) {
      if (!this.#admit(resource)) continue;
      this.resources.set(resource.id, resource);
      const existence = and(when, resource.when);
      const count = product(multiplicity, resource.multiplicity);
      this.#when.set(resource.id, existence);
      this.#multiplicity.set(resource.id, count);
      if (resource.child) this.#collect(resource.child, existence, count);
    }
  }

  #admit(resource: ResourceInstance): boolean {
    const { reporter } = this.session;
    // Without a name it would be the whole deployment.
    if (isReservedName(resource.id) || resource.id === '') {
      reporter.say('heat-reserved-name', `a resource named '${resource.id}' cannot be shown; rename it`, resource.span);
      return false;
    }
    if (!this.resources.has(resource.id)) return true;
    reporter.say('heat-shared-id', `there is another resource with the id '${resource.id}'`, resource.span);
    return false;
  }
}

export function product(a: Maybe<number>, b: Maybe<number>): Maybe<number> {
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : a * b;
}
