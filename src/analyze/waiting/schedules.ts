import type { Environment } from '../../model/condition.ts';
import { leastFixpoint } from './fixpoint.ts';
import { type Instance, isMonotone } from './instance.ts';
import { buildNetwork, finishOf, goOf, type Network, startOf } from './network.ts';
import { shortestRun } from './search.ts';
import { environments, settle } from './settle.ts';
import { backwardSlice } from './slice.ts';
import { compileSemantics, DONE, PENDING, RUNNING, type State, type Transition } from './states.ts';

/** Something that a run may do while something else is not done. */
export interface Moment {
  readonly task: number;
  /** It starts, or its wait is over. */
  readonly event: 'start' | 'go';
  /** The task that is not done by then. */
  readonly without: number;
}

/** A run that shows a moment. */
export interface Shown {
  readonly instance: Instance;
  readonly environment: Environment;
  readonly schedule: readonly Transition[];
  readonly isShortest: boolean;
}

/** What the work may cost that makes a schedule the shortest one: states, and tasks of the slice. */
const STATES = 2_000;
const MOST_TASKS = 14;
const MOST_ENVIRONMENTS = 64;

/**
 * A run that reaches a moment: a shortest one where the part of the deployment that decides it is small, and the order
 * of a fixpoint otherwise. Signals that may be lost come, unless they are a FAILURE.
 * @returns `none` when it was searched and there is no such run; null when nothing was found in the budget
 */
export function showMoment(
  whole: Instance,
  moment: Moment,
  { mostTasks = MOST_TASKS }: { readonly mostTasks?: number } = {},
): Shown | 'none' | null {
  const slice = backwardSlice(whole, moment.task);
  const task = slice.task;
  // What is outside the slice need not have begun.
  const without = slice.placeOf(moment.without);
  let isSearched = slice.instance.conditions.length <= Math.log2(MOST_ENVIRONMENTS);
  if (!isSearched) return null;
  for (const environment of environments(slice.instance.conditions)) {
    const instance = withSignals(settle(slice.instance, environment));
    if (instance.absent.has(task) || (without !== null && instance.absent.has(without))) continue;
    const found = runTo(instance, { task, event: moment.event, without }, mostTasks);
    if (found === null) isSearched = false;
    else if (found !== 'none') return { ...found, instance, environment };
  }
  return isSearched ? 'none' : null;
}

interface Goal {
  readonly task: number;
  readonly event: 'start' | 'go';
  readonly without: number | null;
}

function runTo(
  instance: Instance,
  goal: Goal,
  mostTasks: number,
): Pick<Shown, 'schedule' | 'isShortest'> | 'none' | null {
  if (instance.names.length <= mostTasks) {
    const semantics = compileSemantics(instance);
    const found = semantics && shortestRun(semantics, (state) => isReached(state, goal), { left: STATES });
    if (found === 'none') return 'none';
    if (found) return { schedule: found, isShortest: true };
  }
  if (!isMonotone(instance)) return null;
  const schedule = derivedRun(buildNetwork(instance), goal);
  return schedule === null ? 'none' : { schedule, isShortest: false };
}

function isReached(state: State, { task, event, without }: Goal): boolean {
  if (without !== null && state[without] === DONE) return false;
  return event === 'start' ? state[task] !== PENDING : state[task] === RUNNING || state[task] === DONE;
}

/** In the monotone fragment: what a fixpoint without the end of `without` needs to fire the goal, in its order. */
function derivedRun(network: Network, { task, event, without }: Goal): readonly Transition[] | null {
  const order: number[] = [];
  const fired = leastFixpoint(network, { blocked: without === null ? [] : [finishOf(without)], order });
  const goal = event === 'start' ? startOf(task) : goOf(task);
  if (fired[goal] === 0) return null;
  const needed = neededFor(network, order, goal);
  const { waitHandle, names } = network.instance;
  return order.flatMap((node): readonly Transition[] => {
    if (!needed.has(node) || node >= 3 * names.length) return [];
    const of = Math.floor(node / 3);
    if (node === startOf(of)) return [{ kind: 'start', task: of }];
    if (node === finishOf(of)) return [{ kind: 'finish', task: of }];
    return waitHandle[of] === -1 ? [] : [{ kind: 'resume', task: of }];
  });
}

/** The nodes behind a fired one: of each, as many of its predecessors as it needs, the first that fired. */
function neededFor(network: Network, order: readonly number[], goal: number): ReadonlySet<number> {
  const { offsets, targets, need, weights } = network;
  const missing = need.slice();
  const causes = new Map<number, number[]>();
  for (const node of order) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge += 1) {
      const target = targets[edge]!;
      if (missing[target]! <= 0) continue;
      missing[target]! -= weights?.[node] ?? 1;
      const list = causes.get(target);
      if (list) list.push(node);
      else causes.set(target, [node]);
    }
  }
  const needed = new Set([goal]);
  for (const node of needed) for (const cause of causes.get(node) ?? []) needed.add(cause);
  return needed;
}

/** Every optional signal decided: a SUCCESS comes, a FAILURE does not. */
function withSignals(instance: Instance): Instance {
  if (!instance.sends.some(({ optional }) => optional)) return instance;
  const sends = instance.sends.filter(({ optional, failure }) => !(optional && failure));
  return { ...instance, sends: sends.map((send) => ({ ...send, optional: false })) };
}
