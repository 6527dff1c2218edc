import type { Granularity } from '../model/groups.ts';
import type { Timing } from '../model/timing/timing.ts';
import type { Network } from './kernel/network.ts';
import type { Threads } from './replications/crew.ts';
import type { Probability } from './statistics/binomial-interval.ts';
import type { Bounds } from './statistics/bounds.ts';
import type { Precision, PrecisionReached } from './statistics/precision.ts';

/**
 * How an orchestrator walks the graph. `ideal`: no overheads, no limits; `declared`: the limits that the deployment
 * declares; the others as `docs/engines.md` says.
 */
export type EngineId = 'ideal' | 'declared' | 'heat-convergence' | 'heat-legacy' | 'cloudformation' | 'taskflow';

/** What is taken when an option is not given. */
export const SIMULATE_DEFAULTS = {
  engine: 'declared',
  granularity: 'fine',
  replications: 1000,
  seed: 'makespan',
} as const;

export interface SimulateOptions {
  /** Default `declared`. */
  readonly engine?: EngineId;
  /** Parameters of the engine by name, as `--engine-option` writes them: `{ poll: '5s' }`. */
  readonly engineOptions?: Readonly<Record<string, string>>;
  /** Default `fine`. */
  readonly granularity?: Granularity;
  /** Simulated deployments, each with one draw of every duration. Default 1,000. */
  readonly replications?: number;
  /** Any text; equal seeds give equal bytes. Default `makespan`. */
  readonly seed?: string;
  /** How many tasks run at once over all; null (default) means without limit. */
  readonly workers?: number | null;
  /** One per task: see `resolveTimings`. */
  readonly timings: ReadonlyMap<string, Timing>;
  /** Whether a coarse group also waits for untracked tasks of another. Default false. */
  readonly countUntracked?: boolean;
  /** What may go wrong, by task. */
  readonly failures?: ReadonlyMap<string, TaskFailure>;
  /**
   * Which of the tasks that could go next does, where the engine leaves a choice: its own order (default), by lot, or
   * those with the longest way to the end first.
   */
  readonly policy?: Policy;
  /**
   * As many replications as this asks for, in place of `replications`, which is then the most that are run (1,000,000).
   */
  readonly precision?: Precision;
  /** Threads to share the replications with; results do not depend on them. Default none. */
  readonly threads?: Threads | undefined;
  /** Called now and then with how many replications are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

export type Policy = 'engine' | 'random' | 'critical-path-first';

/** How a task may go wrong. */
export interface TaskFailure {
  /** Of each attempt, 0 … 1. */
  readonly probability: number;
  /** Attempts after the first; default 0. */
  readonly retries?: number;
  /** The pause before attempt k (1, 2, …) is `pauseSeconds · factor^(k − 1)`; default 0 and 2. */
  readonly pauseSeconds?: number;
  readonly factor?: number;
  /** Only so many first attempts can go wrong, those of flows that run again counted too; absent means all. */
  readonly only?: number;
}

/** A sample of makespans, summed up. Seconds. Intervals are two-sided 95 %. */
export interface SampleSummary {
  readonly count: number;
  readonly mean: number;
  readonly stddev: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Interval of the mean (Student's t; the sample's standard error). */
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Distribution-free intervals of the quantiles, from order statistics. */
  readonly quantileIntervals: Readonly<Record<'p50' | 'p90' | 'p95' | 'p99', readonly [number, number]>>;
}

/** One task of one schedule. Seconds from the start of the deployment. */
export interface TraceEntry {
  readonly task: string;
  /** When its prerequisites had finished. */
  readonly ready: number;
  /** When it began: later than `ready` when it waited for a slot. */
  readonly start: number;
  readonly end: number;
  /** Whether it was done, failed (a wait's timeout), or never ended. */
  readonly outcome: 'done' | 'failed' | 'stuck';
  /** What released it last. */
  readonly reason: TraceReason;
  /** Whether it is on this schedule's critical path. */
  readonly critical: boolean;
  /** How much later it could end without moving the makespan, with the same order; 0 on the critical path. */
  readonly slack: number;
  /** When its work was over, where the engine noticed that only later. */
  readonly over?: number;
  /** Attempts that went wrong, where there were any. */
  readonly failedAttempts?: number;
  /** When the engine had undone it for the last time, after a failure of it or of another. */
  readonly undoneAt?: number;
}

/** A stack of one schedule, as its engine sees it. Seconds. */
export interface StackTrace {
  readonly group: string;
  readonly start: number;
  readonly end: number;
  readonly outcome: TraceEntry['outcome'];
}

/** What went wrong, over all replications. */
export interface FailureSummary {
  /** Failed replications over all. */
  readonly probability: number;
  /**
   * When a failed deployment was known to have failed, and undone where the engine does that; where nothing ever
   * failed (it is stuck), when all stood still.
   */
  readonly time: SampleSummary;
  /** Of all replications, those whose first failure was a timeout, was another failure, or that got stuck. */
  readonly timedOut: number;
  readonly failed: number;
  readonly stuck: number;
  /** The task that failed first, by falling share of all replications; then by id. */
  readonly first: readonly { readonly task: string; readonly probability: number; readonly timedOut: number }[];
}

export type TraceReason =
  | { readonly kind: 'begin' }
  | { readonly kind: 'prerequisite'; readonly task: string }
  | { readonly kind: 'group'; readonly group: string; readonly task: string }
  | { readonly kind: 'signal'; readonly task: string; readonly handle: string }
  | { readonly kind: 'slot'; readonly pool: string; readonly task: string }
  | { readonly kind: 'timeout' }
  /** It did not start: what it waited for never came, or its stack had stopped. */
  | { readonly kind: 'never' }
  /** Nothing but its turn: the engine starts what has no prerequisites in this stack one after another. */
  | { readonly kind: 'pace'; readonly group: string };

/** How often a task is on the critical path of a replication: its criticality index, 0 … 1. */
export interface Criticality {
  readonly task: string;
  readonly index: number;
}

/** What the simulation of one granularity gives. */
export interface GranularityRun {
  readonly granularity: Granularity;
  /** To the finish of the last task, tracked or not; over the replications that completed; null when none did. */
  readonly makespan: SampleSummary | null;
  /** To the finish of the last tracked task: when the engine says COMPLETE. */
  readonly complete: SampleSummary | null;
  /**
   * Makespan of each completed replication in order of replication, of the first million when there are more. Not part
   * of the printed document.
   */
  readonly samples: Float64Array;
  /** The number of the replication of each sample; absent when every replication completed. */
  readonly completed?: Int32Array;
  /** Replications that ended with a failed or stuck task. */
  readonly failedReplications: number;
  /** Replications that were run. */
  readonly replications: number;
  /** Exact: the share of replications that did not complete, and of those whose first failure was a timeout. */
  readonly probabilities: { readonly failed: Probability; readonly timedOut: Probability };
  /** How far this is from the best possible. */
  readonly bounds: Bounds;
  /** When a precision was asked for. */
  readonly precision?: PrecisionReached;
  /** Tasks by falling criticality index; only those above 0. */
  readonly critical: readonly Criticality[];
  /** One schedule: every duration at its median. */
  readonly trace: readonly TraceEntry[];
  /** What the kernel ran for the trace, so that it can be run again with other times. */
  readonly rerun?: Rerun;
  /** The same schedule's stacks, when the engine runs them as wholes; the first is the whole deployment (`''`). */
  readonly stacks?: readonly StackTrace[];
  /** Why and when replications failed; absent when none did. */
  readonly failures?: FailureSummary;
  /** p10 and p90 of the end of each task over the replications, by task id. */
  readonly endQuantiles: ReadonlyMap<string, readonly [number, number]>;
  /** What was assumed: an unknown condition taken as true, and the like. */
  readonly notes: readonly string[];
}

/** A compiled granularity. Node i of the network is task i; nodes beyond the tasks are milestones and take no time. */
export interface Rerun {
  readonly network: Network;
  readonly taskIds: readonly string[];
  readonly poolIds: readonly string[];
  /** Seconds, by node. */
  readonly medians: Float64Array;
}

/** A granularity that cannot be walked because its order is cyclic. */
export interface CyclicGranularity {
  readonly granularity: Granularity;
  /** Groups (coarse) or tasks (fine) of a shortest cycle; the first is not repeated at the end. */
  readonly cycle: readonly string[];
}
