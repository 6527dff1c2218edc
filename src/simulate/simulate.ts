import type { Deployment } from '../model/deployment.ts';
import { withChances } from './compile/chances.ts';
import { type CompiledDeployment, compile } from './compile/compile.ts';
import { existing } from './compile/existing.ts';
import type { TaskTrials } from './compile/trials.ts';
import { VariationDraws } from './compile/variation.ts';
import { type DrawnTask, Draws } from './draws/draws.ts';
import { engines } from './engines/index.ts';
import { EngineSettings } from './engines/settings.ts';
import { criticalPath } from './explain/critical-path.ts';
import { stackTraceOf } from './explain/stack-trace.ts';
import { traceOf } from './explain/trace.ts';
import { EventKernel } from './kernel/event-kernel.ts';
import { LongestPathKernel } from './kernel/longest-path-kernel.ts';
import { isPlain } from './kernel/network.ts';
import type { Kernel } from './kernel/schedule.ts';
import type { Criticality, CyclicGranularity, GranularityRun, SimulateOptions } from './simulation.ts';
import { EndQuantiles } from './statistics/end-quantiles.ts';
import { FailureCounts } from './statistics/failure-counts.ts';
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
  const engine = engines[options.engine ?? SIMULATE_DEFAULTS.engine];
  const rules = engine.rules(part.deployment, new EngineSettings(engine, options.engineOptions ?? {}));
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

function drawnTasks({ taskIds }: CompiledDeployment, timings: SimulateOptions['timings']): readonly DrawnTask[] {
  return taskIds.map((task, node) => {
    const timing = timings.get(task);
    if (!timing) throw new Error(`task '${task}' has no timing`);
    return { node, task, duration: timing.duration };
  });
}

/** Runs the kernel again and again over the same arrays and keeps what the result needs. */
class Replications {
  readonly #compiled: CompiledDeployment;
  readonly #kernel: Kernel;
  readonly #draws: Draws;
  readonly #variation: VariationDraws | null;
  readonly #trials: TaskTrials | null;
  readonly #failures: FailureCounts;
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

  constructor(plain: CompiledDeployment, options: SimulateOptions) {
    const seed = options.seed ?? SIMULATE_DEFAULTS.seed;
    const tasks = drawnTasks(plain, options.timings);
    this.#medians = new Float64Array(plain.network.nodeCount);
    for (const { node, duration } of tasks) this.#medians[node] = duration.quantile(0.5);
    const { compiled, trials } = withChances(plain, { ...options, seed, medians: this.#medians });
    const { network, variation } = compiled;
    this.#compiled = compiled;
    this.#trials = trials;
    this.#kernel = isPlain(network) ? new LongestPathKernel(network) : new EventKernel(network);
    this.#draws = new Draws(
      tasks.filter(({ duration }) => duration.minimumSeconds < duration.maximumSeconds),
      seed,
    );
    this.#variation = variation && network.conduct ? new VariationDraws(variation, network.conduct, seed) : null;
    this.#durations = this.#medians.slice();
    this.#criticalCounts = new Int32Array(compiled.taskIds.length);
    this.#failures = new FailureCounts(compiled);
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
      this.#variation?.fill(replication, this.#durations);
      if (this.#trials) this.#trials.replication = replication;
      this.#kernel.run(this.#durations);
      if (this.#kernel.doneCount === this.#compiled.network.nodeCount) this.#keep(replication);
      else this.#failures.add(this.#kernel);
      if ((replication + 1) % step === 0 || replication + 1 === total) onProgress?.(replication + 1, total);
    }
  }

  #keep(replication: number): void {
    const { network, taskIds, isTracked, earlyOf, wholeNode } = this.#compiled;
    const { end } = this.#kernel;
    let makespan = 0;
    let complete = 0;
    for (let task = 0; task < taskIds.length; task += 1) {
      const at = end[task] as number;
      if (at > makespan) makespan = at;
      if (isTracked[task] === 1 && at > complete) complete = at;
    }
    this.#makespans[this.#done] = makespan;
    this.#completes[this.#done] = wholeNode === null ? complete : (end[wholeNode] as number);
    this.#completed[this.#done] = replication;
    this.#done += 1;
    this.#ends?.add(end);
    const firstEarly = network.nodeCount - earlyOf.length;
    for (const node of criticalPath(network, this.#kernel, taskIds.length)) {
      const task = node < firstEarly ? node : (earlyOf[node - firstEarly] as number);
      if (task < taskIds.length) this.#criticalCounts[task]! += 1;
    }
  }

  result(notes: readonly string[]): Omit<GranularityRun, 'granularity'> {
    const samples = this.#makespans.slice(0, this.#done);
    const failedReplications = this.#total - this.#done;
    this.#variation?.fill(-1, this.#medians);
    if (this.#trials) this.#trials.replication = -1;
    this.#kernel.run(this.#medians);
    const trace = traceOf(this.#compiled, this.#kernel, this.#medians);
    const stacks = stackTraceOf(this.#compiled, this.#kernel);
    const failures = this.#failures.summary(this.#total);
    const kept = this.#ends?.kept ?? 0;
    return {
      makespan: summarise(samples),
      complete: summarise(this.#completes.slice(0, this.#done)),
      samples,
      ...(failedReplications === 0 ? {} : { completed: this.#completed.slice(0, this.#done) }),
      failedReplications,
      critical: this.#criticality(),
      trace,
      ...(stacks.length === 0 ? {} : { stacks }),
      ...(failures === null ? {} : { failures }),
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
