import type { Deployment } from '../model/deployment.ts';
import type { Granularity } from '../model/groups.ts';
import type { Timing } from '../model/timing/timing.ts';
import { SIMULATE_DEFAULTS, simulate } from '../simulate/simulate.ts';
import type { CyclicGranularity, EngineId, GranularityRun, SimulateOptions } from '../simulate/simulation.ts';
import { halfWidth, momentsOf } from '../simulate/statistics/summary.ts';
import { type Chosen, chosenOf } from './chosen.ts';

export interface CompareOptions extends Omit<SimulateOptions, 'granularity'> {
  /** The level that `coarse` enforces. Default `host`. */
  readonly coarse?: Exclude<Granularity, 'fine'>;
}

/**
 * What coarse thinking costs: paired differences coarse − fine, in seconds, with a two-sided 95 % interval of the
 * mean.
 */
export interface Gain {
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Mean gain over mean coarse makespan, 0 … 1. */
  readonly relative: number;
}

/** A deployment at both granularities, on common random numbers. */
export interface Comparison extends Chosen {
  readonly engine: EngineId;
  readonly seed: string;
  readonly replications: number;
  readonly workers: number | null;
  readonly granularities: {
    readonly fine: GranularityRun | CyclicGranularity;
    readonly coarse: GranularityRun | CyclicGranularity;
  };
  /** Over the replications that completed at both; null when there is none. */
  readonly gain: Gain | null;
  readonly timings: ReadonlyMap<string, Timing>;
}

/**
 * Simulates a deployment at fine and at coarse granularity. Both see the same draw of every duration, so the
 * difference is known far better than either makespan.
 *
 * @example
 * const { gain } = compare(deployment, { timings: resolveTimings(deployment) });
 * gain?.mean; // seconds that component-level order saves
 */
export function compare(deployment: Deployment, options: CompareOptions): Comparison {
  const { coarse: level = 'host', onProgress, ...rest } = options;
  const run = (granularity: Granularity, before: number): GranularityRun | CyclicGranularity =>
    simulate(deployment, {
      ...rest,
      granularity,
      ...(onProgress ? { onProgress: (done, total) => onProgress(before * total + done, 2 * total) } : {}),
    });
  const fine = run('fine', 0);
  const coarse = run(level, 1);
  return {
    engine: options.engine ?? SIMULATE_DEFAULTS.engine,
    seed: options.seed ?? SIMULATE_DEFAULTS.seed,
    replications: Math.max(...[fine, coarse].map((one) => replicationsOf(one, options))),
    workers: options.workers ?? null,
    ...chosenOf(options),
    granularities: { fine, coarse },
    gain: 'cycle' in fine || 'cycle' in coarse ? null : gainOf(fine, coarse),
    timings: options.timings,
  };
}

function replicationsOf(run: GranularityRun | CyclicGranularity, options: CompareOptions): number {
  return 'cycle' in run ? (options.replications ?? SIMULATE_DEFAULTS.replications) : run.replications;
}

/** The gain of two runs with the same seed. */
export function gainOf(fine: GranularityRun, coarse: GranularityRun): Gain | null {
  const pairs = commonReplications(fine, coarse);
  if (pairs.length === 0) return null;
  const differences = Float64Array.from(pairs, ([a, b]) => (coarse.samples[b] as number) - (fine.samples[a] as number));
  const { mean, variance } = momentsOf(differences);
  const half = halfWidth(variance, differences.length);
  const coarseMean = momentsOf(Float64Array.from(pairs, ([, b]) => coarse.samples[b] as number)).mean;
  return {
    mean,
    ciLow: mean - half,
    ciHigh: mean + half,
    relative: coarseMean > 0 ? mean / coarseMean : 0,
  };
}

/** The places, in each run's samples, of the replications that completed in both. */
function commonReplications(a: GranularityRun, b: GranularityRun): readonly (readonly [number, number])[] {
  const placeInB = new Map<number, number>();
  for (let place = 0; place < b.samples.length; place += 1) placeInB.set(b.completed?.[place] ?? place, place);
  const pairs: (readonly [number, number])[] = [];
  for (let place = 0; place < a.samples.length; place += 1) {
    const other = placeInB.get(a.completed?.[place] ?? place);
    if (other !== undefined) pairs.push([place, other]);
  }
  return pairs;
}
