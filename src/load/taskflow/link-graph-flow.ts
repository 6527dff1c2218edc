import type { DiagnosticList } from '../diagnostic-list.ts';
import type { TaskflowCode } from './codes.ts';
import type { Addition, Flow, Item, ManualLink } from './flow-tree.ts';
import { requiredSymbols } from './flow-tree.ts';
import { LinkGraph } from './link-graph.ts';
import { type Link, type LinkedFlow, type LinkedItem, nameOf, providesOf } from './linked-flow.ts';
import { reportCircle } from './report-circle.ts';

/** What linking one document shares. */
export interface Linking {
  readonly diagnostics: DiagnosticList<TaskflowCode>;
  /** Links an inner item. */
  readonly link: (item: Item) => LinkedItem;
}

/**
 * A graph flow: `graph_flow.Flow.add()` of TaskFlow 5.0.0 step by step, because what it infers depends on the order of
 * the calls and of their arguments. What closes a cycle is refused and left out, as there.
 */
export function linkGraphFlow(flow: Flow, linking: Linking): LinkedFlow {
  let graph = new LinkGraph();
  const retryProvides = new Set(flow.retry?.provides.map(({ symbol }) => symbol) ?? []);
  const place: Place = { flow, linking, retryProvides };
  for (const addition of flow.additions) graph = accepted(graph, add(graph, addition, place), place);
  if (flow.links.length > 0) graph = accepted(graph, linkByHand(graph, place), place);
  const shown = targeted(graph, place);
  const children = graph.sorted().filter((item) => shown.has(item));
  const requires = new Set(flow.retry ? requiredSymbols(flow.retry) : []);
  for (const child of children) for (const symbol of unsatisfied(child, graph, retryProvides)) requires.add(symbol);
  const links = graph.links().filter(({ from, to }) => shown.has(from) && shown.has(to));
  reportSilentBindings(graph, linking);
  const provides = providesOf(flow, children);
  return { kind: 'flow', flow, children, links, requires, provides, retryProvider: retryProvider(flow, linking) };
}

/** The child to which `add()` links the flow's own retry controller; a target never comes after that, and hides it. */
function retryProvider({ retry, additions, target }: Flow, { link }: Linking): LinkedItem | null {
  const symbols = retry && target === null ? requiredSymbols(retry) : [];
  if (symbols.length === 0) return null;
  const items = additions.filter(({ resolveExisting }) => resolveExisting).flatMap((addition) => addition.items);
  return items.map(link).find(({ provides }) => symbols.some((symbol) => provides.has(symbol))) ?? null;
}

interface Place {
  readonly flow: Flow;
  readonly linking: Linking;
  readonly retryProvides: ReadonlySet<string>;
}

/**
 * The graph after a change, unless the change closes a cycle: then what was added stays, without the links that are on
 * it, so that the rest can still be seen.
 */
function accepted(before: LinkGraph, after: LinkGraph, { flow, linking }: Place): LinkGraph {
  const circle = after.circle();
  if (circle.length === 0) return after;
  reportCircle(circle, flow, linking.diagnostics);
  const kept = before.copy();
  for (const item of after.items()) kept.add(item);
  const sorted = new Set(after.sorted());
  for (const link of after.links()) {
    const mayClose = !sorted.has(link.from) && !sorted.has(link.to);
    if (mayClose && (link.from === link.to || kept.ancestors(link.from).has(link.to))) continue;
    kept.link({ ...link, symbols: new Set(link.symbols) });
  }
  return kept;
}

function unsatisfied(item: LinkedItem, graph: LinkGraph, retryProvides: ReadonlySet<string>): readonly string[] {
  return graph.lacking(
    item,
    [...item.requires].filter((symbol) => !retryProvides.has(symbol)),
  );
}

/** Symbol → who lacks it, and symbol → who provides it. */
class Lists extends Map<string, LinkedItem[]> {
  put(symbol: string, item: LinkedItem): void {
    const list = this.get(symbol);
    if (list) list.push(item);
    else this.set(symbol, [item]);
  }
}

function add(before: LinkGraph, addition: Addition, place: Place): LinkGraph {
  const { linking, retryProvides } = place;
  const fresh = [...new Set<Item>(addition.items)].map((item) => linking.link(item));
  const nodes = fresh.filter((item) => !before.has(item));
  const required = new Lists();
  const provided = new Lists();
  for (const item of before.items()) {
    for (const symbol of unsatisfied(item, before, retryProvides)) required.put(symbol, item);
    for (const symbol of item.provides) provided.put(symbol, item);
  }
  const graph = before.copy();
  for (const node of nodes) {
    graph.add(node);
    if (addition.resolveRequires) bindRequired(node, { graph, required, provided, place });
    for (const symbol of node.provides) provided.put(symbol, node);
    if (!addition.resolveExisting) continue;
    for (const symbol of node.provides) {
      const waiting = required.get(symbol) ?? [];
      for (const dependent of waiting) if (dependent !== node) graph.link(data(node, dependent, symbol));
      if (waiting.length > 0)
        required.set(
          symbol,
          waiting.filter((item) => item === node),
        );
    }
  }
  return graph;
}

