import { and, type Condition, named } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { type Maybe, unknown } from '../../model/unknown.ts';
import type { LoadOptions } from '../load.ts';
import { atomOf, type Checking } from './check-flow.ts';
import type { CompiledFlow, CompiledNode } from './compile-flow.ts';
import type { ManualLink } from './flow-tree.ts';
import { nameOf } from './linked-flow.ts';

/** A decider at a link: only the run knows its answer, so it is a condition that the user may decide. */
export interface DecidedLink {
  readonly condition: string;
  readonly value: Maybe<boolean>;
  readonly span: Span;
  /** The atoms that are left out when it says no. */
  readonly ignored: readonly CompiledNode[];
  readonly decider: NonNullable<ManualLink['decider']>;
}

/** The deciders of a compiled flow; a condition has the decider's name, and the target's when two share it. */
export function decidedLinks(compiled: CompiledFlow, { parameters }: LoadOptions): readonly DecidedLink[] {
  const links = compiled.edges.flatMap(({ to, link }) => {
    const decider = link?.manual?.decider;
    return link && decider ? [{ to, link, decider, span: link.manual!.span }] : [];
  });
  const after = links.length === 0 ? new Map<CompiledNode, CompiledNode[]>() : successors(compiled);
  const uses = new Map<string, number>();
  for (const { decider } of links) uses.set(decider.name, (uses.get(decider.name) ?? 0) + 1);
  return links.map(({ to, link, decider, span }) => {
    const target = `${decider.name}:${nameOf(link.from)}-${nameOf(link.to)}`;
    const condition = uses.get(decider.name) === 1 ? decider.name : target;
    const chosen = parameters?.get(condition);
    const open = unknown(`decider '${decider.name}' of '${nameOf(link.to)}' decides at run time`, span);
    const value = chosen === 'true' || chosen === 'false' ? chosen === 'true' : open;
    return { condition, value, span, decider, ignored: ignoredBy(to, decider.depth, after) };
  });
}

/** When each atom runs: not when a decider leaves it out. */
export function conditionsOf(links: readonly DecidedLink[]): ReadonlyMap<CompiledNode, Condition | null> {
  const conditions = new Map<CompiledNode, Condition | null>();
  for (const { condition, ignored } of links)
    for (const node of ignored) conditions.set(node, and(conditions.get(node) ?? null, named(condition)));
  return conditions;
}

/** A task that still runs when its provider is left out. */
export function checkIgnoredProviders(links: readonly DecidedLink[], { bindings, diagnostics }: Checking): void {
  for (const { decider, ignored, span } of links) {
    const out = new Set(ignored.map(atomOf));
    for (const { consumer, argument, symbol, source } of bindings) {
      if (source === null || typeof source !== 'object' || !out.has(source) || out.has(consumer)) continue;
      const engine = `NotFound: Mapped argument '${argument}' <= '${symbol}' was not produced by any accessible provider (1 possible providers were scanned)`;
      const message = `when '${decider.name}' says no, '${source.name}' is left out, but '${consumer.name}' still runs and needs its '${symbol}' (${engine})`;
      diagnostics.add('ignored-provider', message, span, { confidence: 'possible' });
    }
  }
}

function successors({ edges }: CompiledFlow): Map<CompiledNode, CompiledNode[]> {
  const after = new Map<CompiledNode, CompiledNode[]>();
  for (const { from, to } of edges) {
    const list = after.get(from);
    if (list) list.push(to);
    else after.set(from, [to]);
  }
  return after;
}

function ignoredBy(
  target: CompiledNode,
  depth: NonNullable<ManualLink['decider']>['depth'],
  after: ReadonlyMap<CompiledNode, readonly CompiledNode[]>,
): readonly CompiledNode[] {
  if (depth === 'ATOM') return [target].filter((node) => atomOf(node) !== null);
  if (depth === 'NEIGHBORS') return [target, ...(after.get(target) ?? [])].filter((node) => atomOf(node) !== null);
  const seen = new Set([target]);
  for (const node of seen)
    for (const next of after.get(node) ?? []) {
      if (depth === 'FLOW' && next.kind === 'end' && next.flow === target.parent) continue;
      seen.add(next);
    }
  return [...seen].filter((node) => atomOf(node) !== null);
}
