import { type DeploymentBuilder, ROOT } from '../../model/builder.ts';
import type { Condition } from '../../model/condition.ts';
import type { Reason, ReasonKind } from '../../model/deployment.ts';
import { constant } from '../../model/durations/parse-duration.ts';
import type { Span } from '../../model/span.ts';
import { atomOf } from './check-flow.ts';
import type { CompiledEdge, CompiledFlow, CompiledNode } from './compile-flow.ts';
import { EmittedNames } from './emitted-names.ts';
import type { Atom } from './flow-tree.ts';
import type { LinkedFlow, LinkedItem } from './linked-flow.ts';
import type { Binding } from './scopes.ts';

/** What becomes of a compiled flow in the model. */
export interface Emission {
  readonly builder: DeploymentBuilder;
  readonly compiled: CompiledFlow;
  readonly bindings: readonly Binding[];
  readonly conditions: ReadonlyMap<CompiledNode, Condition | null>;
  /** How many tasks of a labelled machine run at once; absent means without limit. */
  readonly hostCapacities: ReadonlyMap<string, number>;
}

/**
 * States the compiled flow: an atom is a task, the two ends of a flow are milestones, a sub-flow is a stack (its order
 * is enforced), a `host:` label is a machine. Links between children are the engine's view.
 */
export function emitFlow(emission: Emission): EmittedNames {
  const names = new EmittedNames(emission.compiled);
  const emitter = new Emitter(emission, names);
  for (const node of emission.compiled.nodes) if (node.kind === 'begin') emitter.group(node.flow, node.parent);
  emitter.hosts();
  for (const node of emission.compiled.nodes) emitter.node(node);
  for (const edge of emission.compiled.edges) emitter.edge(edge);
  for (const binding of emission.bindings) emitter.binding(binding);
  return names;
}

class Emitter {
  readonly #emission: Emission;
  readonly #names: EmittedNames;
  /** The pairs over which a value is known to pass: producer, consumer, symbol, argument. */
  readonly #passed = new Set<string>();
  /** What is read from another atom; a stored or injected value shadows what a link was made for. */
  readonly #bound: ReadonlySet<string>;

  constructor(emission: Emission, names: EmittedNames) {
    this.#emission = emission;
    this.#names = names;
    this.#bound = new Set(emission.bindings.flatMap((binding) => this.#keyOf(binding) ?? []));
  }

  #keyOf({ consumer, argument, symbol, source }: Binding): string | null {
    if (source === null || typeof source !== 'object') return null;
    const [from, to] = [this.#names.atom(source), this.#names.atom(consumer)].map((one) => this.#names.node(one));
    return JSON.stringify([from, to, symbol, argument]);
  }

