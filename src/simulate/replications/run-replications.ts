import type { Duration } from '../../model/durations/duration.ts';
import { EndQuantiles, keptReplications } from '../statistics/end-quantiles.ts';
import { FailureCounts } from '../statistics/failure-counts.ts';
import { SampleStatistics } from '../statistics/sample-statistics.ts';
import type { Threads } from './crew.ts';
import { createRunner, type ReplicationPlan } from './replication-plan.ts';
import { runShare, type Share, type ShareResult } from './share.ts';

/** Replications between two visits of the statistics: what is kept of them does not grow with their number. */
const ROUND = 1 << 18;
/** Shorter shares are not worth a thread. */
const LEAST_SHARE = 256;

export interface RunOptions {
  readonly durations?: readonly Duration[];
  readonly threads?: Threads | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What all replications together give. */
export interface ReplicationsResult {
  readonly makespans: SampleStatistics;
  readonly completes: SampleStatistics;
  /** The replication of each kept makespan. */
  readonly completed: Int32Array;
  readonly criticalCounts: Float64Array;
  readonly ends: EndQuantiles;
  readonly failed: FailureCounts;
}

/**
 * Runs a plan. Equal plans give equal bytes, however many threads there are: a replication depends on no other, and
 * what they give is taken up in their order.
 */
export function runReplications(plan: ReplicationPlan, options: RunOptions): ReplicationsResult {
  const { replications } = plan;
  const threads = replications >= 2 * LEAST_SHARE ? (options.threads?.count ?? 0) : 0;
  const crew = threads > 0 ? (options.threads?.open(plan) ?? null) : null;
  try {
    const runner = createRunner(plan, options.durations);
    const gathered = new Gathered(plan);
    for (let first = 0; first < replications; first += ROUND) {
      const count = Math.min(ROUND, replications - first);
      const shares = sharesOf({ first, count, keptEnds: gathered.endsRoom }, crew ? threads + 1 : 1);
      const [own, ...others] = shares as [Share, ...Share[]];
      crew?.begin(others);
      const report = (done: number): void => {
        const all = Math.round((done / own.count) * count);
        options.onProgress?.(Math.min(first + all, replications), replications);
      };
      gathered.add(runShare(runner, own, report));
      for (const result of crew?.collect() ?? []) gathered.add(result);
    }
    return gathered.result();
  } finally {
    crew?.close();
  }
}

/** Cuts a range into parts of nearly equal length, each a multiple of eight but the last. */
function sharesOf({ first, count, keptEnds }: Share, parts: number): readonly Share[] {
  const size = Math.max(LEAST_SHARE, 8 * Math.ceil(count / parts / 8));
  const shares: Share[] = [];
  for (let from = 0; from < count; from += size) {
    shares.push({ first: first + from, count: Math.min(size, count - from), keptEnds });
  }
  return shares;
}

/** Takes shares up, in the order of their replications. */
class Gathered {
  readonly #makespans: SampleStatistics;
  readonly #completes: SampleStatistics;
  readonly #completed: Int32Array;
  readonly #criticalCounts: Float64Array;
  readonly #ends: EndQuantiles;
  readonly #failed: FailureCounts;

  constructor({ replications, input: { taskCount } }: ReplicationPlan) {
    this.#makespans = new SampleStatistics(replications);
    this.#completes = new SampleStatistics(replications);
    this.#completed = new Int32Array(this.#makespans.kept);
    this.#criticalCounts = new Float64Array(taskCount);
    this.#failed = new FailureCounts(taskCount, replications);
    this.#ends = new EndQuantiles(taskCount, keptReplications(taskCount, replications));
  }

  get endsRoom(): number {
    return this.#ends.room;
  }

  add(share: ShareResult): void {
    const place = Math.min(this.#makespans.count, this.#completed.length);
    this.#completed.set(share.completed.subarray(0, this.#completed.length - place), place);
    this.#makespans.addAll(share.makespans);
    this.#completes.addAll(share.completes);
    this.#ends.addAll(share.ends);
    this.#failed.add(share.failed);
    for (let task = 0; task < this.#criticalCounts.length; task += 1) {
      this.#criticalCounts[task]! += share.criticalCounts[task] as number;
    }
  }

  result(): ReplicationsResult {
    return {
      makespans: this.#makespans,
      completes: this.#completes,
      completed: this.#completed.subarray(0, this.#makespans.samples.length),
      criticalCounts: this.#criticalCounts,
      ends: this.#ends,
      failed: this.#failed,
    };
  }
}
