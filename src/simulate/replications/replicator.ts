import type { Duration } from '../../model/durations/duration.ts';
import type { DrawMemory } from '../draws/draw-memory.ts';
import { keptReplications } from '../statistics/end-quantiles.ts';
import type { BlockRunner } from './block-runner.ts';
import type { Crew, Threads } from './crew.ts';
import { createRunner, type ReplicationPlan } from './replication-plan.ts';
import { runShare, type Share, type ShareResult } from './share.ts';

/**
 * Nodes run between two visits of the statistics: what is kept of them does not grow with the number of replications,
 * and whoever watches can interrupt. Events take longer than lanes.
 */
const ROUND_NODES = { events: 1 << 20, lanes: 1 << 22 } as const;
const LARGEST_ROUND = 1 << 18;
/** Shorter shares are not worth a thread. */
const LEAST_SHARE = 256;

export interface ReplicatorOptions {
  readonly durations?: readonly Duration[];
  readonly threads?: Threads | undefined;
  /** What runs after one another share; this run hands its own on when it is closed. */
  readonly memory?: DrawMemory | null;
  /** Whether the ends of all tasks are kept of the first replications. Default true. */
  readonly keepsEnds?: boolean;
}

/** What a stretch of replications gave. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
  readonly result: ShareResult;
}

/**
 * Runs replications of a plan, stretch after stretch. Equal plans give equal bytes, however many threads there are and
 * wherever it is cut: a replication depends on no other, and what they give comes in their order.
 */
export class Replicator {
  readonly #plan: ReplicationPlan;
  readonly #options: ReplicatorOptions;
  readonly #runner: BlockRunner;
  readonly #round: number;
  #crew: Crew | null = null;

  constructor(plan: ReplicationPlan, options: ReplicatorOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#runner = createRunner(plan, options.durations, options.memory);
    const nodes = Math.max(1, plan.input.network.nodeCount);
    const fitting = Math.floor(ROUND_NODES[this.#runner.failed ? 'events' : 'lanes'] / nodes / LEAST_SHARE);
    const least = (options.threads?.count ?? 0) + 1;
    this.#round = Math.min(LARGEST_ROUND, LEAST_SHARE * Math.max(least, fitting));
  }

  /**
   * Replications first … first + count − 1.
   * @param ends of how many of the first that complete the ends are still wanted; null works it out from `first`
   */
  *run(first: number, count: number, ends: number | null = null): Generator<Stretch, void> {
    const { taskCount } = this.#plan.input;
    let wanted = this.#options.keepsEnds === false ? 0 : (ends ?? this.#endsWanted(first));
    for (let from = first; from < first + count; from += this.#round) {
      const size = Math.min(this.#round, first + count - from);
      for (const stretch of this.#roundOf({ first: from, count: size, keptEnds: wanted })) {
        if (taskCount > 0) wanted = Math.max(0, wanted - stretch.result.ends.length / taskCount);
        yield stretch;
      }
    }
  }

  close(): void {
    this.#crew?.close();
    this.#crew = null;
    this.#options.memory?.settle();
  }

  /** Where something may fail nobody knows how many completed before `first`. */
  #endsWanted(first: number): number {
    const { input, replications } = this.#plan;
    const kept = keptReplications(input.taskCount, replications);
    return this.#runner.failed ? kept : Math.max(0, kept - first);
  }

  #roundOf(round: Share): readonly Stretch[] {
    const crew = this.#crewFor(round.count);
    const shares = sharesOf(round, crew ? (this.#options.threads?.count ?? 0) + 1 : 1);
    const [own, ...others] = shares as [Share, ...Share[]];
    crew?.begin(others);
    const results = [runShare(this.#runner, own), ...(crew && others.length > 0 ? crew.collect() : [])];
    return shares.map(({ first, count }, at) => ({ first, count, result: results[at] as ShareResult }));
  }

  #crewFor(count: number): Crew | null {
    const { threads } = this.#options;
    if (!threads || threads.count === 0 || count < 2 * LEAST_SHARE) return null;
    this.#crew ??= threads.open(this.#plan);
    return this.#crew;
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