  get #builder(): DeploymentBuilder {
    return this.#emission.builder;
  }

  group(flow: LinkedFlow, parent: LinkedFlow | null): void {
    if (parent === null) return;
    const { span, pattern, name } = flow.flow;
    const id = this.#names.flow(flow);
    const around = this.#names.stackOf(parent);
    this.#builder.addGroup({ id, kind: 'stack', parent: around, enforced: true, span });
    this.#builder.addResource({ id, name, type: `${pattern} flow`, stack: around, when: null, span });
  }

  hosts(): void {
    for (const { label, id, parent, span } of this.#names.hosts()) {
      const capacity = this.#emission.hostCapacities.get(label) ?? null;
      this.#builder.addGroup({ id, kind: 'host', parent, host: { order: 'free', capacity }, span });
    }
  }

  node(node: CompiledNode): void {
    const atom = atomOf(node);
    if (atom) this.#atom(node, atom);
    else if (node.kind === 'begin' || node.kind === 'end') this.#end(node);
  }

  #atom(node: CompiledNode, atom: Atom): void {
    const id = this.#names.node(node);
    const { span, type } = atom;
    const stack = this.#names.stackOf(node.parent);
    const when = this.#emission.conditions.get(node) ?? null;
    const group = atom.host === null ? stack : this.#names.host(atom.host);
    const kind = atom.host === null ? 'create' : 'component';
    const duration = atom.duration ?? (atom.kind === 'retry' ? constant(0) : null);
    this.#builder.addResource({ id, name: atom.name, type, stack, when, span });
    this.#builder.addTask({
      ...{ id, type, kind, group, resource: id, duration, when, span },
      ...(atom.undoDuration ? { undoDuration: atom.undoDuration } : {}),
      ...(atom.priority === 0 ? {} : { priority: atom.priority }),
      ...(atom.retry ? { retry: atom.retry } : {}),
    });
    for (const { symbol, span: at } of atom.provides) this.#builder.addProvided({ task: id, name: symbol, span: at });
    for (const { name, span: at } of atom.args) this.#builder.addConsumed({ task: id, name, span: at });
  }

  #end(node: Extract<CompiledNode, { kind: 'begin' | 'end' }>): void {
    const id = this.#names.node(node);
    const { span } = node.flow.flow;
    const group = this.#names.stackOf(node.flow);
    const resource = node.parent === null ? id : this.#names.flow(node.flow);
    const type = 'milestone';
    if (node.parent === null) this.#builder.addResource({ id, name: id, type, stack: ROOT, when: null, span });
    this.#builder.addTask({ id, type, kind: 'milestone', group, resource, span });
  }

  edge(edge: CompiledEdge): void {
    for (const why of this.#reasons(edge)) this.#link(edge.from, edge.to, why);
  }

  binding(binding: Binding): void {
    const { consumer, argument, symbol, source } = binding;
    const key = this.#keyOf(binding);
    if (key === null || this.#passed.has(key) || source === null || typeof source !== 'object') return;
    const [from, to] = [this.#names.atom(source), this.#names.atom(consumer)];
    const span = consumer.args.find(({ name }) => name === argument)?.span ?? consumer.span;
    const value = { provided: symbol, consumed: argument };
    this.#link(from, to, { kind: 'value', via: 'binding', span, value, when: null });
  }

  /** In the graph of the engine the two are lifted to the children of the flow around both. */
  #link(from: CompiledNode, to: CompiledNode, why: Reason): void {
    this.#builder.addDependency(this.#names.node(from), this.#names.node(to), why);
    const ends = this.#names.lifted(from, to);
    if (ends) this.#builder.addResourceDependency(ends[0], ends[1], why);
  }

  #reasons({ from, to, link, isRetry }: CompiledEdge): readonly Reason[] {
    const around = to.parent?.flow.span ?? (from.kind === 'begin' ? from.flow.flow.span : spanOf(to));
    if (link === null) return [reason('sequence', isRetry ? 'retry' : 'flow', around)];
    const reasons: Reason[] = [];
    if (link.isInvariant) reasons.push(reason('sequence', 'linear flow', spanOf(to)));
    if (link.manual) reasons.push(reason('explicit', 'link', link.manual.span));
    for (const symbol of link.symbols) reasons.push(...this.#dataReasons(from, to, symbol));
    return reasons.length > 0 ? reasons : [reason('explicit', 'link', spanOf(to))];
  }

  #dataReasons(from: CompiledNode, to: CompiledNode, symbol: string): readonly Reason[] {
    const consumer = atomOf(to);
    if (!consumer || !atomOf(from)) return [reason('implicit', 'sub-flow-barrier', consumerSpan(to, symbol))];
    const args = consumer.args.filter((argument) => argument.symbol === symbol);
    const reasons = args.flatMap(({ name, span }): readonly Reason[] => {
      const key = JSON.stringify([this.#names.node(from), this.#names.node(to), symbol, name]);
      if (!this.#bound.has(key)) return [];
      this.#passed.add(key);
      const value = { provided: symbol, consumed: name };
      return [{ kind: 'value', via: 'requires', span, value, when: null }];
    });
    // Ordered for the sake of a symbol that only `revert()` takes, or that comes from elsewhere.
    return reasons.length > 0 ? reasons : [reason('reference', 'requires', args[0]?.span ?? consumer.span)];
  }
}

function spanOf(node: CompiledNode): Span {
  return atomOf(node)?.span ?? (node as Extract<CompiledNode, { kind: 'begin' | 'end' }>).flow.flow.span;
}

/** Where the first task inside a sub-flow names the symbol for which the whole sub-flow waits. */
function consumerSpan(node: CompiledNode, symbol: string): Span {
  const atom = atomOf(node);
  const named = atom?.args.find((argument) => argument.symbol === symbol);
  if (named) return named.span;
  return node.kind === 'begin' ? (findConsumer(node.flow, symbol) ?? spanOf(node)) : spanOf(node);
}

function findConsumer(item: LinkedItem, symbol: string): Span | null {
  if (!item.requires.has(symbol)) return null;
  if (item.kind === 'task') return item.atom.args.find((argument) => argument.symbol === symbol)?.span ?? null;
  for (const child of item.children) {
    const found = findConsumer(child, symbol);
    if (found) return found;
  }
  return null;
}

function reason(kind: ReasonKind, via: string, span: Span): Reason {
  return { kind, via, span, value: null, when: null };
}
