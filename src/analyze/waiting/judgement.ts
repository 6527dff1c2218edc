import type { Instance } from './instance.ts';
import type { Orders, Outcomes } from './monotone.ts';
import { type End, type Exploration, isStuck, type ObservedOrders } from './search.ts';
import { DONE, FAILED } from './states.ts';

export type Answer = 'always' | 'never' | 'sometimes' | 'undecided';

/** What is known of the runs of an instance. */
export interface Judgement {
  readonly completes: Answer;
  /** Null when something ran out. */
  readonly outcomes: Outcomes | null;
  /** Null when something ran out, or when they were not asked for. */
  readonly orders: Orders | null;
  /** What ran out; null when nothing did. */
  readonly ranOut: string | null;
}

export function judgement(outcomes: Outcomes, orders: Orders | null): Judgement {
  const completes = outcomes.canFail ? (outcomes.canComplete ? 'sometimes' : 'never') : 'always';
  return { completes, outcomes, orders, ranOut: null };
}

export function undecided(ranOut: string): Judgement {
  return { completes: 'undecided', outcomes: null, orders: null, ranOut };
}

export function judgeExploration(instance: Instance, exploration: Exploration): Judgement {
  const outcomes = outcomesOf(instance, exploration.ends);
  if (exploration.complete) return judgement(outcomes, exploration.orders && ordersOf(instance, exploration.orders));
  // What was seen stays true: both kinds of end decide the answer even when the search was cut.
  const completes = outcomes.canComplete && outcomes.canFail ? 'sometimes' : 'undecided';
  return { ...undecided('the budget of states ran out'), completes };
}

/** The judgement over two sets of environments. */
export function joinJudgements(a: Judgement, b: Judgement): Judgement {
  return {
    completes: joinAnswers(a.completes, b.completes),
    outcomes: a.outcomes && b.outcomes && joinOutcomes(a.outcomes, b.outcomes),
    orders: a.orders && b.orders && joinOrders(a.orders, b.orders),
    ranOut: a.ranOut ?? b.ranOut,
  };
}

function joinAnswers(a: Answer, b: Answer): Answer {
  if (a === b) return a;
  if (a === 'sometimes' || b === 'sometimes') return 'sometimes';
  return a === 'undecided' || b === 'undecided' ? 'undecided' : 'sometimes';
}

function outcomesOf(instance: Instance, ends: readonly End[]): Outcomes {
  const tasks = instance.names.map((_, task) => task);
  const inAll = (test: (end: End, task: number) => boolean): ReadonlySet<number> =>
    new Set(tasks.filter((task) => ends.every((end) => test(end, task))));
  const inSome = (test: (end: End, task: number) => boolean): ReadonlySet<number> =>
    new Set(tasks.filter((task) => ends.some((end) => test(end, task))));
  const stuck = (end: End, task: number): boolean => isStuck(end.phases[task]);
  const failed = (end: End, task: number): boolean => end.phases[task] === FAILED;
  const isFull = (end: End): boolean => end.phases.every((phase) => phase === DONE);
  return {
    canComplete: ends.some(isFull),
    canFail: ends.some((end) => !isFull(end)),
    stuckAlways: inAll(stuck),
    stuckSometimes: inSome(stuck),
    failedAlways: inAll(failed),
    failedSometimes: inSome(failed),
    racyTasks: inSome((end, task) => end.phases[task] !== ends[0]?.phases[task]),
    isRace: ends.length > 1,
    proceeds: inSome((end, task) => end.phases[task] === DONE && !instance.absent.has(task)),
  };
}

function ordersOf(instance: Instance, observed: ObservedOrders): Orders {
  const several = (sets: readonly ReadonlySet<string>[]): ReadonlySet<number> =>
    new Set(sets.flatMap((seen, index) => (seen.size > 1 ? [index] : [])));
  return {
    before: instance.names.map((_, task) => {
      const done = observed.doneBefore[task];
      return done ? new Set([...done].flatMap((isDone, other) => (isDone ? [other] : []))) : null;
    }),
    snapshotRaces: several(observed.snapshots),
    racyReads: several(observed.reads),
  };
}

function joinOutcomes(a: Outcomes, b: Outcomes): Outcomes {
  return {
    canComplete: a.canComplete || b.canComplete,
    canFail: a.canFail || b.canFail,
    stuckAlways: intersection(a.stuckAlways, b.stuckAlways),
    stuckSometimes: union(a.stuckSometimes, b.stuckSometimes),
    failedAlways: intersection(a.failedAlways, b.failedAlways),
    failedSometimes: union(a.failedSometimes, b.failedSometimes),
    racyTasks: union(a.racyTasks, b.racyTasks),
    isRace: a.isRace || b.isRace,
    proceeds: union(a.proceeds, b.proceeds),
  };
}

function joinOrders(a: Orders, b: Orders): Orders {
  return {
    before: a.before.map((first, task) => {
      const second = b.before[task] ?? null;
      return first && second ? intersection(first, second) : (first ?? second);
    }),
    snapshotRaces: union(a.snapshotRaces, b.snapshotRaces),
    racyReads: union(a.racyReads, b.racyReads),
  };
}

function union(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a, ...b]);
}

function intersection(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a].filter((element) => b.has(element)));
}
