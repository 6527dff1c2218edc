import type { Duration } from '../../model/durations/duration.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import { hashWord, type StreamKey } from '../draws/counter-hash.ts';
import { streamKey } from '../draws/stream-key.ts';
import type { Trials } from '../kernel/conduct.ts';
import type { TaskFailure } from '../simulation.ts';

const TWO_TO_MINUS_32 = 1 / 4_294_967_296;

/** A task that may fail, as plain data: what can be sent to another thread. */
export interface PlannedFailure {
  readonly node: number;
  readonly task: string;
  readonly expression: string;
  readonly failure: TaskFailure;
}

interface TimedTask {
  readonly node: number;
  readonly task: string;
  readonly duration: Duration;
}

/**
 * @param reruns whether the engine runs tasks again after another's failure
 * @throws RangeError for a probability, retries or a pause out of range
 */
export function plannedFailures(
  failures: ReadonlyMap<string, TaskFailure> | undefined,
  timed: readonly TimedTask[],
  { reruns }: { readonly reruns: boolean },
): readonly PlannedFailure[] {
  const planned = failing(failures, timed);
  if (!reruns || planned.length === 0) return planned;
  // What runs again takes a new time each time, whether or not it can go wrong itself.
  const known = new Set(planned.map(({ node }) => node));
  const others = timed.filter(({ node }) => !known.has(node));
  const never = { probability: 0 };
  return [
    ...planned,
    ...others.map(({ node, task, duration }) => ({ node, task, expression: duration.expression, failure: never })),
  ];
}

function failing(
  failures: ReadonlyMap<string, TaskFailure> | undefined,
  timed: readonly TimedTask[],
): readonly PlannedFailure[] {
  return timed.flatMap(({ node, task, duration }) => {
    const failure = failures?.get(task);
    if (!failure || demandValid(task, failure).probability === 0) return [];
    return [{ node, task, expression: duration.expression, failure }];
  });
}

interface Trial extends Required<TaskFailure> {
  readonly task: string;
  readonly duration: Duration;
  /** By attempt: what keys the outcome and, from the second on, the time. */
  readonly outcomeKeys: StreamKey[];
  readonly timeKeys: StreamKey[];
}

/**
 * Draws which attempts go wrong and how long the later ones take. A draw depends on the seed, the task, the attempt and
 * the replication, and on nothing else.
 */
export class TaskTrials implements Trials {
  readonly limit: Int32Array;
  /** −1 for the schedule of medians: there only what is certain goes wrong. */
  replication = -1;
  readonly #seed: string;
  readonly #byNode: (Trial | null)[];

  constructor(
    failing: readonly PlannedFailure[],
    { nodeCount, taskCount, seed }: { nodeCount: number; taskCount: number; seed: string },
  ) {
    this.#seed = seed;
    this.#byNode = new Array<Trial | null>(taskCount).fill(null);
    this.limit = new Int32Array(nodeCount);
    for (const { node, task, expression, failure } of failing) {
      const parsed = parseDuration(expression);
      if (!parsed.ok) throw new Error(`a duration that cannot be read again: ${expression}: ${parsed.message}`);
      const defaults = { retries: 0, pauseSeconds: 0, factor: 2, only: Number.POSITIVE_INFINITY };
      const trial = { ...defaults, ...failure, task, duration: parsed.duration, outcomeKeys: [], timeKeys: [] };
      this.#byNode[node] = trial;
      this.limit[node] = 1 + trial.retries;
    }
  }

  fails(node: number, attempt: number): boolean {
    const trial = this.#byNode[node] as Trial;
    if (attempt >= trial.only) return false;
    if (this.replication < 0) return trial.probability === 1;
    return this.#uniform(this.#key(trial.outcomeKeys, attempt, `${trial.task} goes wrong`)) < trial.probability;
  }

  pause(node: number, attempt: number): number {
    const { pauseSeconds, factor } = this.#byNode[node] as Trial;
    let pause = pauseSeconds;
    for (let before = 0; before < attempt; before += 1) pause *= factor;
    return pause;
  }

  duration(node: number, attempt: number): number {
    const trial = this.#byNode[node] as Trial;
    const { quantile } = trial.duration;
    if (this.replication < 0) return quantile(0.5);
    return quantile(this.#uniform(this.#key(trial.timeKeys, attempt, trial.task)));
  }

  #uniform({ first, second }: StreamKey): number {
    return ((hashWord(first, second, this.replication) >>> 0) + 0.5) * TWO_TO_MINUS_32;
  }

  #key(keys: StreamKey[], attempt: number, text: string): StreamKey {
    keys[attempt] ??= streamKey(this.#seed, text, attempt);
    return keys[attempt] as StreamKey;
  }
}

function demandValid(task: string, failure: TaskFailure): TaskFailure {
  const { probability, retries = 0, pauseSeconds = 0, factor = 2, only = 1 } = failure;
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`the probability that '${task}' fails must be 0 to 1, not ${probability}`);
  }
  if (!Number.isSafeInteger(retries) || retries < 0 || retries > 1000) {
    throw new RangeError(`the retries of '${task}' must be 0, 1, … 1000, not ${retries}`);
  }
  if (!(only >= 1)) throw new RangeError(`only the first 1, 2, … attempts of '${task}' can fail, not ${only}`);
  if (!(pauseSeconds >= 0 && factor >= 0 && pauseSeconds < Number.POSITIVE_INFINITY && factor < 1e6)) {
    throw new RangeError(`the pause of '${task}' between attempts must be 0 or more`);
  }
  return failure;
}
