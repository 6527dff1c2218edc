import { EndQuantiles, keptReplications } from '../statistics/end-quantiles.ts';
import { FailureCounts } from '../statistics/failure-counts.ts';
import { SampleStatistics } from '../statistics/sample-statistics.ts';
import type { ShareResult } from './share.ts';

export interface TallySize {
  readonly taskCount: number;
  /** How many replications there will be at most. */
  readonly replications: number;
  /** Whether the ends of all tasks are kept. Default true. */
  readonly keepsEnds?: boolean;
  /** Whether the last task is always tracked and no engine ends on its own: then both times are one. Default false. */
  readonly tracksAll?: boolean;
}

/** Takes up what replications gave, in their order; how they were cut into shares changes nothing. */
export class Tally {
  readonly makespans: SampleStatistics;
  readonly completes: SampleStatistics;
  readonly criticalCounts: Float64Array;
  readonly ends: EndQuantiles;
  readonly failed: FailureCounts;
  readonly #completed: Int32Array;

  constructor({ taskCount, replications, keepsEnds = true, tracksAll = false }: TallySize) {
    this.makespans = new SampleStatistics(replications);
    this.completes = tracksAll ? this.makespans : new SampleStatistics(replications);
    this.criticalCounts = new Float64Array(taskCount);
    this.failed = new FailureCounts(taskCount, replications);
    this.ends = new EndQuantiles(taskCount, keepsEnds ? keptReplications(taskCount, replications) : 0);
    this.#completed = new Int32Array(this.makespans.kept);
  }

  /** The replication of each kept makespan. */
  get completed(): Int32Array {
    return this.#completed.subarray(0, this.makespans.samples.length);
  }

  /** How many replications were taken up. */
  get replications(): number {
    return this.makespans.count + this.failed.times.count;
  }

  add(share: ShareResult): void {
    const place = Math.min(this.makespans.count, this.#completed.length);
    this.#completed.set(share.completed.subarray(0, this.#completed.length - place), place);
    this.makespans.addAll(share.makespans);
    if (this.completes !== this.makespans) this.completes.addAll(share.completes);
    this.ends.addAll(share.ends);
    this.failed.add(share.failed);
    for (let task = 0; task < this.criticalCounts.length; task += 1) {
      this.criticalCounts[task]! += share.criticalCounts[task] as number;
    }
  }
}
