import type { Draws } from '../draws/draws.ts';
import { criticalPath } from '../explain/critical-path.ts';
import { eventKernelOf } from '../kernel/event-kernel-of.ts';
import { LongestPathKernel } from '../kernel/longest-path-kernel.ts';
import type { Kernel } from '../kernel/schedule.ts';
import type { EndQuantiles } from '../statistics/end-quantiles.ts';
import { type FailedBlock, failedBlock, noteFailure } from '../statistics/failure-counts.ts';
import type { BlockRunner, RunnerInput } from './block-runner.ts';
import { EngineChances } from './engine-chances.ts';

const BLOCK = 64;

/** The reference: one replication after another, with a kernel that keeps the whole schedule. */
export class EventRunner implements BlockRunner {
  readonly blockSize = BLOCK;
  readonly makespans = new Float64Array(BLOCK);
  readonly completes = new Float64Array(BLOCK);
  readonly criticalCounts: Int32Array;
  readonly #input: RunnerInput;
  readonly failed: FailedBlock = failedBlock(BLOCK);
  readonly #draws: Draws;
  readonly #chances: EngineChances;
  readonly #kernel: Kernel;
  readonly #durations: Float64Array;
  readonly endOf = (task: number): number => this.#kernel.end[task] as number;

  constructor(
    input: RunnerInput,
    { draws, seed }: { draws: Draws; seed: string },
    kernel: 'events' | 'pass' = 'events',
  ) {
    this.#chances = new EngineChances(input, seed);
    this.#input = input;
    this.#draws = draws;
    this.#kernel = kernel === 'events' ? eventKernelOf(this.#chances.network) : new LongestPathKernel(input.network);
    this.#durations = input.constants.slice();
    this.criticalCounts = new Int32Array(input.taskCount);
  }

  run(first: number, count: number, ends: EndQuantiles | null): void {
    const { network, taskCount, engine } = this.#input;
    for (let index = 0; index < count; index += 1) {
      this.#draws.fill(first + index, this.#durations);
      this.#chances.fill(first + index, this.#durations);
      this.#kernel.run(this.#durations);
      const isCompleted = this.#kernel.doneCount === network.nodeCount;
      this.makespans[index] = Number.NaN;
      if (!isCompleted) {
        const wholeNode = engine?.wholeNode ?? null;
        noteFailure(this.#kernel, { taskCount, wholeNode }, { into: this.failed, at: index });
        continue;
      }
      this.#keepTimes(index);
      const firstEarly = network.nodeCount - (engine?.earlyOf.length ?? 0);
      for (const node of criticalPath(this.#chances.network, this.#kernel, taskCount)) {
        const task = node < firstEarly ? node : (engine?.earlyOf[node - firstEarly] as number);
        if (task < taskCount) this.criticalCounts[task]! += 1;
      }
      if (ends && !ends.isFull) ends.add(this.endOf);
    }
  }

  #keepTimes(index: number): void {
    const { taskCount, isTracked, engine } = this.#input;
    const { end } = this.#kernel;
    let makespan = 0;
    let complete = 0;
    for (let task = 0; task < taskCount; task += 1) {
      const at = end[task] as number;
      if (at > makespan) makespan = at;
      if (isTracked[task] === 1 && at > complete) complete = at;
    }
    this.makespans[index] = makespan;
    const whole = engine?.wholeNode ?? null;
    this.completes[index] = whole === null ? complete : (end[whole] as number);
  }
}
