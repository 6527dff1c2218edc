import type { Deployment } from '../model/deployment.ts';
import { type CompiledDeployment, compile } from './compile/compile.ts';
import { existing } from './compile/existing.ts';
import { Draws } from './draws/draws.ts';
import { engines } from './engines/index.ts';
import { criticalPath } from './explain/critical-path.ts';
import { traceOf } from './explain/trace.ts';
import { EventKernel } from './kernel/event-kernel.ts';
import { LongestPathKernel } from './kernel/longest-path-kernel.ts';
import { isPlain } from './kernel/network.ts';
import type { Kernel } from './kernel/schedule.ts';
import type { Criticality, CyclicGranularity, GranularityRun, SimulateOptions } from './simulation.ts';
import { EndQuantiles } from './statistics/end-quantiles.ts';
import { summarise } from './statistics/summary.ts';

/** What is taken when an option is not given. */
export const SIMULATE_DEFAULTS = {
  engine: 'declared',
  granularity: 'fine',
  replications: 1000,
  seed: 'makespan',
} as const;

/**
 * Simulates a deployment at one granularity: `replications` times with drawn durations, and once with every duration at
 * its median for the trace. Equal input, options and seed give equal numbers to the last bit.
 *
 * @returns the run, or the shortest cycle when the order at this granularity is cyclic
 * @throws RangeError when an option is out of range, Error when a task has no timing (see `resolveTimings`)
 *
 * @example
 * const run = simulate(deployment, { timings: resolveTimings(deployment), replications: 10_000 });
 * if ('samples' in run) run.makespan?.p95; // seconds
 */
export function simulate(deployment: Deployment, options: SimulateOptions): GranularityRun | CyclicGranularity {
  const granularity = options.granularity ?? SIMULATE_DEFAULTS.granularity;
  const replications = options.replications ?? SIMULATE_DEFAULTS.replications;
  demandCount(replications, 'replications');
  if (options.workers != null) demandCount(options.workers, 'workers');
  const part = existing(deployment);
  const rules = engines[options.engine ?? SIMULATE_DEFAULTS.engine].rules(part.deployment);
  const compiled = compile(part.deployment, {
    granularity,
    rules,
    workers: options.workers ?? null,
    countUntracked: options.countUntracked ?? false,
  });
  if ('cycle' in compiled) return { granularity, cycle: compiled.cycle };
  const study = new Replications(compiled, options);
  study.runAll(replications, options.onProgress);
  const result = study.result([...part.notes, ...rules.notes, ...compiled.notes]);
  return { granularity, ...result, notes: [...result.notes, ...assumedTimes(result.critical, options.timings)] };
}

/** Nobody shall take a guess for a measurement: names the assumed times that the makespan rests on. */
function assumedTimes(critical: readonly Criticality[], timings: SimulateOptions['timings']): readonly string[] {
  const assumed = critical.filter(({ task }) => timings.get(task)?.origin === 'assumed');
  if (assumed.length === 0) return [];
  const named = assumed.slice(0, 5).map(({ task, index }) => `${task} (critical in ${Math.round(100 * index)} %)`);
  const more = assumed.length > named.length ? `, and ${assumed.length - named.length} more` : '';
  return [`the makespan rests on assumed times: ${named.join(', ')}${more}`];
}

function demandCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} must be 1, 2, 3, …, not ${value}`);
}

/** Runs the kernel again and again over the same arrays and keeps what the result needs. */
class Replications {
  readonly #compiled: CompiledDeployment;
  readonly #kernel: Kernel;
  readonly #draws: Draws;
  /** By node; what is constant, and milestones, stay as they are. */
  readonly #durations: Float64Array;
  readonly #medians: Float64Array;
  readonly #criticalCounts: Int32Array;
  #makespans = new Float64Array(0);
  #completes = new Float64Array(0);
  #completed = new Int32Array(0);
  #ends: EndQuantiles | null = null;
  #done = 0;
  #total = 0;

  constructor(compiled: CompiledDeployment, options: SimulateOptions) {
    const { network, taskIds } = compiled;
    this.#compiled = compiled;
    this.#kernel = isPlain(network) ? new LongestPathKernel(network) : new EventKernel(network);
    const tasks = taskIds.map((task, node) => {
      const timing = options.timings.get(task);
      if (!timing) throw new Error(`task '${task}' has no timing`);
      return { node, task, duration: timing.duration };
    });
    this.#draws = new Draws(
      tasks.filter(({ duration }) => duration.minimumSeconds < duration.maximumSeconds),
      options.seed ?? SIMULATE_DEFAULTS.seed,
    );
    this.#medians = new Float64Array(network.nodeCount);
    for (const { node, duration } of tasks) this.#medians[node] = duration.quantile(0.5);
    this.#durations = this.#medians.slice();
    this.#criticalCounts = new Int32Array(taskIds.length);
  }

  runAll(total: number, onProgress: SimulateOptions['onProgress']): void {
    this.#total = total;
    this.#makespans = new Float64Array(total);
    this.#completes = new Float64Array(total);
    this.#completed = new Int32Array(total);
    this.#ends = new EndQuantiles(this.#compiled.taskIds.length, total);
    const step = Math.max(1, Math.floor(total / 100));
    for (let replication = 0; replication < total; replication += 1) {
      this.#draws.fill(replication, this.#durations);
      this.#kernel.run(this.#durations);
      if (this.#kernel.doneCount === this.#compiled.network.nodeCount) this.#keep(replication);
      if ((replication + 1) % step === 0 || replication + 1 === total) onProgress?.(replication + 1, total);
    }
  }

  #keep(replication: number): void {
    const { network, taskIds, isTracked } = this.#compiled;
    const { end } = this.#kernel;
    let makespan = 0;
    let complete = 0;
    for (let task = 0; task < taskIds.length; task += 1) {
      const at = end[task] as number;
      if (at > makespan) makespan = at;
      if (isTracked[task] === 1 && at > complete) complete = at;
    }
    this.#makespans[this.#done] = makespan;
    this.#completes[this.#done] = complete;
    this.#completed[this.#done] = replication;
    this.#done += 1;
    this.#ends?.add(end);
    for (const node of criticalPath(network, this.#kernel, taskIds.length)) {
      if (node < taskIds.length) this.#criticalCounts[node]! += 1;
    }
  }

  result(notes: readonly string[]): Omit<GranularityRun, 'granularity'> {
    const samples = this.#makespans.slice(0, this.#done);
    const failedReplications = this.#total - this.#done;
    this.#kernel.run(this.#medians);
    const trace = traceOf(this.#compiled, this.#kernel, this.#medians);
    const kept = this.#ends?.kept ?? 0;
    return {
      makespan: summarise(samples),
      complete: summarise(this.#completes.slice(0, this.#done)),
      samples,
      ...(failedReplications === 0 ? {} : { completed: this.#completed.slice(0, this.#done) }),
      failedReplications,
      critical: this.#criticality(),
      trace,
      endQuantiles: this.#ends?.byTask(this.#compiled.taskIds) ?? new Map(),
      notes:
        kept < this.#total ? [...notes, `p10 and p90 of each task's end are of the first ${kept} replications`] : notes,
    };
  }

  /** By falling index, then by id. */
  #criticality(): readonly Criticality[] {
    return this.#compiled.taskIds
      .map((task, node) => ({ task, index: (this.#criticalCounts[node] as number) / Math.max(1, this.#done) }))
      .filter(({ index }) => index > 0)
      .sort((a, b) => b.index - a.index);
  }
}
