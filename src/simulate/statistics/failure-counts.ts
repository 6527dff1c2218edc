import type { CompiledDeployment } from '../compile/compile.ts';
import { type Schedule, State } from '../kernel/schedule.ts';
import type { FailureSummary, SampleSummary } from '../simulation.ts';
import { summarise } from './summary.ts';

/** Counts which task failed first in the replications that did not complete, and when the whole had failed. */
export class FailureCounts {
  readonly #compiled: CompiledDeployment;
  readonly #times: number[] = [];
  readonly #firstFailed: Int32Array;
  readonly #firstTimedOut: Int32Array;
  #stuck = 0;

  constructor(compiled: CompiledDeployment) {
    this.#compiled = compiled;
    this.#firstFailed = new Int32Array(compiled.taskIds.length);
    this.#firstTimedOut = new Int32Array(compiled.taskIds.length);
  }

  add(schedule: Schedule): void {
    const { wholeNode } = this.#compiled;
    const first = firstToFail(schedule, this.#compiled.taskIds.length);
    if (first < 0) this.#stuck += 1;
    else if (schedule.isExpired[first] === 1) this.#firstTimedOut[first]! += 1;
    else this.#firstFailed[first]! += 1;
    const whole = wholeNode !== null && schedule.state[wholeNode] === State.failed ? wholeNode : first;
    this.#times.push(whole < 0 ? schedule.horizon : (schedule.end[whole] as number));
  }

  /** @param total all replications; null when none failed */
  summary(total: number): FailureSummary | null {
    if (this.#times.length === 0) return null;
    const sum = (list: Int32Array): number => list.reduce((all, one) => all + one, 0);
    const first = this.#compiled.taskIds
      .map((task, node) => {
        const timedOut = (this.#firstTimedOut[node] as number) / total;
        return { task, probability: (this.#firstFailed[node] as number) / total + timedOut, timedOut };
      })
      .filter(({ probability }) => probability > 0)
      .sort((a, b) => b.probability - a.probability);
    return {
      probability: this.#times.length / total,
      time: summarise(Float64Array.from(this.#times)) as SampleSummary,
      timedOut: sum(this.#firstTimedOut) / total,
      failed: sum(this.#firstFailed) / total,
      stuck: this.#stuck / total,
      first,
    };
  }
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
