import { quantileOf } from './summary.ts';

/** Ends are kept of this many replications at most, and of fewer when there are very many tasks. */
const MOST_REPLICATIONS = 1000;
const MOST_VALUES = 2_000_000;

/** Of how many replications the ends are kept. */
export function keptReplications(taskCount: number, replications: number): number {
  const most = Math.max(1, Math.floor(MOST_VALUES / Math.max(1, taskCount)));
  return Math.min(replications, MOST_REPLICATIONS, most);
}

/** Keeps the ends of each task over the first replications, in bounded memory, for their quantiles. */
export class EndQuantiles {
  readonly #taskCount: number;
  readonly kept: number;
  /** Replication after replication. */
  readonly #ends: Float64Array;
  #filled = 0;

  /** @param kept room for so many replications */
  constructor(taskCount: number, kept: number) {
    this.#taskCount = taskCount;
    this.kept = kept;
    this.#ends = new Float64Array(taskCount * kept);
  }

  get isFull(): boolean {
    return this.#filled === this.kept;
  }

  /** For how many more there is room. */
  get room(): number {
    return this.kept - this.#filled;
  }

  /** What was kept, replication after replication, to be handed on. */
  get values(): Float64Array {
    return this.#ends.subarray(0, this.#filled * this.#taskCount);
  }

  /** Another replication that completed, unless there is no room. */
  add(endOf: (task: number) => number): void {
    if (this.isFull) return;
    const from = this.#filled * this.#taskCount;
    for (let task = 0; task < this.#taskCount; task += 1) this.#ends[from + task] = endOf(task);
    this.#filled += 1;
  }

  /** What somebody else kept of the replications that follow, as far as there is room. */
  addAll(values: Float64Array): void {
    const from = this.#filled * this.#taskCount;
    const taken = values.subarray(0, this.#ends.length - from);
    this.#ends.set(taken, from);
    if (this.#taskCount > 0) this.#filled += taken.length / this.#taskCount;
  }

  /** p10 and p90 of each task's end; empty when no replication completed. */
  byTask(taskIds: readonly string[]): ReadonlyMap<string, readonly [number, number]> {
    const result = new Map<string, readonly [number, number]>();
    if (this.#filled === 0) return result;
    const ends = new Float64Array(this.#filled);
    taskIds.forEach((id, task) => {
      for (let at = 0; at < this.#filled; at += 1) ends[at] = this.#ends[at * this.#taskCount + task] as number;
      ends.sort();
      result.set(id, [quantileOf(ends, 0.1), quantileOf(ends, 0.9)]);
    });
    return result;
  }
}
