import type { Confidence, Related, Severity } from '../model/diagnostic.ts';
import type { Span } from '../model/span.ts';

/** One step of a path or a schedule, with the text that makes it. */
export interface Step {
  /** A task, a group, a handle: what the step stands at. */
  readonly subject: string;
  /** How it leads to the next step, as a phrase: `depends on`, `signals h`, `is hosted on`. */
  readonly text: string;
  readonly span: Span | null;
}

/** Evidence is a kind with data, never markup: each output draws it in its own way. */
export type Evidence =
  | { readonly kind: 'path'; readonly title: string; readonly closed: boolean; readonly steps: readonly Step[] }
  | { readonly kind: 'schedule'; readonly title: string; readonly events: readonly ScheduleEvent[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    }
  | {
      readonly kind: 'interval';
      readonly title: string;
      readonly unit: string;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'environment'; readonly title: string; readonly values: Readonly<Record<string, boolean>> };

/** One event of a schedule that shows what can happen, in order. */
export interface ScheduleEvent {
  readonly task: string;
  readonly event: 'start' | 'resume' | 'finish' | 'fail' | 'signal' | 'stuck';
  readonly text: string;
  /** Where the task is written; `analyze` fills it in. */
  readonly span?: Span;
}

/** What a rule yields; the engine adds rule id and severity, sorts, and drops duplicates. */
export interface RuleFinding {
  readonly message: string;
  readonly at: Span;
  readonly related?: readonly Related[];
  readonly evidence?: readonly Evidence[];
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly missingOrder?: MissingOrder;
}

/** The one order that is obviously missing: with it the rule has nothing to say. Task ids. */
export interface MissingOrder {
  readonly dependent: string;
  readonly prerequisites: readonly string[];
}

/** What `check` reports. */
export interface Finding {
  /** The id of a rule, or the code of a front-end's diagnostic. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly span: Span | null;
  readonly related: readonly Related[];
  readonly evidence: readonly Evidence[];
  /** The keys that lead to its place, whatever the line: `resources/server/depends_on`. */
  readonly path?: string;
  /** Of several environments that were tried, those under which it holds. */
  readonly environments?: readonly string[];
  readonly missingOrder?: MissingOrder;
  readonly fix?: Fix;
}

/** Edits that mend what a finding says. */
export interface Fix {
  /** What they do, as a phrase: `remove the needless dependency`. */
  readonly description: string;
  /** Whether nothing but the fault changes, so that `--fix` may apply it; else a person decides. */
  readonly certain: boolean;
  /** None overlaps another. */
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}
