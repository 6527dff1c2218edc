import type { Deployment } from '../model/deployment.ts';
import { type CompiledDeployment, compile } from './compile/compile.ts';
import { existing } from './compile/existing.ts';
import { withPolicy } from './compile/policy.ts';
import { type PlannedFailure, plannedFailures } from './compile/trials.ts';
import { engines } from './engines/index.ts';
import { EngineSettings } from './engines/settings.ts';
import { stackTraceOf } from './explain/stack-trace.ts';
import { traceOf } from './explain/trace.ts';
import { EventKernel } from './kernel/event-kernel.ts';
import { LongestPathKernel } from './kernel/longest-path-kernel.ts';
import { isPlain } from './kernel/network.ts';
import { EngineChances } from './replications/engine-chances.ts';
import type { KernelId } from './replications/replication-plan.ts';
import { runReplications } from './replications/run-replications.ts';
import type { Criticality, CyclicGranularity, GranularityRun, SimulateOptions } from './simulation.ts';
import { failureSummary } from './statistics/failure-counts.ts';
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
  const engine = engines[options.engine ?? SIMULATE_DEFAULTS.engine];
  const rules = engine.rules(part.deployment, new EngineSettings(engine, options.engineOptions ?? {}));
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
  plain: CompiledDeployment,
  options: SimulateOptions,
  { replications, notes, kernel }: { readonly replications: number; readonly notes: readonly string[] } & KernelChoice,
): Omit<GranularityRun, 'granularity'> {
  const timed = plain.taskIds.map((task, node) => {
    const timing = options.timings.get(task);
    if (!timing) throw new Error(`task '${task}' has no timing`);
    return { node, task, duration: timing.duration };
  });
  const medians = new Float64Array(plain.network.nodeCount);
  for (const { node, duration } of timed) medians[node] = duration.quantile(0.5);
  const compiled = withPolicy(plain, options.policy ?? 'engine', medians);
  const { network, taskIds, isTracked, wholeNode, earlyOf, variation } = compiled;
  const failing = plannedFailures(options.failures, timed);
  const drawn = timed.filter(({ duration }) => duration.minimumSeconds < duration.maximumSeconds);
  const { makespans, completes, completed, criticalCounts, ends, failed } = runReplications(
    {
      input: {
        network,
        taskCount: taskIds.length,
        isTracked,
        constants: medians,
        engine: network.conduct || failing.length > 0 ? { wholeNode, earlyOf, variation, failing } : null,
      },
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
    ...medianTrace(compiled, medians, { failing, seed: options.seed ?? SIMULATE_DEFAULTS.seed }),
    ...(failedReplications === 0 ? {} : { failures: failureSummary(failed, { taskIds, replications }) }),
    endQuantiles: ends.byTask(taskIds),
    notes: [...notes, ...statisticsNotes(makespans, { kept: ends.kept, replications })],
  };
}

function medianTrace(
  compiled: CompiledDeployment,
  medians: Float64Array,
  { failing, seed }: { readonly failing: readonly PlannedFailure[]; readonly seed: string },
): Pick<GranularityRun, 'trace' | 'stacks'> {
  const { network, taskIds, wholeNode, earlyOf, variation } = compiled;
  if (isPlain(network) && failing.length === 0) {
    const kernel = new LongestPathKernel(network);
    kernel.run(medians);
    return { trace: traceOf(compiled, kernel, medians) };
  }
  const engine = { wholeNode, earlyOf, variation, failing };
  const chances = new EngineChances({ network, taskCount: taskIds.length, engine }, seed);
  const kernel = new EventKernel(chances.network);
  const durations = medians.slice();
  chances.fill(-1, durations);
  kernel.run(durations);
  const stacks = stackTraceOf(compiled, kernel);
  return { trace: traceOf(compiled, kernel, durations), ...(stacks.length === 0 ? {} : { stacks }) };
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
