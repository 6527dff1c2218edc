import { quantileOf } from './summary.ts';

/** Ends are kept of this many replications at most, and of fewer when there are very many tasks. */
const MOST_REPLICATIONS = 1000;
const MOST_VALUES = 2_000_000;

/** Keeps the ends of each task over the first replications, in bounded memory, for their quantiles. */
export class EndQuantiles {
  readonly #taskCount: number;
  readonly kept: number;
  readonly #ends: Float64Array;
  #filled = 0;

  constructor(taskCount: number, replications: number) {
    const most = Math.max(1, Math.floor(MOST_VALUES / Math.max(1, taskCount)));
    this.#taskCount = taskCount;
    this.kept = Math.min(replications, MOST_REPLICATIONS, most);
    this.#ends = new Float64Array(taskCount * this.kept);
  }

  /** @param ends of a replication that completed, by node; the tasks come first */
  add(ends: Float64Array): void {
    if (this.#filled === this.kept) return;
    for (let task = 0; task < this.#taskCount; task += 1) {
      this.#ends[task * this.kept + this.#filled] = ends[task] as number;
    }
    this.#filled += 1;
  }

  /** p10 and p90 of each task's end; empty when no replication completed. */
  byTask(taskIds: readonly string[]): ReadonlyMap<string, readonly [number, number]> {
    const result = new Map<string, readonly [number, number]>();
    if (this.#filled === 0) return result;
    taskIds.forEach((id, task) => {
      const ends = this.#ends.subarray(task * this.kept, task * this.kept + this.#filled).sort();
      result.set(id, [quantileOf(ends, 0.1), quantileOf(ends, 0.9)]);
    });
    return result;
  }
}
