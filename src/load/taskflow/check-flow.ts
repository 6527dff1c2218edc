import type { DiagnosticList } from '../diagnostic-list.ts';
import type { TaskflowCode } from './codes.ts';
import type { CompiledFlow, CompiledNode } from './compile-flow.ts';
import { type Argument, type Atom, printedAtom } from './flow-tree.ts';
import { type LinkedItem, printed } from './linked-flow.ts';
import type { Binding, Scopes } from './scopes.ts';

/** What the checks of a compiled flow share. */
export interface Checking {
  readonly compiled: CompiledFlow;
  readonly atoms: readonly Atom[];
  readonly bindings: readonly Binding[];
  readonly scopes: Scopes;
  readonly store: ReadonlySet<string>;
  readonly diagnostics: DiagnosticList<TaskflowCode>;
}

export function atomOf(node: CompiledNode): Atom | null {
  if (node.kind === 'task') return node.task.atom;
  return node.kind === 'retry' ? node.atom : null;
}

/** Each name once in the whole flow, and each object in one flow. */
export function checkNames({ atoms, diagnostics }: Checking): void {
  const byName = new Map<string, Atom[]>();
  for (const atom of atoms) {
    const list = byName.get(atom.name);
    if (list) list.push(atom);
    else byName.set(atom.name, [atom]);
  }
  const duplicates = [...byName].filter(([, list]) => new Set(list).size > 1).map(([name]) => `'${name}'`);
  const engine = `Duplicate: Atoms with duplicate names found: [${duplicates.sort().join(', ')}]`;
  for (const [name, list] of byName) {
    const [first, second] = list;
    if (!second) continue;
    const isSame = new Set(list).size === 1;
    const related = [{ message: `the other '${name}'`, span: first!.span }];
    const again = `Already compiled item '${printedAtom(second)}' (<class '${second.type}'>), duplicate and/or recursive compiling is not supported`;
    const message = isSame
      ? `'${name}' is added to two flows (ValueError: ${again})`
      : `two atoms are called '${name}' (${engine})`;
    diagnostics.add('duplicate-atom', message, second.span, { related });
  }
}

/** `validate()`: every argument that is not optional has a value from somewhere that surely runs before. */
export function checkRequirements(checking: Checking): void {
  const { atoms, diagnostics, compiled } = checking;
  const causes: Cause[] = [];
  for (const atom of atoms)
    for (const [method, args] of [
      ['execute', atom.args],
      ['revert', atom.revertArgs],
    ] as const) {
      const missing = args.filter((argument) => !isSatisfied(atom, argument, checking));
      if (missing.length > 0) causes.push({ atom, method, missing });
    }
  if (causes.length === 0) return;
  const engine = `MissingDependencies: ${chainOf(causes, compiled.root)}`;
  const told = new Set<string>();
  for (const { atom, missing } of causes)
    for (const { symbol, span } of missing) {
      const key = JSON.stringify([atom.name, symbol]);
      if (told.has(key)) continue;
      told.add(key);
      const providers = checking.scopes.providersOf(symbol).filter((other) => other !== atom);
      const where = providers.map(({ name }) => `'${name}'`).join(', ');
      const why = providers.length === 0 ? 'nothing provides' : `${where} provides, but not surely before it`;
      const related = providers.map((other) => ({ message: `'${other.name}' provides '${symbol}'`, span: other.span }));
      // The engine's text speaks of all of them at once, so it stands once.
      const says = told.size === 1 ? ` (${engine})` : '';
      const message = `'${atom.name}' requires '${symbol}', which ${why}${says}`;
      diagnostics.add('missing-requirement', message, span, { related });
    }
}

interface Cause {
  readonly atom: Atom;
  readonly method: 'execute' | 'revert';
  readonly missing: readonly Argument[];
}

function isSatisfied(atom: Atom, { symbol, isOptional }: Argument, { store, scopes }: Checking): boolean {
  if (isOptional || atom.injected.has(symbol) || store.has(symbol)) return true;
  return scopes.visible(atom, symbol).length > 0;
}

/** The engine's own text: the root first, then the atoms, the last one outermost. */
function chainOf(causes: readonly Cause[], root: LinkedItem): string {
  const lines = [...causes]
    .reverse()
    .map(({ atom, method, missing }) => `'${method}' method on '${printedAtom(atom)}' ${requires(names(missing))}`);
  const isRootAlone = causes.length === 1 && root.kind === 'task';
  const all = [...new Set(causes.flatMap(({ missing }) => names(missing)))].sort();
  const chain = isRootAlone ? lines : [`'${printed(root)}' ${requires(all)}`, ...lines];
  return chain
    .map((line, depth) => (depth === 0 ? line : `${'  '.repeat(depth)}MissingDependencies: ${line}`))
    .join('\n');
}

function names(missing: readonly Argument[]): readonly string[] {
  return missing.map(({ name }) => name).sort();
}

function requires(symbols: readonly string[]): string {
  const list = symbols.map((symbol) => `'${symbol}'`).join(', ');
  return `requires [${list}] but no other entity produces said requirements`;
}

/** What validates and then dies at run time. */
export function checkRunTime({ atoms, bindings, scopes, store, diagnostics }: Checking): void {
  for (const atom of atoms)
    for (const { name, symbol, isOptional, span } of atom.args) {
      if (!isOptional || atom.injected.has(symbol) || store.has(symbol)) continue;
      const providers = scopes.providersOf(symbol);
      if (providers.length === 0 || scopes.visible(atom, symbol).length > 0) continue;
      const engine = `NotFound: Mapped argument '${name}' <= '${symbol}' was not produced by any accessible provider (0 possible providers were scanned)`;
      const who = providers.map((other) => `'${other.name}'`).join(', ');
      const message = `the optional '${name}' of '${atom.name}' is provided by ${who}, which need not run before it: the run dies (${engine})`;
      const related = providers.map((other) => ({ message: `'${other.name}' provides '${symbol}'`, span: other.span }));
      diagnostics.add('optional-argument-trap', message, span, { related });
    }
  for (const { consumer, argument, symbol, source } of bindings) {
    const provided = source !== null && typeof source === 'object' ? source.provides : [];
    const short = provided.find((one) => one.symbol === symbol && !one.isReturned);
    if (!short || source === null || typeof source !== 'object') continue;
    const engine = `NotFound: Unable to find result '${symbol}', expected to be able to find it created by one of [<Provider '${source.name}' @ index ${short.index}>] but was unable to perform successful extraction`;
    const message = `'${source.name}' does not return '${symbol}', which '${consumer.name}' takes as '${argument}' (${engine})`;
    diagnostics.add('result-too-short', message, short.span);
  }
}
