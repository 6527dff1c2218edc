import type { Span } from './span.ts';

/** Something the input does not decide: a parameter without a value, a function that only an engine can run. */
export interface Unknown {
  readonly unknown: true;
  /** What decides it, as a noun phrase: `parameter 'size' has no value`. */
  readonly cause: string;
  readonly span: Span | null;
}

/** A value, or the reason why nobody can know it from the input. */
export type Maybe<T> = T | Unknown;

export function unknown(cause: string, span: Span | null = null): Unknown {
  return { unknown: true, cause, span };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && (value as { unknown?: unknown }).unknown === true;
}
