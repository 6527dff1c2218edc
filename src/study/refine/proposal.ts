import type { Finding } from '../../analyze/finding.ts';
import type { Confidence } from '../../model/diagnostic.ts';
import type { Revision } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import type { Gain } from '../compare.ts';
import type { PairCount } from './coarse-dependency.ts';

/**
 * What a proposal does. `remove-implied`: a line that others imply. `rely-on-values`: the line goes, the values that
 * pass between the components keep their own order. `order-components`: the line moves from the machine to the
 * components that come first on it. `remove-unexplained`: the line goes, and no value says that it may. `track-sender`:
 * a wait condition goes, and what it waits for is a component that the engine knows the end of.
 */
export type Action = 'remove-implied' | 'rely-on-values' | 'order-components' | 'remove-unexplained' | 'track-sender';

/** A change that a refinement proposes, before it is proved and measured. */
export interface Candidate {
  readonly action: Action;
  /** Where the dependency or the wait stands. */
  readonly span: Span;
  /** What it is about: the units of the dependency, or the wait. */
  readonly subject: { readonly from: string; readonly to: string };
  /** The units whose own order it is about; empty where that stays as it is. */
  readonly about: readonly string[];
  readonly revision: Revision;
  /** `proved`: no order changes; `likely`: nothing that is visible needs it; `possible`: a person has to say. */
  readonly confidence: Confidence;
  /** What the confidence rests on, or what nobody can see, as sentences. */
  readonly reasons: readonly string[];
  /** What to write where no edit of the text can say it; null where an edit does. */
  readonly byHand: string | null;
}

/** How long it takes, and how often it fails. */
export interface Outcome {
  /** Seconds; null when no replication completes. */
  readonly meanSeconds: number | null;
  readonly p95Seconds: number | null;
  /** Of all replications; 1 when the order is a cycle. */
  readonly failed: number;
}

/** What was checked of the changed deployment, and how much of it there was. */
export interface Proof {
  /** Orders that a value, a reference or a host carries; every one is kept. */
  readonly carriedOrders: number;
  /** Waits whose verdict is no worse. */
  readonly waits: number;
  /** Findings that are gone with it. */
  readonly gone: readonly Finding[];
}

export interface Proposal extends Candidate {
  /** From 1, by falling gain. */
  readonly number: number;
  /** Seconds that it saves, paired on common random numbers; null when one of the two never completes. */
  readonly gain: Gain | null;
  readonly after: Outcome;
  /** Whether a deployment that could not complete does. */
  readonly mends: boolean;
  /** Pairs of tasks that it leaves without an order. */
  readonly freed: PairCount | null;
  readonly proof: Proof;
  /** Whether `--apply all` takes it: of several for one dependency, the one that is safe and gains the most. */
  readonly isRecommended: boolean;
}

/** A change that was thought of and is not proposed, because its proof failed. */
export interface Declined extends Candidate {
  readonly because: readonly string[];
}
