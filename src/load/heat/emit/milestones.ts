import { ROOT } from '../../../model/builder.ts';
import type { Reason } from '../../../model/deployment.ts';
import type { ResourceInstance } from '../instance.ts';
import type { Emission } from './emission.ts';

/**
 * Tasks that take no time: a nested stack has begun, it is complete, or all members of a group have a value. They say
 * "after all of it" without an edge for every pair, and exist only where something needs them.
 */
export class Milestones {
  readonly #emission: Emission;
  readonly #ids = new Map<string, string>();

  constructor(emission: Emission) {
    this.#emission = emission;
  }

  /** What must be done before a resource may start hangs on these tasks. */
  startOf(resource: ResourceInstance): string {
    return resource.child ? this.#begin(resource) : resource.id;
  }

  /** What comes after the whole resource hangs on these tasks. */
  doneOf(resource: ResourceInstance): string {
    return resource.child ? this.#complete(resource) : resource.id;
  }

  /** A milestone of its own for one value of a group or nested stack; `made` tells whether it is new. */
  valueOf(resource: ResourceInstance, name: string): { readonly id: string; readonly made: boolean } {
    const key = JSON.stringify([resource.id, name]);
    const known = this.#ids.get(key);
    if (known !== undefined) return { id: known, made: false };
    return { id: this.#add(key, resource, name), made: true };
  }

  #begin(resource: ResourceInstance): string {
    const key = `${resource.id} begin`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#add(key, resource, 'begin');
    for (const member of this.#members(resource)) this.#link(id, this.startOf(member), resource);
    return id;
  }

  #complete(resource: ResourceInstance): string {
    const key = `${resource.id} complete`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#add(key, resource, 'complete');
    const members = this.#members(resource);
    for (const member of members) this.#link(this.doneOf(member), id, resource);
    if (members.length === 0) this.#link(this.#begin(resource), id, resource);
    return id;
  }

  #members(resource: ResourceInstance): readonly ResourceInstance[] {
    return [...resource.child!.resources.values()].filter((member) => this.#emission.has(member));
  }

  #link(prerequisite: string, dependent: string, resource: ResourceInstance): void {
    const what = resource.child!.kind === 'set' ? 'a group is one whole' : 'a stack is one whole';
    const reason: Reason = { kind: 'sequence', via: what, span: resource.span, value: null, when: null };
    this.#emission.builder.addDependency(prerequisite, dependent, reason);
  }

  #add(key: string, resource: ResourceInstance, part: string): string {
    const id = this.#emission.taskId(resource, part);
    this.#ids.set(key, id);
    this.#emission.builder.addTask({
      id,
      type: resource.type,
      kind: 'milestone',
      group: resource.stack === '' ? ROOT : resource.stack,
      resource: resource.id,
      when: this.#emission.whenOf(resource),
      span: resource.span,
    });
    return id;
  }
}
