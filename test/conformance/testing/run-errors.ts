import { simulate } from '../../../src/simulate/simulate.ts';
import { deploymentOf, type HeatRun } from './heat-run.ts';

/** What the engine's model says of a run, beside what was measured. */
export interface RunErrors {
  readonly run: HeatRun;
  readonly predicted: number;
  /** Of the end of a rollback; null where there was none. */
  readonly rolledBackError: number | null;
  readonly error: number;
  /** Over the starts and the ends of all resources that have them. */
  readonly largest: number;
  readonly mean: number;
  readonly worst: string;
  /** Resources whose outcome was predicted otherwise. */
  readonly wrong: readonly string[];
  /** Of the makespan over the replications; where the stack fails, of the time when it is known to have failed. */
  readonly low: number;
  readonly high: number;
}

export interface RunOptions {
  readonly load: number;
  /** The order in which leaves were seen to start, that of the template, or one by lot in each of 200 replications. */
  readonly leaves: 'observed' | 'listed' | 'drawn';
  /** The engine's option; default none. */
  readonly rollback?: string;
}

export function errorsOf(run: HeatRun, { load, leaves, rollback = 'none' }: RunOptions): RunErrors {
  const { deployment, timings } = deploymentOf(run);
  const order = [...run.resources].sort(([, a], [, b]) => a.start - b.start).map(([name]) => name);
  const leafOrder = { [orderOption(run)]: leaves === 'observed' ? order.join(' ') : leaves };
  const result = simulate(deployment, {
    engine: run.engine,
    engineOptions: { ...run.settings, load: String(load), rollback, ...leafOrder },
    timings,
    replications: leaves === 'drawn' ? 200 : 1,
  });
  if ('cycle' in result) throw new Error(`${run.name}: ${result.cycle.join(' → ')}`);
  const tasks = result.trace.map(({ task, start, end, outcome }) => ({ id: task, start, end, outcome }));
  const stacks = (result.stacks ?? []).map(({ group, start, end, outcome }) => ({ id: group, start, end, outcome }));
  const predicted = new Map([...stacks.slice(1), ...tasks].map((one) => [one.id, one]));
  const whole = stacks[0] as (typeof stacks)[number];
  const errors = [...run.resources].flatMap(([id, measured]) => {
    const own = predicted.get(id);
    if (!own) throw new Error(`${run.name}: nothing is predicted of '${id}'`);
    const differences = [
      { what: `${id} start`, error: own.start - measured.start },
      { what: `${id} end`, error: own.end - measured.end },
    ];
    return differences.filter(({ error }) => !Number.isNaN(error));
  });
  const wrong = [...predicted.values()].filter(({ id, outcome }) => {
    const measured = run.resources.get(id);
    return outcome !== 'stuck' && !measured && !id.includes('.signal');
  });
  const worst = errors.reduce((a, b) => (Math.abs(b.error) > Math.abs(a.error) ? b : a));
  const range = result.complete ?? result.failures?.time;
  const undone = result.failures?.time.mean ?? Number.NaN;
  return {
    low: range?.min ?? Number.NaN,
    high: range?.max ?? Number.NaN,
    run,
    predicted: whole.end,
    rolledBackError: run.rolledBack === null ? null : undone - run.rolledBack,
    error: whole.end - run.makespan,
    largest: Math.abs(worst.error),
    mean: errors.reduce((sum, { error }) => sum + Math.abs(error), 0) / errors.length,
    worst: worst.what,
    wrong: [
      ...wrong.map(({ id }) => id),
      ...((whole.outcome === 'done') === run.isComplete ? [] : [`the stack is ${whole.outcome}`]),
    ],
  };
}

/**
 * Leaves of the top stack start in the order of a hash: the greatest error of the k-th start, predicted against
 * measured, whichever leaf it was. Null where there are fewer than two.
 */
export function matchedLeafError(run: HeatRun): number | null {
  const { deployment, timings } = deploymentOf(run);
  const { resources } = deployment;
  const isLeaf = (id: string): boolean =>
    resources.hasNode(id) && resources.inDegree(id) === 0 && resources.getNodeAttribute(id, 'stack') === '';
  const engineOptions = { ...run.settings, [orderOption(run)]: 'listed' };
  const result = simulate(deployment, { engine: run.engine, engineOptions, timings, replications: 1 });
  if ('cycle' in result) return null;
  const starts = [...(result.stacks ?? []).map(({ group, start }) => ({ task: group, start })), ...result.trace];
  const predicted = starts.filter(({ task }) => isLeaf(task)).map(({ start }) => start);
  const measured = [...run.resources].filter(([id]) => isLeaf(id)).map(([, { start }]) => start);
  if (measured.length < 2) return null;
  const inOrder = (list: readonly number[]): readonly number[] => [...list].sort((a, b) => a - b);
  const [first, second] = [inOrder(predicted), inOrder(measured)];
  return Math.max(...second.map((start, index) => Math.abs(start - (first[index] as number))));
}

function orderOption({ engine }: HeatRun): string {
  return engine === 'heat-convergence' ? 'leaf-order' : 'start-order';
}

/** What a start costs on the machine on which the engines' costs were measured: their defaults. */
const USUAL_HOP_SECONDS: Readonly<Record<string, number>> = { 'heat-convergence': 0.15, 'heat-legacy': 0.05 };

/**
 * How slow the machine was during a run: its own median time from the end of a last prerequisite to a start, over the
 * usual one. 1 when it has no such pair.
 */
export function loadOf(run: HeatRun): number {
  const { resources } = deploymentOf(run).deployment;
  const hops = [...run.resources].flatMap(([id, { start }]) => {
    const ends = resources.hasNode(id) ? resources.mapInNeighbors(id, (name) => run.resources.get(name)?.end) : [];
    const hop = start - Math.max(...ends.map((end) => end ?? Number.NaN));
    return ends.length === 0 || Number.isNaN(hop) ? [] : [hop];
  });
  const sorted = hops.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return (median as number) / (USUAL_HOP_SECONDS[run.engine] as number);
}
