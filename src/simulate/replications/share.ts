import { EndQuantiles } from '../statistics/end-quantiles.ts';
import { type FailedBlock, failedBlock } from '../statistics/failure-counts.ts';
import type { BlockRunner } from './block-runner.ts';

/** Replications that one thread runs. */
export interface Share {
  readonly first: number;
  readonly count: number;
  /** Of how many of its first completed replications the ends of all tasks are wanted. */
  readonly keptEnds: number;
}

/** What a share gives: of those that completed, in order. */
export interface ShareResult {
  readonly makespans: Float64Array;
  readonly completes: Float64Array;
  readonly completed: Int32Array;
  /** By task. */
  readonly criticalCounts: Int32Array;
  readonly ends: Float64Array;
  /** Of those that did not complete, in order. */
  readonly failed: FailedBlock;
}

/** @param onProgress is told after each block how many of the share are done */
export function runShare(
  runner: BlockRunner,
  share: Share,
  onProgress: (done: number) => void = () => {},
): ShareResult {
  const { first, count } = share;
  const makespans = new Float64Array(count);
  const completes = new Float64Array(count);
  const completed = new Int32Array(count);
  const ends = new EndQuantiles(runner.criticalCounts.length, share.keptEnds);
  runner.criticalCounts.fill(0);
  const failed = failedBlock(runner.failed ? count : 0);
  let done = 0;
  for (let from = 0; from < count; from += runner.blockSize) {
    const size = Math.min(runner.blockSize, count - from);
    runner.run(first + from, size, ends);
    for (let index = 0; index < size; index += 1) {
      const makespan = runner.makespans[index] as number;
      if (Number.isNaN(makespan)) {
        if (runner.failed) copyFailure(runner.failed, index, { into: failed, at: from + index - done });
        continue;
      }
      makespans[done] = makespan;
      completes[done] = runner.completes[index] as number;
      completed[done] = first + from + index;
      done += 1;
    }
    onProgress(from + size);
  }
  return {
    makespans: makespans.subarray(0, done),
    completes: completes.subarray(0, done),
    completed: completed.subarray(0, done),
    criticalCounts: runner.criticalCounts.slice(),
    ends: ends.values,
    failed: {
      times: failed.times.subarray(0, count - done),
      first: failed.first.subarray(0, count - done),
      timedOut: failed.timedOut.subarray(0, count - done),
    },
  };
}

function copyFailure(block: FailedBlock, index: number, { into, at }: { into: FailedBlock; at: number }): void {
  into.times[at] = block.times[index] as number;
  into.first[at] = block.first[index] as number;
  into.timedOut[at] = block.timedOut[index] as number;
}
