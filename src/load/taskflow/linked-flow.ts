import type { Atom, Flow, ManualLink } from './flow-tree.ts';

/** A flow after its links were inferred; children in the order in which TaskFlow goes through them. */
export interface LinkedFlow {
  readonly kind: 'flow';
  readonly flow: Flow;
  readonly children: readonly LinkedItem[];
  readonly links: readonly Link[];
  /** Symbols that the flow as a whole needs from outside. */
  readonly requires: ReadonlySet<string>;
  readonly provides: ReadonlySet<string>;
  /** A child that provides what the flow's own retry controller requires, where TaskFlow links the two. */
  readonly retryProvider: LinkedItem | null;
}

export interface LinkedTask {
  readonly kind: 'task';
  readonly atom: Atom;
  readonly requires: ReadonlySet<string>;
  readonly provides: ReadonlySet<string>;
}

export type LinkedItem = LinkedFlow | LinkedTask;

/** A link between two children of a flow. */
export interface Link {
  readonly from: LinkedItem;
  readonly to: LinkedItem;
  readonly symbols: Set<string>;
  manual: ManualLink | null;
  readonly isInvariant: boolean;
}

export function nameOf(item: LinkedItem): string {
  return item.kind === 'task' ? item.atom.name : item.flow.name;
}

const CLASSES = {
  linear: 'linear_flow.Flow',
  unordered: 'unordered_flow.Flow',
  graph: 'graph_flow.Flow',
  targeted_graph: 'graph_flow.TargetedFlow',
} as const;

/** As TaskFlow prints it: `"a==1.0"`, `"linear_flow.Flow: l(len=2)"`. */
export function printed(item: LinkedItem): string {
  if (item.kind === 'task') return `"${item.atom.name}==1.0"`;
  return `"${CLASSES[item.flow.pattern]}: ${item.flow.name}(len=${item.children.length})"`;
}

export function providesOf(flow: Flow, children: readonly LinkedItem[]): ReadonlySet<string> {
  const own = flow.retry?.provides.map(({ symbol }) => symbol) ?? [];
  const provides = new Set(own);
  for (const child of children) for (const symbol of child.provides) provides.add(symbol);
  return provides;
}
