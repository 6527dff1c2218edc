import type { CyclicGranularity, GranularityRun, SampleSummary } from '../simulate/simulation.ts';
import { type Interval, intervalOf } from '../simulate/statistics/precision.ts';
import type {
  Difference,
  Driver,
  ScenarioOutcome,
  Sensitivity,
  StudyOutcome,
  SweepPoint,
  TargetOutcome,
} from './outcome.ts';
import { pairedDifference } from './paired-difference.ts';
import type { StudyOutline } from './plan-study.ts';

/** Tasks that a scenario names as critical. */
const MOST_CRITICAL = 20;

/** What is kept of a run when it is over. */
export type FinishedRun = CyclicGranularity | KeptRun;

interface KeptRun extends GranularityRun {
  /** To run 0; null for run 0 itself. */
  readonly difference: Difference | null;
}

/** @param keepsSamples false lets go of single makespans, when they have been compared */
export function keptOf(run: GranularityRun, base: FinishedRun | null, keepsSamples: boolean): KeptRun {
  const difference = base === null || 'cycle' in base ? null : pairedDifference(base, run);
  if (keepsSamples) return { ...run, difference };
  const { completed: _completed, ...rest } = run;
  return { ...rest, samples: new Float64Array(0), critical: [], difference };
}

export interface StudyRuns {
  /** By place in the plan; null for what was not run. */
  readonly runs: readonly (FinishedRun | null)[];
  readonly targets: readonly (TargetOutcome | null)[];
  readonly sensitivity: Sensitivity | null;
}

/** Puts the answers together. What was not run is left out, which the notes say. */
export function concludeStudy(outline: StudyOutline, { runs, targets, sensitivity }: StudyRuns): StudyOutcome {
  const there = outline.scenarios.filter(({ run }) => (runs[run] ?? null) !== null);
  const scenarios = there.map(
    (scenario, index): Omit<ScenarioOutcome, 'rank'> => ({
      ...scenarioOf(scenario, runs[scenario.run] as FinishedRun),
      ...(index === 0 && sensitivity ? { sensitivity } : {}),
    }),
  );
  const ranked = [...scenarios].sort((a, b) => meanOf(a) - meanOf(b));
  const rankOf = (name: string): number => 1 + ranked.findIndex((one) => one.name === name);
  return {
    title: outline.title,
    seed: outline.seed,
    scenarios: scenarios.map((one) => ({ ...one, rank: one.makespan === null ? null : rankOf(one.name) })),
    ranking: ranked.map(({ name }) => name),
    sweeps: outline.sweeps.map(({ name, parameters, points }) => ({
      name,
      parameters,
      points: points.flatMap(({ run, ...point }) => {
        const finished = runs[run] ?? null;
        return finished === null ? [] : [{ ...point, ...pointOf(finished) }];
      }),
    })),
    targets: targets.filter((one) => one !== null),
    drivers: driversOf(outline, runs),
    notes: notesOf(outline, { runs, targets, sensitivity }),
  };
}

function meanOf({ makespan }: Pick<ScenarioOutcome, 'makespan'>): number {
  return makespan?.mean ?? Number.MAX_VALUE;
}

function scenarioOf(
  { run: at, ...scenario }: StudyOutline['scenarios'][number],
  run: FinishedRun,
): Omit<ScenarioOutcome, 'rank'> {
  if ('cycle' in run) {
    const nothing = { makespan: null, complete: null, failed: null, timedOut: null, difference: null, bounds: null };
    return { ...scenario, replications: 0, cycle: run.cycle, ...nothing, critical: [], samples: NO_SAMPLES, notes: [] };
  }
  return {
    ...scenario,
    replications: run.replications,
    makespan: run.makespan,
    complete: run.complete,
    ...(run.precision ? { precision: run.precision } : {}),
    failed: run.probabilities.failed,
    timedOut: run.probabilities.timedOut,
    difference: at === 0 ? null : run.difference,
    critical: run.critical.slice(0, MOST_CRITICAL),
    samples: run.samples,
    bounds: run.bounds,
    notes: run.notes,
  };
}

const NO_SAMPLES = new Float64Array(0);

function pointOf(run: FinishedRun): Omit<SweepPoint, 'values' | 'numbers'> {
  if ('cycle' in run) return { mean: null, p50: null, p95: null, failed: null, difference: null, bounds: null };
  const interval = (statistic: 'mean' | 'p50' | 'p95'): Interval | null => {
    const summary: SampleSummary | null = run.makespan;
    return summary === null ? null : intervalOf(summary, statistic);
  };
  return {
    mean: interval('mean'),
    p50: interval('p50'),
    p95: interval('p95'),
    failed: run.probabilities.failed,
    difference: run.difference,
    bounds: run.bounds,
  };
}

/** What moves nothing is no driver. */
function driversOf({ drivers }: StudyOutline, runs: StudyRuns['runs']): readonly Driver[] {
  return drivers
    .flatMap(({ run: at, ...driver }): Driver[] => {
      const run = runs[at] ?? null;
      if (run === null || 'cycle' in run || run.difference === null) return [];
      const { difference } = run;
      return difference.ciLow === 0 && difference.ciHigh === 0 ? [] : [{ ...driver, difference }];
    })
    .sort((a, b) => a.difference.estimate - b.difference.estimate);
}

function notesOf(outline: StudyOutline, { runs, targets }: StudyRuns): readonly string[] {
  const missing = runs.filter((run) => run === null).length;
  const unanswered = targets.filter((target) => target === null).length;
  const still = outline.drivers.length - driversOf(outline, runs).length;
  return [
    ...(missing > 0 ? [`${missing} of ${runs.length} runs were not done`] : []),
    ...(unanswered > 0 ? [`${unanswered} of ${targets.length} targets were not searched`] : []),
    ...(still > 0 && missing === 0 ? [`${still} of ${outline.drivers.length} possible drivers move nothing`] : []),
  ];
}
