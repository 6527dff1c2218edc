import type { Deployment } from '../../model/deployment.ts';
import type { Granularity } from '../../model/groups.ts';
import { NO_REVISION, reviseDeployment } from '../../model/revised.ts';
import type { Span } from '../../model/span.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { simulate } from '../../simulate/simulate.ts';
import type { CyclicGranularity, GranularityRun, SampleSummary, SimulateOptions } from '../../simulate/simulation.ts';
import { type CompareOptions, type Gain, gainOf } from '../compare.ts';
import { arrowName } from './items.ts';

export type Run = GranularityRun | CyclicGranularity;

/** One granularity of both revisions. */
export interface GranularityChange {
  readonly before: RunSummary;
  readonly after: RunSummary;
  /** Seconds more than before, paired by replication; below 0 is faster. Null when they share no completed one. */
  readonly difference: Gain | null;
}

export interface RunSummary {
  readonly makespan: SampleSummary | null;
  readonly failed: number;
  readonly cycle: readonly string[] | null;
}

/** A change that moves the makespan by itself, at fine granularity. */
export interface Driver {
  readonly kind: 'duration' | 'dependency added' | 'dependency removed';
  readonly subject: string;
  /** Seconds that it adds, everything else as in the new revision; below 0 is faster. */
  readonly effect: Gain;
}

export interface MakespanChanges {
  readonly granularities: { readonly fine: GranularityChange; readonly coarse: GranularityChange };
  /** What new durations add, the new order given; and what the new order and tasks add, the old durations given. */
  readonly byDurations: Gain | null;
  readonly byStructure: Gain | null;
  /** By falling effect, either way; the first few. */
  readonly drivers: readonly Driver[];
  /** Tasks whose share of replications on the critical path moved most. */
  readonly criticality: readonly { readonly task: string; readonly before: number; readonly after: number }[];
}

export interface Revisioned {
  readonly deployment: Deployment;
  readonly timings: ReadonlyMap<string, Timing>;
}

export type MakespanOptions = Omit<CompareOptions, 'timings'>;

/** Beyond so many changes their effects are not measured one by one. */
const MOST_TRIED = 12;
const MOST_CRITICAL = 5;

/**
 * How the makespan moved, on common random numbers: a task that both revisions have meets the same draw in both, so
 * what is left is what changed.
 */
export function makespanChanges(before: Revisioned, after: Revisioned, options: MakespanOptions): MakespanChanges {
  const { coarse = 'host', onProgress: _progress, ...rest } = options;
  const run = ({ deployment, timings }: Revisioned, granularity: Granularity): Run =>
    simulate(deployment, { ...rest, timings, granularity } satisfies SimulateOptions);
  const fine = [run(before, 'fine'), run(after, 'fine')] as const;
  const wholes = [run(before, coarse), run(after, coarse)] as const;
  const isMilestone = (task: string): boolean =>
    [before, after].some(
      ({ deployment: { tasks } }) => tasks.hasNode(task) && tasks.getNodeAttribute(task, 'kind') === 'milestone',
    );
  const fineRun = (one: Revisioned): Run => run(one, 'fine');
  const between = fineRun({ ...after, timings: withOldTimes(before.timings, after.timings) });
  return {
    granularities: { fine: changeOf(...fine), coarse: changeOf(...wholes) },
    byDurations: differenceOf(between, fine[1]),
    byStructure: differenceOf(fine[0], between),
    drivers: driversOf(before, after, { fine, run: fineRun }),
    criticality: criticalityChanges(...fine)
      .filter(({ task }) => !isMilestone(task))
      .slice(0, MOST_CRITICAL),
  };
}

function withOldTimes(
  before: ReadonlyMap<string, Timing>,
  after: ReadonlyMap<string, Timing>,
): ReadonlyMap<string, Timing> {
  return new Map([...after].map(([task, timing]) => [task, before.get(task) ?? timing]));
}

function changeOf(before: Run, after: Run): GranularityChange {
  return { before: summaryOf(before), after: summaryOf(after), difference: differenceOf(before, after) };
}

