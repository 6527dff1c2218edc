import type { RetryRule } from '../../model/deployment.ts';
import type { Duration } from '../../model/durations/duration.ts';
import type { Span } from '../../model/span.ts';

/**
 * A flow as its text states it, before TaskFlow has linked anything. Two places in the text that share one node (a YAML
 * alias) are one object here, as one Python object added twice would be.
 */
export type Item = Atom | Flow;

export type Pattern = 'linear' | 'unordered' | 'graph' | 'targeted_graph';

/** A task, or the retry controller of a flow. */
export interface Atom {
  readonly kind: 'task' | 'retry';
  readonly name: string;
  readonly type: string;
  /** What `execute()` takes: argument ← symbol. */
  readonly args: readonly Argument[];
  /** What `revert()` takes, where it differs from `execute()`. */
  readonly revertArgs: readonly Argument[];
  readonly provides: readonly Provided[];
  /** Symbols whose values are local to the atom. */
  readonly injected: ReadonlySet<string>;
  readonly duration: Duration | null;
  readonly undoDuration: Duration | null;
  readonly priority: number;
  /** For a retry controller. */
  readonly retry: RetryRule | null;
  /** A label only: TaskFlow knows no machines. */
  readonly host: string | null;
  readonly span: Span;
}

export interface Argument {
  readonly name: string;
  readonly symbol: string;
  readonly isOptional: boolean;
  readonly span: Span;
}

export interface Provided {
  readonly symbol: string;
  /** False when the task is said to return fewer results than it provides. */
  readonly isReturned: boolean;
  /** Position in the result; null when the symbol is the whole of it. */
  readonly index: number | null;
  readonly span: Span;
}

export interface Flow {
  readonly kind: 'flow';
  readonly name: string;
  readonly pattern: Pattern;
  readonly retry: Atom | null;
  /** One call of `add()` each. */
  readonly additions: readonly Addition[];
  readonly links: readonly ManualLink[];
  /** The child that a targeted flow runs up to; null means all of it. */
  readonly target: string | null;
  readonly span: Span;
}

export interface Addition {
  readonly items: readonly Item[];
  readonly resolveRequires: boolean;
  readonly resolveExisting: boolean;
}

export interface ManualLink {
  readonly from: string;
  readonly to: string;
  /** Symbols for whose sake an exporter saw the link; empty for one made by hand. */
  readonly symbols: readonly string[];
  readonly isManual: boolean;
  readonly decider: { readonly name: string; readonly depth: DeciderDepth } | null;
  readonly span: Span;
}

/** What is ignored when a decider says no: everything after, the flow, the next ones, or the target alone. */
export const DECIDER_DEPTHS = ['ALL', 'ATOM', 'FLOW', 'NEIGHBORS'] as const;
export type DeciderDepth = (typeof DECIDER_DEPTHS)[number];

/** The symbols that an atom cannot do without: those of both its methods, less what is injected. */
export function requiredSymbols({ args, revertArgs, injected }: Atom): readonly string[] {
  const needed = [...args, ...revertArgs].filter(({ isOptional }) => !isOptional).map(({ symbol }) => symbol);
  return [...new Set(needed)].filter((symbol) => !injected.has(symbol));
}

/** As TaskFlow prints a thing: `"a==1.0"`, `"linear_flow.Flow: l(len=2)"`. */
export function printedAtom({ name }: Atom): string {
  return `"${name}==1.0"`;
}