interface Binding {
  readonly graph: LinkGraph;
  readonly required: Lists;
  readonly provided: Lists;
  readonly place: Place;
}

function bindRequired(node: LinkedItem, { graph, required, provided, place }: Binding): void {
  for (const symbol of unsatisfied(node, graph, place.retryProvides)) {
    const [provider, ...others] = provided.get(symbol) ?? [];
    if (!provider) required.put(symbol, node);
    else if (others.length > 0) reportAmbiguity(node, symbol, [provider, ...others], place);
    else graph.link(data(provider, node, symbol));
  }
}

function data(from: LinkedItem, to: LinkedItem, symbol: string): Link {
  return { from, to, symbols: new Set([symbol]), manual: null, isInvariant: false };
}

function reportAmbiguity(
  node: LinkedItem,
  symbol: string,
  providers: readonly LinkedItem[],
  { linking: { diagnostics } }: Place,
): void {
  const names = providers.map((item) => `'${nameOf(item)}'`).sort();
  const engine = `Resolution error detected when adding '${nameOf(node)}', multiple providers [${names.join(', ')}] found for required symbol '${symbol}'`;
  const related = providers.map((item) => ({ message: `'${nameOf(item)}' provides '${symbol}'`, span: placeOf(item) }));
  const message = `'${nameOf(node)}' requires '${symbol}', which ${names.join(' and ')} provide`;
  diagnostics.add('ambiguous-provider', `${message} (AmbiguousDependency: ${engine})`, placeOf(node), { related });
}

function placeOf(item: LinkedItem): Flow['span'] {
  return item.kind === 'task' ? item.atom.span : item.flow.span;
}

function linkByHand(before: LinkGraph, { flow, linking: { diagnostics } }: Place): LinkGraph {
  const graph = before.copy();
  // Of two of one name the first is meant.
  const byName = new Map([...graph.items()].reverse().map((item) => [nameOf(item), item]));
  for (const link of flow.links) {
    const [from, to] = [byName.get(link.from), byName.get(link.to)];
    if (!from) reportStranger(link.from, { side: 'from', link, diagnostics });
    if (!to) reportStranger(link.to, { side: 'to', link, diagnostics });
    if (!from || !to) continue;
    graph.link({ from, to, symbols: new Set(link.symbols), manual: link.isManual ? link : null, isInvariant: false });
  }
  return graph;
}

function reportStranger(
  name: string,
  { side, link, diagnostics }: { side: string; link: ManualLink; diagnostics: Linking['diagnostics'] },
): void {
  const engine = `ValueError: Node '"${name}==1.0"' not found to link ${side}`;
  diagnostics.add('unknown-link-end', `'${name}' is no child of this flow (${engine})`, link.span);
}

/** A targeted flow shows only its target and what comes before it. */
function targeted(graph: LinkGraph, { flow, linking: { diagnostics } }: Place): ReadonlySet<LinkedItem> {
  if (flow.pattern !== 'targeted_graph' || flow.target === null) return new Set(graph.items());
  const target = graph.items().find((item) => nameOf(item) === flow.target);
  if (target) return new Set([target, ...graph.ancestors(target)]);
  diagnostics.add('unknown-name', `the target '${flow.target}' is no child of the flow '${flow.name}'`, flow.span);
  return new Set(graph.items());
}

/** A consumer that is linked to one of several providers, none of which TaskFlow ever called ambiguous. */
function reportSilentBindings(graph: LinkGraph, { diagnostics }: Linking): void {
  const providers = new Lists();
  for (const item of graph.items()) for (const symbol of item.provides) providers.put(symbol, item);
  for (const { from, to, symbols } of graph.links())
    for (const symbol of symbols) {
      const others = (providers.get(symbol) ?? []).filter((item) => item !== from && item !== to);
      if (others.length === 0) continue;
      const before = graph.ancestors(from);
      const rivals = others.filter((item) => !before.has(item));
      if (rivals.length === 0) continue;
      const names = rivals.map((item) => `'${nameOf(item)}'`).join(' and ');
      const message = `'${nameOf(to)}' is bound to '${symbol}' of '${nameOf(from)}' without a word; ${names} provides it too`;
      const related = rivals.map((item) => ({ message: `'${nameOf(item)}' is here`, span: placeOf(item) }));
      diagnostics.add('silent-binding', message, placeOf(to), { related });
    }
}
