import type { Deployment } from '../model/deployment.ts';
import { prepare } from './prepare.ts';
import type { KernelId } from './replications/replication-plan.ts';
import { RunInProgress } from './run-in-progress.ts';
import { type CyclicGranularity, type GranularityRun, SIMULATE_DEFAULTS, type SimulateOptions } from './simulation.ts';
import { MOST_FOR_PRECISION } from './statistics/precision.ts';

export { SIMULATE_DEFAULTS };

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
  const prepared = prepare(deployment, plannedOptions(options), { kernel });
  if ('cycle' in prepared) return prepared;
  const run = new RunInProgress(prepared, { threads: options.threads, precision: options.precision });
  for (const { done, total } of run.steps()) options.onProgress?.(done, total);
  return run.conclude();
}

/** With a precision the replications are the most that are run. */
export function plannedOptions(options: SimulateOptions): SimulateOptions {
  const replications = options.precision ? MOST_FOR_PRECISION : SIMULATE_DEFAULTS.replications;
  return { ...options, replications: options.replications ?? replications };
}
