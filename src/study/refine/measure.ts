import type { Deployment } from '../../model/deployment.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { DrawMemory } from '../../simulate/draws/draw-memory.ts';
import { prepare } from '../../simulate/prepare.ts';
import { RunInProgress } from '../../simulate/run-in-progress.ts';
import { plannedOptions, SIMULATE_DEFAULTS } from '../../simulate/simulate.ts';
import type { CyclicGranularity, GranularityRun, SimulateOptions } from '../../simulate/simulation.ts';
import { type Gain, gainOf } from '../compare.ts';
import type { Outcome } from './proposal.ts';

export type Run = GranularityRun | CyclicGranularity;

/** How refinements are simulated: fine order, on the same draws each. */
export interface MeasureOptions extends Omit<SimulateOptions, 'granularity' | 'onProgress'> {
  /** What the runs of one question share; it changes no number. */
  readonly memory?: DrawMemory;
}

/** The makespans as `simulate` gives them, without a schedule and without the ends of single tasks. */
export function measure(deployment: Deployment, { memory = new DrawMemory(), ...options }: MeasureOptions): Run {
  const planned = plannedOptions({ ...options, timings: timingsOf(deployment, options.timings), granularity: 'fine' });
  const prepared = prepare(deployment, planned);
  if ('cycle' in prepared) return prepared;
  const { threads, precision } = options;
  const run = new RunInProgress(prepared, { threads, precision, memory, trace: false });
  for (const _step of run.steps());
  return run.conclude();
}

/** What a change adds takes the time that it would take by itself; everything else keeps its own. */
function timingsOf(deployment: Deployment, timings: ReadonlyMap<string, Timing>): ReadonlyMap<string, Timing> {
  const isMissing = deployment.tasks.someNode((id) => !timings.has(id));
  return isMissing ? new Map([...resolveTimings(deployment), ...timings]) : timings;
}

export function outcomeOf(run: Run, replications: number = SIMULATE_DEFAULTS.replications): Outcome {
  if ('cycle' in run) return { meanSeconds: null, p95Seconds: null, failed: 1 };
  return {
    meanSeconds: run.makespan?.mean ?? null,
    p95Seconds: run.makespan?.p95 ?? null,
    failed: run.failedReplications / replications,
  };
}

/** Seconds that the second saves of the first, replication by replication; null when they share none. */
export function savedBy(before: Run, after: Run): Gain | null {
  return 'cycle' in before || 'cycle' in after ? null : gainOf(after, before);
}
