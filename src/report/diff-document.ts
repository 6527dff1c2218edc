import type { ItemChange } from '../study/diff/item-changes.ts';
import type { GranularityChange, MakespanChanges } from '../study/diff/makespan-changes.ts';
import type { OrderChanges } from '../study/diff/order-changes.ts';
import type { FindingDocument, GainDocument, RESULT_VERSION, TimingDocument } from './result.ts';

/** What `makespan diff --format json` prints. Seconds everywhere; differences are new minus old. */
export interface DiffDocument {
  readonly version: typeof RESULT_VERSION;
  /** The two revisions, as the user named them. */
  readonly before: string;
  readonly after: string;
  readonly engine: string;
  readonly seed: string;
  readonly replications: number;
  readonly items: readonly ItemChange[];
  /** Null when there are too many tasks to ask about each pair. */
  readonly order: OrderChanges | null;
  readonly findings: {
    readonly fresh: readonly FindingDocument[];
    readonly mended: readonly FindingDocument[];
    readonly worse: readonly FindingDocument[];
    readonly kept: number;
  };
  /** What updating a deployment of the old revision risks. */
  readonly update: readonly FindingDocument[];
  /** Null when one of the two would be rejected, or was not simulated. */
  readonly makespan: MakespanChangesDocument | null;
  readonly timings: readonly TimingDocument[];
}

export interface MakespanChangesDocument extends Pick<MakespanChanges, 'drivers' | 'criticality'> {
  readonly granularities: { readonly fine: GranularityChange; readonly coarse: GranularityChange };
  readonly byDurations: GainDocument | null;
  readonly byStructure: GainDocument | null;
}
