import { ROOT } from '../../model/builder.ts';
import type { Span } from '../../model/span.ts';
import { atomOf } from './check-flow.ts';
import type { CompiledFlow, CompiledNode } from './compile-flow.ts';
import type { Atom } from './flow-tree.ts';
import type { LinkedFlow } from './linked-flow.ts';

/**
 * The ids in the model. Atoms keep their names, which TaskFlow wants unique; names of flows need not be, so a flow that
 * shares its name gets a number.
 */
export class EmittedNames {
  readonly #taken = new Set<string>();
  readonly #nodes = new Map<CompiledNode, string>();
  readonly #ofAtom = new Map<Atom, CompiledNode>();
  readonly #flows = new Map<LinkedFlow, string>();
  readonly #parents = new Map<LinkedFlow, LinkedFlow | null>();
  readonly #hosts = new Map<string, { id: string; flows: Set<LinkedFlow | null>; span: Span }>();

  constructor({ nodes }: CompiledFlow) {
    for (const node of nodes) {
      const atom = atomOf(node);
      if (!atom) continue;
      this.#nodes.set(node, this.#unique(atom.name));
      this.#ofAtom.set(atom, node);
    }
    for (const node of nodes) {
      if (node.kind !== 'begin') continue;
      const id = this.#unique(node.flow.flow.name, '.begin', '.end');
      this.#flows.set(node.flow, id);
      this.#parents.set(node.flow, node.parent);
    }
    for (const node of nodes)
      if (node.kind === 'begin' || node.kind === 'end')
        this.#nodes.set(node, `${this.#flows.get(node.flow)}.${node.kind}`);
    for (const node of nodes) this.#collectHost(node);
  }

  node(node: CompiledNode): string {
    return this.#nodes.get(node)!;
  }

  atom(atom: Atom): CompiledNode {
    return this.#ofAtom.get(atom)!;
  }

  flow(flow: LinkedFlow): string {
    return this.#flows.get(flow)!;
  }

  /** The group of a flow; the outermost one is the deployment itself. */
  stackOf(flow: LinkedFlow | null): string {
    return flow === null || this.#parents.get(flow) === null ? ROOT : this.flow(flow);
  }

  host(label: string): string {
    return this.#hosts.get(label)!.id;
  }

  /** A machine whose tasks all stand in one sub-flow belongs to it. */
  hosts(): readonly { readonly label: string; readonly id: string; readonly parent: string; readonly span: Span }[] {
    return [...this.#hosts].map(([label, { id, flows, span }]) => {
      const [only] = flows;
      return { label, id, parent: flows.size === 1 ? this.stackOf(only ?? null) : ROOT, span };
    });
  }

  /** The two resources at the level of the innermost flow around both; null when one is that flow's own end. */
  lifted(from: CompiledNode, to: CompiledNode): readonly [string, string] | null {
    const [a, b] = [this.#path(from), this.#path(to)];
    for (let depth = 0; depth < Math.min(a.length, b.length); depth += 1)
      if (a[depth] !== b[depth]) return [a[depth]!, b[depth]!];
    return null;
  }

  #path(node: CompiledNode): readonly string[] {
    const path: string[] = [];
    if (atomOf(node) || node.parent === null) path.push(this.node(node));
    else if (node.kind === 'begin' || node.kind === 'end') path.push(this.flow(node.flow));
    for (let flow = node.parent; flow && this.#parents.get(flow) !== null; flow = this.#parents.get(flow) ?? null)
      path.unshift(this.flow(flow));
    return path;
  }

  #collectHost(node: CompiledNode): void {
    const atom = atomOf(node);
    if (!atom || atom.host === null) return;
    const known = this.#hosts.get(atom.host);
    if (known) known.flows.add(node.parent);
    else this.#hosts.set(atom.host, { id: this.#unique(atom.host), flows: new Set([node.parent]), span: atom.span });
  }

  #unique(name: string, ...endings: readonly string[]): string {
    const wanted = (id: string): readonly string[] => [id, ...endings.map((ending) => id + ending)];
    let id = name;
    for (let number = 2; wanted(id).some((one) => this.#taken.has(one)); number += 1) id = `${name}#${number}`;
    for (const one of wanted(id)) this.#taken.add(one);
    return id;
  }
}
