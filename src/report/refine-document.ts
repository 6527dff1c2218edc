import type { Confidence } from '../model/diagnostic.ts';
import type { Span } from '../model/span.ts';
import type { ComponentDependency, PairCount } from '../study/refine/coarse-dependency.ts';
import type { Polling } from '../study/refine/polling.ts';
import type { Action, Outcome } from '../study/refine/proposal.ts';
import type { GainDocument, RESULT_VERSION, TimingDocument } from './result.ts';

/** What `makespan refine --format json` prints. Seconds everywhere. */
export interface RefineDocument {
  readonly version: typeof RESULT_VERSION;
  readonly file: string;
  readonly engine: string;
  readonly seed: string;
  readonly replications: number;
  /** The template as it is. */
  readonly before: Outcome;
  readonly dependencies: readonly CoarseDependencyDocument[];
  /** By falling gain. */
  readonly proposals: readonly ProposalDocument[];
  readonly declined: readonly DeclinedDocument[];
  /** All that are recommended, as one change; null when there are fewer than two. */
  readonly together: {
    readonly numbers: readonly number[];
    readonly gain: GainDocument | null;
    readonly after: Outcome;
  } | null;
  readonly polling: Polling | null;
  readonly timings: readonly TimingDocument[];
  readonly notes: readonly string[];
}

export interface CoarseDependencyDocument {
  readonly kind: 'explicit' | 'convention';
  readonly from: string;
  readonly to: string;
  readonly more: number;
  readonly via: string | null;
  readonly span: Span | null;
  readonly sufficient: readonly ComponentDependency[];
  readonly granularityOnly: PairCount | null;
  readonly cost: GainDocument | null;
  readonly cycle: boolean;
}

export interface ChangeDocument {
  readonly action: Action;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly span: Span;
  readonly confidence: Confidence;
  readonly reasons: readonly string[];
}

export interface ProposalDocument extends ChangeDocument {
  readonly number: number;
  readonly recommended: boolean;
  /** Null when the deployment completes only before, only after, or never. */
  readonly gain: GainDocument | null;
  readonly mends: boolean;
  readonly after: Outcome;
  readonly freed: PairCount | null;
  readonly adds: readonly { readonly prerequisite: string; readonly dependent: string }[];
  readonly proof: {
    readonly carriedOrders: number;
    readonly waits: number;
    readonly gone: readonly { readonly rule: string; readonly message: string; readonly span: Span | null }[];
  };
  /** Edits of the template; null when no edit can say it, and then `byHand` does. */
  readonly edits: readonly { readonly span: Span; readonly text: string }[] | null;
  readonly byHand: string | null;
}

export interface DeclinedDocument extends ChangeDocument {
  readonly because: readonly string[];
}
