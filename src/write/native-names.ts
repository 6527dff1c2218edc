import { type Condition, formatCondition, named } from '../model/condition.ts';
import type { Deployment } from '../model/deployment.ts';
import { groupPath } from '../model/groups.ts';
import { baseOf } from './plan.ts';
import { UniqueNames } from './unique-names.ts';

/** What each thing is called in the native format, where names have neither dots nor white space. */
export class NativeNames {
  /** Task id → how the document refers to it: `host.component`, or its own name. */
  readonly tasks = new Map<string, string>();
  /** Tasks on no machine, in template order. */
  readonly loose: readonly string[];
  readonly #local = new Map<string, string>();
  readonly #hosts = new Map<string, string>();
  readonly #members = new Map<string, string[]>();
  readonly #bases = new Map<string, string | null>();
  readonly #listed = new Set<string>();
  readonly #others = new Map<string, string>();
  readonly #taken = new Map<string, UniqueNames>();

  constructor(deployment: Deployment) {
    const top = new UniqueNames();
    const loose: string[] = [];
    for (const { id, kind } of deployment.groups.values())
      if (kind === 'host') this.#hosts.set(id, top.take(plain(id)));
    deployment.tasks.forEachNode((id, { group, kind }) => {
      const host = groupPath(deployment, group).find((one) => one.kind === 'host')?.id;
      if (host === undefined || kind === 'milestone') loose.push(id);
      else this.#members.set(host, [...(this.#members.get(host) ?? []), id]);
    });
    const existing = new Set(deployment.tasks.nodes());
    for (const [host, members] of this.#members) {
      const base = baseOf(deployment, deployment.groups.get(host)!, existing);
      this.#bases.set(host, base);
      if (
        isChain(
          deployment,
          members.filter((id) => id !== base),
        )
      )
        this.#listed.add(host);
      this.#nameMembers(host, members);
    }
    for (const id of loose) this.#put(id, top.take(plain(id)), null);
    this.loose = loose;
  }

  membersOf(host: string): readonly string[] {
    return this.#members.get(host) ?? [];
  }

  baseOf(host: string): string | null {
    return this.#bases.get(host) ?? null;
  }

  /** Whether each of its components comes after the one before it, so that the list says so. */
  isListed(host: string): boolean {
    return this.#listed.has(host);
  }

  host(id: string): string {
    return this.#hosts.get(id)!;
  }

  local(id: string): string {
    return this.#local.get(id)!;
  }

  handle(id: string): string {
    return this.#other('handle', id);
  }

  pool(id: string): string {
    return this.#other('pool', id);
  }

  value(name: string): string {
    return this.#other('value', name);
  }

  condition(name: string): string {
    return this.#other('condition', name);
  }

  /** A formula in which each name is one of this document. */
  formula(condition: Condition): string | boolean {
    return condition.kind === 'literal' ? condition.value : formatCondition(this.#renamed(condition));
  }

  #renamed(condition: Condition): Condition {
    switch (condition.kind) {
      case 'named':
        return named(this.condition(condition.name));
      case 'not':
        return { kind: 'not', of: this.#renamed(condition.of) };
      case 'and':
      case 'or':
        return { kind: condition.kind, of: condition.of.map((part) => this.#renamed(part)) };
      default:
        return condition;
    }
  }

  #nameMembers(host: string, members: readonly string[]): void {
    const taken = new UniqueNames(['base', 'done']);
    for (const id of members) {
      const isOwn = id.startsWith(`${host}.`) || id.startsWith(`${host}_`);
      const name = id === this.#bases.get(host) ? 'base' : taken.take(plain(isOwn ? id.slice(host.length + 1) : id));
      this.#put(id, name, this.host(host));
    }
  }

  #put(id: string, name: string, host: string | null): void {
    this.#local.set(id, name);
    this.tasks.set(id, host === null ? name : `${host}.${name}`);
  }

  #other(kind: string, id: string): string {
    const key = JSON.stringify([kind, id]);
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    const taken = this.#taken.get(kind) ?? new UniqueNames(kind === 'condition' ? ['and', 'or', 'not'] : []);
    this.#taken.set(kind, taken);
    const name = taken.take(plain(id));
    this.#others.set(key, name);
    return name;
  }
}

/** Letters, digits and a few signs; nothing that JavaScript's objects have already. */
function plain(id: string): string {
  const name = id.replace(/[^\p{L}\p{N}_-]+/gu, '-');
  return name === '' || name in Object.prototype ? `_${name}` : name;
}

/** Each comes after the one before it, by the order that the list would mean. */
function isChain({ tasks }: Deployment, ids: readonly string[]): boolean {
  return ids.every((id, index) => {
    const { when, tracked } = tasks.getNodeAttributes(id);
    return when === null && tracked && (index === 0 || tasks.hasDirectedEdge(ids[index - 1]!, id));
  });
}
