import { type Schedule, State } from '../kernel/schedule.ts';
import type { FailureSummary, SampleSummary } from '../simulation.ts';
import { SampleStatistics } from './sample-statistics.ts';

/** Of replications that did not complete: when that was known, and the task that failed first (−1: it is stuck). */
export interface FailedBlock {
  readonly times: Float64Array;
  readonly first: Int32Array;
  /** 1 when the first failure was a timeout. */
  readonly timedOut: Uint8Array;
}

export function failedBlock(size: number): FailedBlock {
  return { times: new Float64Array(size), first: new Int32Array(size), timedOut: new Uint8Array(size) };
}

/** Writes down how a schedule that did not complete failed. */
export function noteFailure(
  schedule: Schedule,
  { taskCount, wholeNode }: { readonly taskCount: number; readonly wholeNode: number | null },
  { into, at }: { readonly into: FailedBlock; readonly at: number },
): void {
  const first = firstToFail(schedule, taskCount);
  const known = wholeNode !== null && schedule.state[wholeNode] === State.failed ? wholeNode : first;
  into.times[at] = schedule.knownFailed ?? (known < 0 ? schedule.horizon : (schedule.end[known] as number));
  into.first[at] = first;
  into.timedOut[at] = first < 0 ? 0 : (schedule.isExpired[first] as number);
}

/** Counts failures by task, in bounded memory. */
export class FailureCounts {
  readonly times: SampleStatistics;
  readonly failed: Float64Array;
  readonly timedOut: Float64Array;
  stuck = 0;

  constructor(taskCount: number, replications: number) {
    this.times = new SampleStatistics(replications);
    this.failed = new Float64Array(taskCount);
    this.timedOut = new Float64Array(taskCount);
  }

  add({ times, first, timedOut }: FailedBlock): void {
    this.times.addAll(times);
    first.forEach((task, at) => {
      if (task < 0) this.stuck += 1;
      else if (timedOut[at] === 1) this.timedOut[task]! += 1;
      else this.failed[task]! += 1;
    });
  }
}

/** @param replications all, those that completed too; at least one must have failed */
export function failureSummary(
  counts: FailureCounts,
  { taskIds, replications }: { readonly taskIds: readonly string[]; readonly replications: number },
): FailureSummary {
  const sum = (list: Float64Array): number => list.reduce((all, one) => all + one, 0);
  const first = taskIds
    .map((task, node) => {
      const timedOut = (counts.timedOut[node] as number) / replications;
      return { task, probability: (counts.failed[node] as number) / replications + timedOut, timedOut };
    })
    .filter(({ probability }) => probability > 0)
    .sort((a, b) => b.probability - a.probability);
  return {
    probability: counts.times.count / replications,
    time: counts.times.summary() as SampleSummary,
    timedOut: sum(counts.timedOut) / replications,
    failed: sum(counts.failed) / replications,
    stuck: counts.stuck / replications,
    first,
  };
}

/** The task that failed first, the least of several; −1 when none failed. */
function firstToFail({ state, end }: Schedule, taskCount: number): number {
  let first = -1;
  let earliest = Number.POSITIVE_INFINITY;
  for (let node = 0; node < taskCount; node += 1) {
    if (state[node] !== State.failed || (end[node] as number) >= earliest) continue;
    earliest = end[node] as number;
    first = node;
  }
  return first;
}
