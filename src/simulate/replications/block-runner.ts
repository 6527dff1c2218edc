import type { PlannedFailure } from '../compile/trials.ts';
import type { Variation } from '../compile/variation.ts';
import type { Network } from '../kernel/network.ts';
import type { EndQuantiles } from '../statistics/end-quantiles.ts';
import type { FailedBlock } from '../statistics/failure-counts.ts';

/** What every replication shares. */
export interface RunnerInput {
  readonly network: Network;
  /** Nodes below are tasks, the others milestones. */
  readonly taskCount: number;
  readonly isTracked: Uint8Array;
  /** How long each node takes unless it is drawn. */
  readonly constants: Float64Array;
  /** What the engine and the chance of failures add; null or absent when nothing. Only the event kernel knows it. */
  readonly engine?: EngineInput | null;
}

export interface EngineInput {
  /** The node whose end is the end of the whole; null where that is the last tracked task's. */
  readonly wholeNode: number | null;
  /** The task of each of the last nodes, which are early ends. */
  readonly earlyOf: Int32Array;
  readonly variation: Variation | null;
  readonly failing: readonly PlannedFailure[];
}

/** Runs replications by blocks and leaves what the statistics need; the arrays are used again by the next block. */
export interface BlockRunner {
  /** Replications that one block holds at most. */
  readonly blockSize: number;
  /** To the end of the last task, and of the last tracked task, by place in the block; NaN when not completed. */
  readonly makespans: Float64Array;
  readonly completes: Float64Array;
  /** In how many completed replications each task was on the critical path. */
  readonly criticalCounts: Int32Array;
  /** Of those that did not complete, by place in the block; absent where everything completes. */
  readonly failed?: FailedBlock;
  /**
   * Runs replications first … first + count − 1.
   * @param ends keeps the ends of those that complete, while it has room
   */
  readonly run: (first: number, count: number, ends: EndQuantiles | null) => void;
}

/** Nodes with no successor: the last end of all is among theirs. */
export function sinksOf({ nodeCount, outStart }: Network): readonly number[] {
  return nodesWhere(nodeCount, (node) => outStart[node] === outStart[node + 1]);
}

/** Tracked tasks that no tracked task follows at once: the last tracked end is among theirs. */
export function lastTrackedOf({ network, taskCount, isTracked }: RunnerInput): readonly number[] {
  const { outStart, outNode } = network;
  return nodesWhere(taskCount, (node) => {
    if (isTracked[node] !== 1) return false;
    for (let at = outStart[node] as number; at < (outStart[node + 1] as number); at += 1) {
      const next = outNode[at] as number;
      if (next < taskCount && isTracked[next] === 1) return false;
    }
    return true;
  });
}

function nodesWhere(count: number, holds: (node: number) => boolean): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < count; node += 1) if (holds(node)) nodes.push(node);
  return nodes;
}
