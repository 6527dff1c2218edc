import type { CompiledNode } from './compile-flow.ts';
import type { Atom } from './flow-tree.ts';
import { LinkGraph } from './link-graph.ts';
import type { LinkedFlow, LinkedItem } from './linked-flow.ts';

/** An atom's place in the tree of flows: for each flow around it, innermost first, the child that holds it. */
interface Place {
  readonly atom: Atom;
  /** In the order in which TaskFlow lists atoms; a retry controller comes before the children of its flow. */
  readonly position: number;
  readonly levels: readonly { readonly flow: LinkedFlow; readonly child: LinkedItem | 'retry' }[];
}

/**
 * Which provider an atom reads a symbol from, as `scopes.py` and `storage.py` of TaskFlow 5.0.0 look it up: level by
 * level from the innermost flow, among the siblings to the left that surely run before, the nearest first.
 */
export class Scopes {
  readonly #places = new Map<Atom, Place>();
  readonly #providers = new Map<string, Place[]>();
  readonly #graphs = new Map<LinkedFlow, LinkGraph>();
  #asked: { readonly child: LinkedItem; readonly ancestors: ReadonlySet<LinkedItem> } | null = null;

  constructor(root: LinkedItem) {
    this.#visit(root, []);
  }

  /** Everyone who provides a symbol, wherever. */
  providersOf(symbol: string): readonly Atom[] {
    return (this.#providers.get(symbol) ?? []).map(({ atom }) => atom);
  }

  /** Those that surely run before the consumer, by the innermost level that has some, nearest first. */
  visible(consumer: Atom, symbol: string): readonly Atom[] {
    const place = this.#places.get(consumer);
    const candidates = (this.#providers.get(symbol) ?? []).filter(({ atom }) => atom !== consumer);
    if (!place || candidates.length === 0) return [];
    let best: Place[] = [];
    let bestLevel = Number.POSITIVE_INFINITY;
    for (const candidate of candidates) {
      const level = this.#levelAt(place, candidate);
      if (level === null || level > bestLevel) continue;
      if (level < bestLevel) best = [];
      bestLevel = level;
      best.push(candidate);
    }
    return best.sort((a, b) => b.position - a.position).map(({ atom }) => atom);
  }

  #visit(item: LinkedItem, levels: Place['levels']): void {
    if (item.kind === 'task') this.#put(item.atom, levels);
    if (item.kind === 'task') return;
    if (item.flow.retry) this.#put(item.flow.retry, [{ flow: item, child: 'retry' }, ...levels]);
    for (const child of item.children) this.#visit(child, [{ flow: item, child }, ...levels]);
  }

  #put(atom: Atom, levels: Place['levels']): void {
    const place = { atom, position: this.#places.size, levels };
    this.#places.set(atom, place);
    for (const { symbol } of atom.provides) {
      const list = this.#providers.get(symbol);
      if (list) list.push(place);
      else this.#providers.set(symbol, [place]);
    }
  }

  /** The level of the innermost flow around both, when the provider stands before the consumer there; else null. */
  #levelAt(consumer: Place, provider: Place): number | null {
    const around = new Map(provider.levels.map(({ flow, child }) => [flow, child]));
    const level = consumer.levels.findIndex(({ flow }) => around.has(flow));
    if (level < 0) return null;
    const { flow, child } = consumer.levels[level]!;
    const other = around.get(flow)!;
    if (child === 'retry') return null;
    if (other === 'retry') return level;
    if (flow.flow.pattern === 'unordered') return null;
    if (flow.flow.pattern === 'linear') return provider.position < consumer.position ? level : null;
    const graph = this.#graphOf(flow);
    if (graph.hasLink(other, child)) return level;
    // Rare: a value that comes over others. Several arguments of one consumer ask in a row.
    if (this.#asked?.child !== child) this.#asked = { child, ancestors: graph.ancestors(child) };
    return this.#asked.ancestors.has(other) ? level : null;
  }

  #graphOf(flow: LinkedFlow): LinkGraph {
    const known = this.#graphs.get(flow);
    if (known) return known;
    const graph = new LinkGraph();
    for (const child of flow.children) graph.add(child);
    for (const link of flow.links) graph.link(link);
    this.#graphs.set(flow, graph);
    return graph;
  }
}

/** Where an atom's argument comes from. */
export interface Binding {
  readonly consumer: Atom;
  readonly argument: string;
  readonly symbol: string;
  /** An atom, a value given from outside, or nothing. */
  readonly source: Atom | 'inject' | 'store' | null;
}

/** What each argument of each atom reads. A stored value shadows every provider, an injected one shadows that. */
export function bindingsOf(
  nodes: readonly CompiledNode[],
  scopes: Scopes,
  store: ReadonlySet<string>,
): readonly Binding[] {
  const atoms = nodes.flatMap((node) =>
    node.kind === 'task' ? [node.task.atom] : node.kind === 'retry' ? [node.atom] : [],
  );
  return atoms.flatMap((consumer) =>
    consumer.args.map(({ name: argument, symbol }) => {
      const source = consumer.injected.has(symbol)
        ? 'inject'
        : store.has(symbol)
          ? 'store'
          : (scopes.visible(consumer, symbol)[0] ?? null);
      return { consumer, argument, symbol, source };
    }),
  );
}
