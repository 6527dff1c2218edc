import type { TaskKind } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { compileInstance } from './compile.ts';
import { buildNetwork, type Network, startOf } from './network.ts';
import { settle } from './settle.ts';
import { backwardSlice } from './slice.ts';
import type { WaitStudy } from './study.ts';
import { fireTimes } from './timed/fire-times.ts';
import { pivotBounds } from './timed/pivot-bounds.ts';
import { waitStudies } from './wait-facts.ts';

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
  /** The task that sends the last signal when all is slow. */
  readonly lastSender: string;
  /** What must be done before the last sender starts, and may not be when the timer starts; the direct ones. */
  readonly uncovered: readonly string[];
  /** Whether every duration that decides is from the user, not a default. */
  readonly isStated: boolean;
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
  const whole = facts.remember('compiled fine', () => compileInstance(facts.deployment));
  const { instance, task } = backwardSlice(whole.instance, whole.indexOfTask.get(waitTask)!);
  const network = buildNetwork(settle(instance, study.works));
  const timings = instance.names.map((name) => facts.timings.get(name)!);
  const at = (p: number): Float64Array => Float64Array.from(timings, ({ duration }) => duration.quantile(p));
  const runs = { quick: at(0.05), usual: at(0.5), slow: at(0.95) };
  const paces = {
    quick: paceOf(network, task, runs.quick),
    usual: paceOf(network, task, runs.usual),
    slow: paceOf(network, task, runs.slow),
  };
  if (paces.slow.sender === null) return [];
  const pick = (of: keyof Omit<OnePace, 'sender'>): Pace => ({
    quick: paces.quick[of],
    usual: paces.usual[of],
    slow: paces.slow[of],
  });
  const { sender } = paces.slow;
  const box = { low: at(0), high: at(1) };
  const isBounded = box.high.length <= LARGEST_BOUNDED && [...box.high].every(Number.isFinite);
  const bound = (): number => (isBounded ? (pivotBounds(network, box)?.get(task) ?? Infinity) : Infinity);
  return [
    {
      study,
      timeoutSeconds,
      start: pick('start'),
      satisfied: pick('satisfied'),
      inside: pick('inside'),
      bound,
      lastSender: instance.names[sender]!,
      uncovered: uncovered(network, { wait: task, sender, slow: runs.slow }),
      isStated: timings.every(
        ({ origin, task: of }) =>
          (origin !== 'default' && origin !== 'assumed') ||
          TIMELESS.has(facts.deployment.tasks.getNodeAttribute(of, 'kind')),
      ),
    },
  ];
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

/** One run with fixed durations and no timeouts. */
function paceOf(network: Network, wait: number, durations: Float64Array): OnePace {
  const times = fireTimes(network, { durations });
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
  for (const id of network.idsOf[network.instance.waitHandle[wait]!]!) {
    if (times[id] !== satisfied) continue;
    for (const { event } of network.ids[id - network.firstId]!.senders) {
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
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
