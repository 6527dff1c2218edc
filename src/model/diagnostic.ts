import type { Span } from './span.ts';

/** How bad it is when it is so. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * How sure it is: `proved` for the template as written; `likely` under stated assumptions such as default
 * durations; `possible` when undecided, or when an unknown decides.
 */
export type Confidence = 'proved' | 'likely' | 'possible';

/** Another place that belongs to what is said, and what it has to do with it. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

/**
 * What reading a template has to say. Faults in the user's input are data: a front-end returns them beside as much
 * of the model as it could build.
 */
export interface Diagnostic {
  /** A code of `diagnosticCodes`: stable, a noun phrase for what is wrong (`unknown-key`). */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What was found, what was expected; the place is in `span`. */
  readonly message: string;
  readonly span: Span | null;
  readonly related: readonly Related[];
}

/** A code that a front-end may report, with the sentence that `makespan explain` prints. */
export interface DiagnosticCode {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** One sentence: what it costs, or what the engine does with it. */
  readonly why: string;
}
