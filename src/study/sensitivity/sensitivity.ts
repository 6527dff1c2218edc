import { parseDuration } from '../../model/durations/parse-duration.ts';
import { Draws } from '../../simulate/draws/draws.ts';
import { isPlain } from '../../simulate/kernel/network.ts';
import type { Prepared } from '../../simulate/prepare.ts';
import { momentsOf } from '../../simulate/statistics/summary.ts';
import type { Sensitivity, TaskSensitivity } from '../outcome.ts';
import { type SensitivityRequest, StudyFault } from '../study.ts';
import { EventResponse, type Response, responseOf } from './response.ts';
import { correlationOf, meanOf, savingOf, type TaskColumns, totalEffectOf } from './task-columns.ts';

const DEFAULTS = { tasks: 20, shorten: '10%', replications: 1000 } as const;
/** Edges and nodes that may be visited: some seconds. */
const PASS_BUDGET = 1.5e9;
const EVENT_BUDGET = 2.5e7;
/** Numbers that may be kept: 80 MB. */
const MOST_NUMBERS = 1e7;
const FEWEST_REPLICATIONS = 100;
const MOST_LISTED = 200;

/** Of all replications so many are done. */
export interface SensitivityStep {
  readonly done: number;
  readonly total: number;
}

/**
 * How the makespan hangs on each task's duration, on the same draws. Without limits and signals all tasks are asked;
 * otherwise each answer is a run of its own, and the most critical are asked.
 *
 * @throws StudyFault for a request that cannot be read
 */
export function* sensitivityOf(
  prepared: Prepared,
  request: SensitivityRequest = {},
): Generator<SensitivityStep, Sensitivity> {
  const shortened = readShorten(request.shorten ?? DEFAULTS.shorten);
  const size = sizeOf(prepared, request);
  const sampler = new Sampler(prepared);
  const response = responseOf(prepared);
  const seen = yield* firstRuns(prepared, { response, sampler, size });
  const asked = size.isCheap ? [...prepared.durations.keys()] : seen.byCriticality.slice(0, size.tasks);
  const columns = asked.map((task) => emptyColumns(prepared, task, size.replications));
  for (let replication = 0; replication < size.replications; replication += 1) {
    const own = sampler.own(replication);
    response.run(replication, own);
    for (const column of columns) fill(column, { response, replication, own, sampler, shortened: shortened.apply });
    yield { done: size.replications + replication + 1, total: 2 * size.replications };
  }
  const tasks = columns.map((column) => indicesOf(prepared, column, seen)).sort(byImportance);
  return {
    replications: size.replications,
    shorten: shortened.text,
    tasks: tasks.slice(0, MOST_LISTED),
    ...(yield* limitGains(prepared, { sampler, seen, size })),
    notes: notesOf(prepared, { asked: asked.length, listed: Math.min(MOST_LISTED, tasks.length), ...size }),
  };
}

interface Size {
  readonly isCheap: boolean;
  readonly replications: number;
  readonly tasks: number;
  readonly wanted: number;
}

/** As many replications as asked for, or as the time allows. */
function sizeOf({ plan, failing, compiled }: Prepared, request: SensitivityRequest): Size {
  const { network, taskCount } = plan.input;
  const isCheap = isPlain(network) && failing.length === 0;
  const wanted = Math.min(request.replications ?? DEFAULTS.replications, plan.replications);
  const tasks = Math.max(1, Math.min(request.tasks ?? DEFAULTS.tasks, taskCount));
  const visits = network.nodeCount + network.inNode.length;
  const depth = 3 + Math.min(taskCount, 2 * Math.ceil(Math.sqrt(compiled.taskIds.length)));
  const fitting = isCheap
    ? Math.min(PASS_BUDGET / (visits * depth), MOST_NUMBERS / (5 * taskCount))
    : EVENT_BUDGET / (network.nodeCount * (1 + 4 * tasks));
  return { isCheap, wanted, tasks, replications: Math.min(wanted, Math.max(FEWEST_REPLICATIONS, Math.floor(fitting))) };
}

interface Seen {
  readonly makespans: Float64Array;
  readonly criticality: Float64Array;
  readonly byCriticality: readonly number[];
}

/** The makespan of each replication, and how often each task is critical. */
function* firstRuns(
  { plan }: Prepared,
  { response, sampler, size }: { readonly response: Response; readonly sampler: Sampler; readonly size: Size },
): Generator<SensitivityStep, Seen> {
  const makespans = new Float64Array(size.replications);
  const criticality = new Float64Array(plan.input.taskCount);
  let completed = 0;
  for (let replication = 0; replication < size.replications; replication += 1) {
    const makespan = response.run(replication, sampler.own(replication));
    makespans[replication] = makespan;
    if (!Number.isNaN(makespan)) {
      completed += 1;
      for (const task of response.critical()) criticality[task]! += 1;
    }
    yield { done: replication + 1, total: 2 * size.replications };
  }
  for (let task = 0; task < criticality.length; task += 1) criticality[task]! /= Math.max(1, completed);
  const byCriticality = [...criticality.keys()].sort(
    (a, b) => (criticality[b] as number) - (criticality[a] as number) || a - b,
  );
  return { makespans, criticality, byCriticality };
}

/** The draws of the plan, and others for the same tasks that nothing else uses. */
class Sampler {
  readonly #own: Draws;
  readonly #others: Draws;
  readonly #durations: Float64Array;
  readonly #indexOf = new Map<number, number>();

