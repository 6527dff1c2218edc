import type { Deployment } from '../model/deployment.ts';
import { type CompiledDeployment, compile } from './compile/compile.ts';
import { existing } from './compile/existing.ts';
import { engines } from './engines/index.ts';
import { traceOf } from './explain/trace.ts';
import { EventKernel } from './kernel/event-kernel.ts';
import { LongestPathKernel } from './kernel/longest-path-kernel.ts';
import { isPlain } from './kernel/network.ts';
import type { KernelId } from './replications/replication-plan.ts';
import { runReplications } from './replications/run-replications.ts';
import type { Criticality, CyclicGranularity, GranularityRun, SimulateOptions } from './simulation.ts';
import type { SampleStatistics } from './statistics/sample-statistics.ts';

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
  return simulateWith(deployment, options, { kernel: null });
}

/** Null lets the network choose; tests and the benchmark compare kernels. */
export interface KernelChoice {
  readonly kernel: KernelId | null;
}

/** @throws as `simulate` */
export function simulateWith(
  deployment: Deployment,
  options: SimulateOptions,
  { kernel }: KernelChoice,
): GranularityRun | CyclicGranularity {
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
  const notes = [...part.notes, ...rules.notes, ...compiled.notes];
  const result = runOf(compiled, options, { replications, notes, kernel });
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

/** The drawn replications, and the trace of one more with every duration at its median. */
function runOf(
  compiled: CompiledDeployment,
  options: SimulateOptions,
  { replications, notes, kernel }: { readonly replications: number; readonly notes: readonly string[] } & KernelChoice,
): Omit<GranularityRun, 'granularity'> {
  const { network, taskIds, isTracked } = compiled;
  const timed = taskIds.map((task, node) => {
    const timing = options.timings.get(task);
    if (!timing) throw new Error(`task '${task}' has no timing`);
    return { node, task, duration: timing.duration };
  });
  const medians = new Float64Array(network.nodeCount);
  for (const { node, duration } of timed) medians[node] = duration.quantile(0.5);
  const drawn = timed.filter(({ duration }) => duration.minimumSeconds < duration.maximumSeconds);
  const { makespans, completes, completed, criticalCounts, ends } = runReplications(
    {
      input: { network, taskCount: taskIds.length, isTracked, constants: medians },
      seed: options.seed ?? SIMULATE_DEFAULTS.seed,
      drawn: drawn.map(({ node, task, duration }) => ({ node, task, expression: duration.expression })),
      replications,
      kernel,
    },
    { durations: drawn.map(({ duration }) => duration), threads: options.threads, onProgress: options.onProgress },
  );
  const failedReplications = replications - makespans.count;
  return {
    makespan: makespans.summary(),
    complete: completes.summary(),
    samples: makespans.samples,
    ...(failedReplications === 0 ? {} : { completed }),
    failedReplications,
    critical: criticality(taskIds, criticalCounts, makespans.count),
    trace: medianTrace(compiled, medians),
    endQuantiles: ends.byTask(taskIds),
    notes: [...notes, ...statisticsNotes(makespans, { kept: ends.kept, replications })],
  };
}

function medianTrace(compiled: CompiledDeployment, medians: Float64Array): GranularityRun['trace'] {
  const { network } = compiled;
  const kernel = isPlain(network) ? new LongestPathKernel(network) : new EventKernel(network);
  kernel.run(medians);
  return traceOf(compiled, kernel, medians);
}

/** By falling index, then by id. */
function criticality(taskIds: readonly string[], counts: Float64Array, completed: number): readonly Criticality[] {
  return taskIds
    .map((task, node) => ({ task, index: (counts[node] as number) / Math.max(1, completed) }))
    .filter(({ index }) => index > 0)
    .sort((a, b) => b.index - a.index);
}

/** What is not exact any more because there are so many replications. */
function statisticsNotes(
  makespans: SampleStatistics,
  { kept, replications }: { readonly kept: number; readonly replications: number },
): readonly string[] {
  const notes: string[] = [];
  if (kept < replications) notes.push(`p10 and p90 of each task's end are of the first ${kept} replications`);
  if (makespans.quantileError > 0) {
    const error = (100 * makespans.quantileError).toFixed(1);
    notes.push(`quantiles of more than ${makespans.kept} makespans come from a sketch: off by ${error} % at most`);
    notes.push(`single makespans are kept of the first ${makespans.kept} replications that completed`);
  }
  return notes;
}
