import type { Environment } from '../../model/condition.ts';
import type { TaskKind } from '../../model/deployment.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { buildNetwork, type Network, startOf } from './network.ts';
import { settle } from './settle.ts';
import { backwardSlice } from './slice.ts';
import { taskPhrase } from './story.ts';
import type { WaitStudy } from './study.ts';
import { fireTimes } from './timed/fire-times.ts';
import { leastWait } from './timed/least-wait.ts';
import { pivotBounds } from './timed/pivot-bounds.ts';
import { compiledFine, waitStudies } from './wait-facts.ts';

/** How long a wait with a timeout waits, from what its tasks take. Seconds. */
export interface WaitTimes {
  readonly study: WaitStudy;
  readonly timeoutSeconds: number;
  /** When its timer starts: all tasks quick (5th percentile), and slow (95th). */
  readonly start: Pace;
  /** When its last signal comes. */
  readonly satisfied: Pace;
  /**
   * The part of the way to the last signal that no dependency of the wait could take out of its timer: the sender
   * itself.
   */
  readonly inside: Pace;
  /** A bound that no run exceeds; Infinity when a duration has no upper end, or the slice is too large to ask. */
  readonly bound: () => number;
  /** What no run waits less than; −Infinity when conditions are open, or pools may hold things up. */
  readonly least: () => number;
  /** The task that sends the last signal when all is slow. */
  readonly lastSender: string;
  /** What must be done before the last sender starts, and may not be when the timer starts; the direct ones. */
  readonly uncovered: () => readonly string[];
  /** Whether every duration that decides is from the user, not a default. */
  readonly isStated: () => boolean;
  /** The tasks whose durations are defaults or assumed, in template order. */
  readonly unstated: () => readonly string[];
}

/** At the 5th, 50th and 95th percentile of every duration at once. */
export interface Pace {
  readonly quick: number;
  readonly usual: number;
  readonly slow: number;
}

/** The waits with a timeout that can be satisfied, in template order. */
export function waitTimes(facts: Facts): readonly WaitTimes[] {
  return facts.remember('wait times', () => waitStudies(facts).flatMap((study) => timesOf(facts, study)));
}

function timesOf(facts: Facts, study: WaitStudy): readonly WaitTimes[] {
  const { timeoutSeconds, handle, task: waitTask } = study.wait;
  if (timeoutSeconds === null || isUnknown(timeoutSeconds) || isUnknown(handle) || study.works === null) return [];
  const whole = wholeTimes(facts, study.works);
  const paces = {
    quick: paceOf(whole.network, whole.task(waitTask), whole.quick),
    usual: paceOf(whole.network, whole.task(waitTask), whole.usual),
    slow: paceOf(whole.network, whole.task(waitTask), whole.slow),
  };
  const { sender } = paces.slow;
  if (sender === null) return [];
  const pick = (of: keyof Omit<OnePace, 'sender'>): Pace => ({
    quick: paces.quick[of],
    usual: paces.usual[of],
    slow: paces.slow[of],
  });
  const lastSender = whole.network.instance.names[sender]!;
  const slice = lazily(() => sliceTimes(facts, study));
  return [
    {
      study,
      timeoutSeconds,
      start: pick('start'),
      satisfied: pick('satisfied'),
      inside: pick('inside'),
      bound: () => slice().bound,
      least: () => slice().least(lastSender),
      lastSender,
      uncovered: () => (isCovered(facts, waitTask, lastSender) ? [] : slice().uncovered(lastSender)),
      isStated: () => slice().unstated.length === 0,
      unstated: () => slice().unstated,
    },
  ];
}

/** The usual case, seen at once: the wait itself depends on all that its sender depends on. */
function isCovered({ deployment: { tasks } }: Facts, wait: string, sender: string): boolean {
  return tasks.inNeighbors(sender).every((task) => tasks.hasDirectedEdge(task, wait));
}

/** When everything fires at each pace under one environment, without timeouts: three passes for all waits together. */
interface WholeTimes {
  readonly network: Network;
  readonly task: (name: string) => number;
  readonly quick: Float64Array;
  readonly usual: Float64Array;
  readonly slow: Float64Array;
}

function wholeTimes(facts: Facts, works: Environment): WholeTimes {
  return facts.remember(`times under ${JSON.stringify([...works])}`, () => {
    const { instance, indexOfTask } = compiledFine(facts);
    const network = buildNetwork(settle(instance, works));
    const timings = instance.names.map((name) => facts.timings.get(name)!);
    const at = (p: number): Float64Array => fireTimes(network, { durations: quantilesOf(timings, p) });
    return { network, task: (name) => indexOfTask.get(name)!, quick: at(0.05), usual: at(0.5), slow: at(0.95) };
  });
}

/** What each task takes at a probability. Many take the same by default, and a quantile is dear. */
function quantilesOf(timings: readonly Timing[], p: number): Float64Array {
  const known = new Map<string, number>();
  const quantiles = new Float64Array(timings.length);
  timings.forEach(({ duration }, task) => {
    const seconds = known.get(duration.expression) ?? duration.quantile(p);
    known.set(duration.expression, seconds);
    quantiles[task] = seconds;
  });
  return quantiles;
}