  constructor({ plan, drawnDurations }: Prepared) {
    const tasks = plan.drawn.map(({ node, task }, at) => {
      this.#indexOf.set(node, at);
      return { node, task, duration: drawnDurations[at] as (typeof drawnDurations)[number] };
    });
    this.#own = new Draws(tasks, plan.seed);
    this.#others = new Draws(
      tasks.map((task) => ({ ...task, attempt: -1 })),
      plan.seed,
    );
    this.#durations = plan.input.constants.slice();
  }

  own(replication: number): Float64Array {
    this.#own.fill(replication, this.#durations);
    return this.#durations;
  }

  another(task: number, replication: number): number {
    return this.#others.draw(this.#indexOf.get(task) as number, replication);
  }
}

function emptyColumns({ durations }: Prepared, task: number, replications: number): TaskColumns {
  const duration = durations[task] as (typeof durations)[number];
  const isDrawn = duration.minimumSeconds < duration.maximumSeconds;
  const column = (): Float64Array => new Float64Array(replications);
  return {
    task,
    durations: column(),
    shortened: column(),
    redrawn: isDrawn ? column() : null,
    ends: isDrawn ? { p10: duration.quantile(0.1), p90: duration.quantile(0.9), low: column(), high: column() } : null,
  };
}

interface Filling {
  readonly response: Response;
  readonly replication: number;
  readonly own: Float64Array;
  readonly sampler: Sampler;
  readonly shortened: (seconds: number) => number;
}

function fill(column: TaskColumns, { response, replication, own, sampler, shortened }: Filling): void {
  const { task, redrawn, ends } = column;
  const seconds = own[task] as number;
  column.durations[replication] = seconds;
  column.shortened[replication] = response.with(task, shortened(seconds));
  if (redrawn) redrawn[replication] = response.with(task, sampler.another(task, replication));
  if (ends) {
    ends.low[replication] = response.with(task, ends.p10);
    ends.high[replication] = response.with(task, ends.p90);
  }
}

function indicesOf(
  { compiled, durations }: Prepared,
  column: TaskColumns,
  { makespans, criticality }: Seen,
): TaskSensitivity {
  const { task, redrawn, shortened, ends } = column;
  const index = criticality[task] as number;
  const done = makespans.filter((value) => !Number.isNaN(value));
  const { mean, variance } = done.length > 1 ? momentsOf(done) : { mean: 0, variance: 0 };
  const [low, high] = ends ? [meanOf(ends.low), meanOf(ends.high)] : [null, null];
  const spread = Math.sqrt(durations[task]?.varianceSeconds2 ?? 0);
  return {
    task: compiled.taskIds[task] as string,
    criticality: index,
    cruciality: redrawn ? correlationOf(column.durations, makespans) : null,
    scheduleSensitivity: variance > 1e-24 * mean * mean ? (index * spread) / Math.sqrt(variance) : null,
    totalEffect: redrawn ? totalEffectOf(makespans, redrawn) : null,
    gain: savingOf(makespans, shortened),
    tornado: low === null || high === null ? null : { low, high },
  };
}

function byImportance(a: TaskSensitivity, b: TaskSensitivity): number {
  const falling = (x: number | undefined, y: number | undefined): number => (y ?? 0) - (x ?? 0);
  return (
    falling(a.totalEffect?.estimate, b.totalEffect?.estimate) ||
    falling(a.gain?.estimate, b.gain?.estimate) ||
    falling(a.criticality, b.criticality) ||
    (a.task < b.task ? -1 : 1)
  );
}

/** What one more slot of each limit would save. */
function* limitGains(
  prepared: Prepared,
  { sampler, seen, size }: { readonly sampler: Sampler; readonly seen: Seen; readonly size: Size },
): Generator<SensitivityStep, Pick<Sensitivity, 'limits'>> {
  const { poolIds } = prepared.compiled;
  const { poolCapacity } = prepared.plan.input.network;
  if (poolIds.length === 0) return {};
  const limits: NonNullable<Sensitivity['limits']>[number][] = [];
  for (const [pool, limit] of poolIds.entries()) {
    const capacity = poolCapacity[pool] as number;
    const response = new EventResponse(
      prepared,
      poolCapacity.map((one, at) => (at === pool ? one + 1 : one)),
    );
    const makespans = new Float64Array(size.replications);
    for (let replication = 0; replication < size.replications; replication += 1) {
      makespans[replication] = response.run(replication, sampler.own(replication));
      yield { done: 2 * size.replications, total: 2 * size.replications };
    }
    limits.push({ limit, capacity, gain: savingOf(seen.makespans, makespans) });
  }
  return { limits };
}

function readShorten(text: string): { readonly text: string; readonly apply: (seconds: number) => number } {
  const percent = /^\s*(\d*\.?\d+)\s*%\s*$/.exec(text);
  if (percent && Number(percent[1]) <= 100) {
    const kept = 1 - Number(percent[1]) / 100;
    return { text: `${Number(percent[1])} %`, apply: (seconds) => seconds * kept };
  }
  const parsed = parseDuration(text);
  if (!parsed.ok || parsed.duration.family !== 'constant') {
    throw new StudyFault(['sensitivity', 'shorten'], `expected 10% or a time such as 5s, not '${text}'`);
  }
  const less = parsed.duration.meanSeconds;
  return { text: `${less} s`, apply: (seconds) => Math.max(0, seconds - less) };
}

function notesOf(
  prepared: Prepared,
  given: Size & { readonly asked: number; readonly listed: number },
): readonly string[] {
  const { asked, listed, wanted, replications } = given;
  const all = prepared.compiled.taskIds.length;
  const notes: string[] = [];
  if (asked < all)
    notes.push(`each answer is a run of its own, so only the ${asked} most critical of ${all} tasks were asked`);
  if (listed < asked) notes.push(`the first ${listed} of ${asked} tasks are listed`);
  if (replications < wanted) notes.push(`${replications} replications instead of ${wanted}, to bound the time`);
  return notes;
}
