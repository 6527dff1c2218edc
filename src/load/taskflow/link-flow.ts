import type { DiagnosticList } from '../diagnostic-list.ts';
import type { TaskflowCode } from './codes.ts';
import { type Atom, type Flow, type Item, requiredSymbols } from './flow-tree.ts';
import { type Linking, linkGraphFlow } from './link-graph-flow.ts';
import { type Link, type LinkedFlow, type LinkedItem, providesOf } from './linked-flow.ts';

/** Infers a flow's links as TaskFlow does when the flow is put together, inner flows first. */
export function linkFlows(root: Item, diagnostics: DiagnosticList<TaskflowCode>): LinkedItem {
  // One object is linked once, however often it is added.
  const known = new Map<Item, LinkedItem>();
  const link = (item: Item): LinkedItem => linkItem(item, { diagnostics, known, link });
  return link(root);
}

interface Linkings extends Linking {
  readonly known: Map<Item, LinkedItem>;
}

function linkItem(item: Item, linking: Linkings): LinkedItem {
  const known = linking.known.get(item);
  if (known) return known;
  const linked = item.kind === 'flow' ? linkFlow(item, linking) : linkAtom(item);
  linking.known.set(item, linked);
  return linked;
}

function linkAtom(atom: Atom): LinkedItem {
  const provides = new Set(atom.provides.map(({ symbol }) => symbol));
  return { kind: 'task', atom, requires: new Set(requiredSymbols(atom)), provides };
}

function linkFlow(flow: Flow, linking: Linkings): LinkedFlow {
  if (flow.pattern === 'graph' || flow.pattern === 'targeted_graph') return linkGraphFlow(flow, linking);
  const items = new Set(flow.additions.flatMap(({ items }) => items));
  const children = [...items].map((item) => linking.link(item));
  const isLinear = flow.pattern === 'linear';
  const links = isLinear ? children.slice(1).map((to, index) => invariant(children[index]!, to)) : [];
  const requires = requiresOf(flow, children, isLinear);
  const provides = providesOf(flow, children);
  return { kind: 'flow', flow, children, links, requires, provides, retryProvider: null };
}

function invariant(from: LinkedItem, to: LinkedItem): Link {
  return { from, to, symbols: new Set(), manual: null, isInvariant: true };
}

/** A linear flow satisfies later children by earlier ones; an unordered one hides nothing, not even its siblings. */
function requiresOf(flow: Flow, children: readonly LinkedItem[], isLinear: boolean): ReadonlySet<string> {
  const requires = new Set(flow.retry ? requiredSymbols(flow.retry) : []);
  const provided = new Set(flow.retry?.provides.map(({ symbol }) => symbol) ?? []);
  for (const child of children) {
    for (const symbol of child.requires) if (!provided.has(symbol)) requires.add(symbol);
    if (isLinear) for (const symbol of child.provides) provided.add(symbol);
  }
  return requires;
}