function summaryOf(run: Run): RunSummary {
  if ('cycle' in run) return { makespan: null, failed: 1, cycle: run.cycle };
  const count = run.samples.length + run.failedReplications;
  return { makespan: run.makespan, failed: run.failedReplications / Math.max(1, count), cycle: null };
}

/** What the second takes more than the first; relative to the first. */
export function differenceOf(before: Run, after: Run): Gain | null {
  if ('cycle' in before || 'cycle' in after) return null;
  const gain = gainOf(before, after);
  if (gain === null) return null;
  const mean = before.makespan?.mean ?? 0;
  return { ...gain, relative: mean > 0 ? gain.mean / mean : 0 };
}

interface Driving {
  readonly fine: readonly [Run, Run];
  readonly run: (one: Revisioned) => Run;
}

/** Each change taken back by itself; of a dependency that is gone, what it cost where it was. */
function driversOf(before: Revisioned, after: Revisioned, { fine, run }: Driving): readonly Driver[] {
  const drivers: Driver[] = [];
  const add = (kind: Driver['kind'], subject: string, effect: Gain | null): void => {
    if (effect !== null && Math.abs(effect.mean) > 1e-6) drivers.push({ kind, subject, effect });
  };
  for (const task of changedTimes(before.timings, after.timings)) {
    const timings = new Map(after.timings).set(task, before.timings.get(task)!);
    add('duration', task, differenceOf(run({ ...after, timings }), fine[1]));
  }
  for (const { span, subject } of onlyWritten(after.deployment, before.deployment)) {
    add('dependency added', subject, differenceOf(run(without(after, span)), fine[1]));
  }
  for (const { span, subject } of onlyWritten(before.deployment, after.deployment)) {
    add('dependency removed', subject, differenceOf(fine[0], run(without(before, span))));
  }
  return drivers.sort((a, b) => Math.abs(b.effect.mean) - Math.abs(a.effect.mean));
}

function without(one: Revisioned, span: Span): Revisioned {
  return { ...one, deployment: reviseDeployment(one.deployment, { ...NO_REVISION, dropped: [span] }) };
}

function changedTimes(before: ReadonlyMap<string, Timing>, after: ReadonlyMap<string, Timing>): readonly string[] {
  const changed = [...after].filter(([task, { duration }]) => {
    const was = before.get(task);
    return was !== undefined && was.duration.expression !== duration.expression;
  });
  return changed.slice(0, MOST_TRIED).map(([task]) => task);
}

/** Explicit dependencies between tasks of both that only one writes, a place each. */
function onlyWritten(one: Deployment, other: Deployment): readonly { readonly span: Span; readonly subject: string }[] {
  const found = new Map<string, { span: Span; subject: string }>();
  const isOfBoth = (id: string): boolean =>
    other.tasks.hasNode(id) || one.tasks.getNodeAttribute(id, 'kind') === 'milestone';
  one.tasks.forEachDirectedEdge((_edge, { reasons }, from, to) => {
    const reason = reasons.find(({ kind }) => kind === 'explicit');
    if (reason === undefined || !isOfBoth(from) || !isOfBoth(to)) return;
    const isThere = other.tasks.hasNode(from) && other.tasks.hasNode(to) && other.tasks.hasDirectedEdge(from, to);
    const others = isThere ? other.tasks.getEdgeAttribute(from, to, 'reasons') : [];
    if (others.some(({ kind }) => kind === 'explicit')) return;
    const key = JSON.stringify([reason.span.file, reason.span.line, reason.span.column]);
    if (!found.has(key)) found.set(key, { span: reason.span, subject: arrowName(one, from, to) });
  });
  return [...found.values()].slice(0, MOST_TRIED);
}

function criticalityChanges(before: Run, after: Run): MakespanChanges['criticality'] {
  if ('cycle' in before || 'cycle' in after) return [];
  const [was, is] = [before, after].map(({ critical }) => new Map(critical.map(({ task, index }) => [task, index])));
  const moved = [...new Set([...is!.keys(), ...was!.keys()])].map((task) => {
    return { task, before: was!.get(task) ?? 0, after: is!.get(task) ?? 0 };
  });
  return moved
    .filter((one) => Math.abs(one.after - one.before) >= 0.01)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.task < b.task ? -1 : 1));
}
