import { allOff } from '../fixpoint.ts';
import { finishOf, goOf, type Network, startOf } from '../network.ts';
import { fireTimes } from './fire-times.ts';

/** A settled instance's network with what each task may take and how long each wait waits. Seconds. */
export interface TimedNetwork {
  readonly network: Network;
  /** Per task; Infinity where it does not wait or never times out. */
  readonly timeouts: Float64Array;
}

/** Every duration between its low and its high end. */
export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Bounds on when each node fires, over all durations of a box; Infinity: it may never. */
export interface TimeBounds {
  readonly earliest: Float64Array;
  readonly latest: Float64Array;
}

/**
 * Sound bounds of all times. What goes on may be refused by a timeout, which depends on when its wait starts, so the
 * two bounds sharpen each other: round by round until nothing changes. Where no timeout is in doubt they are exact:
 * every time is then monotone in every duration (docs/theory/waiting.md, section 6).
 */
export function boundTimes({ network, timeouts }: TimedNetwork, { low, high }: Box): TimeBounds {
  const off = allOff(network);
  let latest: Float64Array | null = null;
  for (let round = 0; ; round += 1) {
    const before: Float64Array | null = latest;
    const earliest = fireTimes(network, {
      durations: low,
      admits: (task, satisfied) => before === null || satisfied <= before[startOf(task)]! + timeouts[task]!,
    });
    latest = fireTimes(network, {
      durations: high,
      off,
      admits: (task, satisfied) => satisfied <= earliest[startOf(task)]! + timeouts[task]!,
    });
    if (round > 0 && (round > MOST_ROUNDS || before!.every((time, node) => time === latest![node]))) {
      return { earliest, latest };
    }
  }
}

const MOST_ROUNDS = 20;

/** How a wait ends over a box: `unknown` when the bounds do not decide. */
export type WaitEnd = 'times-out' | 'does-not' | 'unknown';

export function waitEnd({ network, timeouts }: TimedNetwork, { earliest, latest }: TimeBounds, task: number): WaitEnd {
  const wait = network.waitNodeOf.get(task)!;
  const [start, timeout] = [startOf(task), timeouts[task]!];
  if (earliest[start] === Infinity || timeout === Infinity) return 'does-not';
  if (latest[wait]! < Infinity && latest[wait]! <= earliest[start]! + timeout) return 'does-not';
  return latest[start]! < Infinity && earliest[goOf(task)] === Infinity ? 'times-out' : 'unknown';
}

/** Whether it is certain for each task that it finishes, or that it does not. */
export function areEndsCertain({ network }: TimedNetwork, { earliest, latest }: TimeBounds): boolean {
  return network.instance.names.every(
    (_, task) => latest[finishOf(task)]! < Infinity || earliest[finishOf(task)] === Infinity,
  );
}
