import type { Answer } from '../judgement.ts';
import { finishOf, startOf } from '../network.ts';
import { areEndsCertain, type Box, boundTimes, type TimeBounds, type TimedNetwork, waitEnd } from './time-bounds.ts';

/** From the least to the greatest; null where nothing was seen. */
export type Range = readonly [number, number] | null;

/** What holds over all durations of a box, in whole seconds. */
export interface TimedVerdict {
  readonly completes: Answer;
  /** Per waiting task: does it time out? */
  readonly timeouts: ReadonlyMap<number, Answer>;
  /** Over the runs in which it finishes. */
  readonly finish: readonly Range[];
  readonly waitTime: ReadonlyMap<number, Range>;
  /** Over the runs in which everything finishes. */
  readonly makespan: Range;
  /** False when the budget ran out: then the ranges are only what was seen. */
  readonly complete: boolean;
}

/**
 * Splits the box until the bounds decide every part: exact on whole seconds, which is how engines poll and how
 * templates write their timeouts. Deterministic; the budget counts parts.
 */
export function searchBox(timed: TimedNetwork, box: Box, budget: { left: number }): TimedVerdict {
  const seen = new Seen(timed);
  const open: Box[] = [box];
  while (open.length > 0) {
    if (budget.left <= 0) return seen.verdict(false);
    budget.left -= 1;
    const part = open.pop()!;
    const bounds = boundTimes(timed, part);
    const isDecided = seen.isDecided(bounds);
    if (isDecided) seen.add(bounds);
    if (isDecided && seen.knowsWaitTimes(part, bounds)) continue;
    const widest = widestTask(part);
    if (widest !== -1) open.push(...halves(part, widest));
  }
  return seen.verdict(true);
}

function widestTask({ low, high }: Box): number {
  let widest = -1;
  for (let task = 0; task < low.length; task += 1) {
    if (high[task]! > low[task]! && (widest === -1 || high[task]! - low[task]! > high[widest]! - low[widest]!)) {
      widest = task;
    }
  }
  return widest;
}

function halves({ low, high }: Box, task: number): readonly Box[] {
  const middle = Math.floor((low[task]! + high[task]!) / 2);
  const [lower, upper] = [high.slice(), low.slice()];
  lower[task] = middle;
  upper[task] = middle + 1;
  return [
    { low, high: lower },
    { low: upper, high },
  ];
}

class Seen {
  readonly #timed: TimedNetwork;
  readonly #waits: readonly number[];
  readonly #timedOut = new Map<number, Set<boolean>>();
  readonly #finish: Range[];
  readonly #waitTime = new Map<number, Range>();
  #makespan: Range = null;
  readonly #completed = new Set<boolean>();

  constructor(timed: TimedNetwork) {
    this.#timed = timed;
    this.#waits = [...timed.network.waitNodeOf.keys()];
    for (const wait of this.#waits) this.#timedOut.set(wait, new Set());
    this.#finish = timed.network.instance.names.map(() => null);
  }

  isDecided(bounds: TimeBounds): boolean {
    return (
      areEndsCertain(this.#timed, bounds) &&
      this.#waits.every((task) => waitEnd(this.#timed, bounds, task) !== 'unknown')
    );
  }

  /** Where every end is decided, times are monotone in the durations: the bounds are attained. */
  add(bounds: TimeBounds): void {
    const { names } = this.#timed.network.instance;
    for (const task of this.#waits) {
      this.#timedOut.get(task)!.add(waitEnd(this.#timed, bounds, task) === 'times-out');
    }
    const finishes = names.map((_, task) => finishOf(task)).filter((node) => bounds.latest[node]! < Infinity);
    this.#completed.add(finishes.length === names.length);
    for (const node of finishes) {
      const task = (node - 2) / 3;
      this.#finish[task] = widen(this.#finish[task]!, bounds.earliest[node]!, bounds.latest[node]!);
    }
    if (finishes.length < names.length) return;
    const last = (times: Float64Array): number => Math.max(...finishes.map((node) => times[node]!));
    this.#makespan = widen(this.#makespan, last(bounds.earliest), last(bounds.latest));
  }

  /**
   * How long a wait waits is not monotone: a part is done with when what it may add lies within what points attained.
   * Its two corners are points.
   */
  knowsWaitTimes(part: Box, bounds: TimeBounds): boolean {
    const going = this.#waits.filter((task) => bounds.latest[finishOf(task)]! < Infinity);
    for (const corner of [part.low, part.high]) {
      const point = boundTimes(this.#timed, { low: corner, high: corner });
      for (const task of going) {
        const time = this.#waited(point.earliest, point.latest, task);
        this.#waitTime.set(task, widen(this.#waitTime.get(task) ?? null, time, time));
      }
    }
    return going.every((task) => {
      const [least, most] = this.#waitTime.get(task)!;
      const { earliest, latest } = bounds;
      return this.#waited(latest, earliest, task) >= least && this.#waited(earliest, latest, task) <= most;
    });
  }

  #waited(starts: Float64Array, signals: Float64Array, task: number): number {
    return Math.max(0, signals[this.#timed.network.waitNodeOf.get(task)!]! - starts[startOf(task)]!);
  }

  verdict(complete: boolean): TimedVerdict {
    const answer = (seen: ReadonlySet<boolean>): Answer => {
      if (seen.size === 2) return 'sometimes';
      if (!complete) return 'undecided';
      return seen.has(true) ? 'always' : 'never';
    };
    return {
      completes: answer(this.#completed),
      timeouts: new Map(this.#waits.map((task) => [task, answer(this.#timedOut.get(task)!)])),
      finish: this.#finish,
      waitTime: new Map(this.#waits.map((task) => [task, this.#waitTime.get(task) ?? null])),
      makespan: this.#makespan,
      complete,
    };
  }
}

function widen(range: Range, low: number, high: number): Range {
  return range === null ? [low, high] : [Math.min(range[0], low), Math.max(range[1], high)];
}
