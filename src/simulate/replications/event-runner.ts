import type { Draws } from '../draws/draws.ts';
import { criticalPath } from '../explain/critical-path.ts';
import { EventKernel } from '../kernel/event-kernel.ts';
import { LongestPathKernel } from '../kernel/longest-path-kernel.ts';
import type { Kernel } from '../kernel/schedule.ts';
import type { EndQuantiles } from '../statistics/end-quantiles.ts';
import type { BlockRunner, RunnerInput } from './block-runner.ts';

const BLOCK = 64;

/** The reference: one replication after another, with a kernel that keeps the whole schedule. */
export class EventRunner implements BlockRunner {
  readonly blockSize = BLOCK;
  readonly makespans = new Float64Array(BLOCK);
  readonly completes = new Float64Array(BLOCK);
  readonly criticalCounts: Int32Array;
  readonly #input: RunnerInput;
  readonly #draws: Draws;
  readonly #kernel: Kernel;
  readonly #durations: Float64Array;
  readonly endOf = (task: number): number => this.#kernel.end[task] as number;

  constructor(input: RunnerInput, draws: Draws, kernel: 'events' | 'pass' = 'events') {
    this.#input = input;
    this.#draws = draws;
    this.#kernel = kernel === 'events' ? new EventKernel(input.network) : new LongestPathKernel(input.network);
    this.#durations = input.constants.slice();
    this.criticalCounts = new Int32Array(input.taskCount);
  }

  run(first: number, count: number, ends: EndQuantiles | null): void {
    const { network, taskCount } = this.#input;
    for (let index = 0; index < count; index += 1) {
      this.#draws.fill(first + index, this.#durations);
      this.#kernel.run(this.#durations);
      const isCompleted = this.#kernel.doneCount === network.nodeCount;
      this.makespans[index] = Number.NaN;
      if (!isCompleted) continue;
      this.#keepTimes(index);
      for (const node of criticalPath(network, this.#kernel, taskCount)) {
        if (node < taskCount) this.criticalCounts[node]! += 1;
      }
      if (ends && !ends.isFull) ends.add(this.endOf);
    }
  }

  #keepTimes(index: number): void {
    const { taskCount, isTracked } = this.#input;
    const { end } = this.#kernel;
    let makespan = 0;
    let complete = 0;
    for (let task = 0; task < taskCount; task += 1) {
      const at = end[task] as number;
      if (at > makespan) makespan = at;
      if (isTracked[task] === 1 && at > complete) complete = at;
    }
    this.makespans[index] = makespan;
    this.completes[index] = complete;
  }
}