/** What only the part of the deployment that can decide the wait is asked for, and only when a rule needs it. */
function sliceTimes(facts: Facts, study: WaitStudy): SliceTimes {
  const whole = compiledFine(facts);
  const { instance, task } = backwardSlice(whole.instance, whole.indexOfTask.get(study.wait.task)!);
  const network = buildNetwork(settle(instance, study.works!));
  const timings = instance.names.map((name) => facts.timings.get(name)!);
  const at = (p: number): Float64Array => quantilesOf(timings, p);
  const box = { low: at(0), high: at(1) };
  const isBounded = box.high.length <= LARGEST_BOUNDED && box.high.every(Number.isFinite);
  return {
    bound: isBounded ? (pivotBounds(network, box)?.get(task) ?? Infinity) : Infinity,
    least: (sender) =>
      instance.conditions.length + instance.pools.length > 0
        ? -Infinity
        : leastWait(network, { ...box, wait: task, sender: instance.names.indexOf(sender) }),
    uncovered: (sender) => uncovered(network, { wait: task, sender: instance.names.indexOf(sender), slow: at(0.95) }),
    unstated: timings
      .filter(
        ({ origin, task: of }) =>
          (origin === 'default' || origin === 'assumed') &&
          !TIMELESS.has(facts.deployment.tasks.getNodeAttribute(of, 'kind')),
      )
      .map((timing) => timing.task),
  };
}

interface SliceTimes {
  readonly bound: number;
  readonly least: (sender: string) => number;
  readonly unstated: readonly string[];
  readonly uncovered: (sender: string) => readonly string[];
}

function lazily<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => (known ??= { value: compute() }).value;
}

/** What takes no time of its own to speak of, so that nobody states any. */
const TIMELESS: ReadonlySet<TaskKind> = new Set(['wait', 'milestone']);

/** The bound is quadratic in the slice. */
const LARGEST_BOUNDED = 400;

interface OnePace {
  readonly start: number;
  readonly satisfied: number;
  readonly inside: number;
  readonly sender: number | null;
}

/** How one wait fares in one run. */
function paceOf(network: Network, wait: number, times: Float64Array): OnePace {
  const satisfied = times[network.waitNodeOf.get(wait)!]!;
  const sender = lastSender(network, wait, { times, satisfied });
  const start = times[startOf(wait)]!;
  const inside = sender === null ? 0 : satisfied - Math.max(start, times[startOf(sender)]!);
  return { start, satisfied, inside: Math.max(0, inside), sender };
}

function lastSender(
  network: Network,
  wait: number,
  { times, satisfied }: { readonly times: Float64Array; readonly satisfied: number },
): number | null {
  // A wait whose handle is unknown has none.
  for (const id of network.idsOf(network.instance.waitHandle[wait]!)) {
    if (times[id] !== satisfied) continue;
    for (const { event } of network.sendersOf(id)) {
      if (times[event] === satisfied) return Math.floor(event / 3);
    }
  }
  return null;
}

interface Uncovered {
  readonly wait: number;
  readonly sender: number;
  readonly slow: Float64Array;
}

/** What the sender directly needs and some run has not done when the wait starts. */
function uncovered(network: Network, { wait, sender, slow }: Uncovered): readonly string[] {
  const { from, to, names } = network.instance;
  const direct = [...from].filter((source, edge) => to[edge] === sender && source < names.length);
  const isAfter = (other: number): boolean => {
    const durations = slow.slice();
    durations[other] = LONG;
    return fireTimes(network, { durations })[startOf(wait)]! < LONG;
  };
  return [...new Set(direct)].filter((other) => isAfter(other) && other !== wait).map((other) => names[other]!);
}

/** Longer than anything else takes: what starts before it ends did not wait for it. */
const LONG = 1e12;

/** `140 s`, `2 h 5 min`: seconds as people read them. */
export function secondsText(seconds: number): string {
  if (seconds < 600) return `${Math.round(seconds * 10) / 10} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `20 s to 2 min`; one figure where both read the same. */
export function rangeText(quick: number, slow: number): string {
  const [from, to] = [quick, slow].map((seconds) => secondsText(Math.max(0, seconds)));
  return from === to ? `${to}` : `${from} to ${to}`;
}

/** ` (by default: 'app', 'app.boot')`: which of the durations behind a figure nobody stated; nothing when all are. */
export function unstatedPhrase({ deployment, timings }: Facts, times: WaitTimes): string {
  const names = times.unstated().filter((task) => timings.get(task)!.duration.maximumSeconds > 0);
  if (names.length === 0) return '';
  const shown = names.slice(0, MOST_NAMED).map((task) => taskPhrase(deployment, task));
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const words = deployment.template.format === 'native' ? 'without a duration' : 'by default durations';
  return ` (${words}: ${shown.join(', ')}${more})`;
}

const MOST_NAMED = 4;
