import type { Environment } from '../../model/condition.ts';
import type { Deployment, Wait } from '../../model/deployment.ts';
import type { Granularity } from '../../model/groups.ts';
import { type Blame, blameWait, indexBlame } from './blame.ts';
import { type CompiledInstance, compileInstance, type Doubt } from './compile.ts';
import { dives } from './dives.ts';
import { allOff, leastFixpoint } from './fixpoint.ts';
import { beyondMonotone, type Instance, monotoneHandles } from './instance.ts';
import { choices, isFixpointExact, MOST_CHOICES } from './judge.ts';
import type { Answer } from './judgement.ts';
import { unfinished } from './monotone.ts';
import { buildNetwork, goOf } from './network.ts';
import { relax } from './relax.ts';
import { type Budget, explore } from './search.ts';
import { environments, settle } from './settle.ts';
import { backwardSlice } from './slice.ts';
import { compileSemantics, DONE, type Transition } from './states.ts';

/** What the engine knows of one wait: is it satisfied in every run of every environment in which it exists? */
export interface WaitStudy {
  readonly wait: Wait;
  readonly answer: Answer;
  /** The ways in which it is not satisfied: the first of each kind. */
  readonly failures: readonly WaitFailure[];
  /** An environment in which it can be satisfied; null when there is none. */
  readonly works: Environment | null;
  /** What ran out, or which unknown decides; null unless undecided. */
  readonly ranOut: string | null;
  /** Why it is undecided: the work was cut, or the input does not say. */
  readonly limit: 'work' | 'unknown' | null;
}

export interface WaitFailure {
  readonly environment: Environment;
  /** The instance that blame and schedule speak of. */
  readonly instance: Instance;
  /**
   * `order`: no run of this environment satisfies it; `lost`: only when optional signals do not come; `race`: some runs
   * do and some do not, by the schedule alone.
   */
  readonly kind: 'order' | 'lost' | 'race';
  readonly blame: Blame | null;
  /** A schedule after which it is not satisfied; null unless a search found it. */
  readonly schedule: readonly Transition[] | null;
}

export interface StudyOptions {
  readonly granularity?: Granularity;
  /** The deployment compiled at this granularity with the best assumed, where it is known already. */
  readonly compiled?: CompiledInstance;
  /** Only these. Default: all. */
  readonly waits?: readonly Wait[];
  /** States that the searches of one wait may keep. Default 200,000. */
  readonly states?: number;
}

const STATES_PER_WAIT = 200_000;

/** Bytes of states that the searches of one wait, and of all waits together, may make. */
const BYTES_PER_WAIT = 6_000_000;
const BYTES_IN_ALL = 15_000_000;

/** Tasks of a slice times its environments, for one wait and for all; more than these are tried in part only. */
const STEPS_PER_WAIT = 400_000;
const STEPS_IN_ALL = 1_000_000;

const TOO_MUCH = 'the waits before it have taken all the work that is allowed';

/** Tasks of a slice above which not even single runs are tried. */
const MOST_TASKS_TO_DIVE = 1_000;

/**
 * Studies every wait of a deployment, in template order. Two fixpoints over the whole settle those that no environment
 * can change; each of the others is studied on its backward slice.
 */
export function studyWaits(deployment: Deployment, options: StudyOptions = {}): readonly WaitStudy[] {
  const { granularity = 'fine' } = options;
  const best = options.compiled ?? compileInstance(deployment, { granularity, assume: 'best' });
  const doubtful = best.doubts.length > 0;
  const worst = doubtful ? compileInstance(deployment, { granularity, assume: 'worst' }) : best;
  const sure = surelySatisfied(worst.instance);
  const all = { bytes: BYTES_IN_ALL, steps: STEPS_IN_ALL };
  return (options.waits ?? [...deployment.waits.values()]).map((wait) => {
    const task = best.indexOfTask.get(wait.task)!;
    if (sure(task)) return { wait, answer: 'always', failures: [], works: new Map(), ranOut: null, limit: null };
    const study = studyWait(best, wait, options, all);
    if (study.answer !== 'always' || !doubtful) return study;
    const doubt = best.doubts.find((candidate) => touches(best, task, candidate));
    if (doubt === undefined || studyWait(worst, wait, options, all).answer === 'always') return study;
    return { ...study, answer: 'undecided', ranOut: doubt.unknown.cause, limit: 'unknown' };
  });
}

/** The waits that no run of any environment satisfies, by the order alone: one fixpoint for all of them. */
export function hopelessWaits(deployment: Deployment, granularity: Granularity): readonly Wait[] {
  const { instance, indexOfTask } = compileInstance(deployment, { granularity, assume: 'best' });
  const fired = leastFixpoint(buildNetwork(relax(instance, 'easy')));
  return [...deployment.waits.values()].filter(({ task }) => fired[goOf(indexOfTask.get(task)!)] === 0);
}

/** Whether a doubt lies on the backward slice of a task. */
function touches({ instance, indexOfTask }: CompiledInstance, task: number, doubt: Doubt): boolean {
  const name = instance.names[indexOfTask.get(doubt.task) ?? -1];
  return name !== undefined && backwardSlice(instance, task).instance.names.includes(name);
}

/**
 * One fixpoint with every condition and optional signal against the waits, without the signals of handles where more
 * may be worse. A FAILURE that may come, under whatever condition, leaves no wait on its handle sure. Pools that hold
 * their slots are too much for it.
 */
function surelySatisfied(instance: Instance): (task: number) => boolean {
  if (instance.pools.some((pool) => pool.hold)) return () => false;
  const hard = relax(instance, 'hard');
  const monotone = monotoneHandles(instance);
  const canFail = new Set(instance.sends.flatMap(({ failure, handle }) => (failure ? [handle] : [])));
  const network = buildNetwork({ ...hard, sends: hard.sends.filter((send) => monotone[send.handle]) });
  const blocked = instance.names.flatMap((_, task) => (canFail.has(instance.waitHandle[task]!) ? [goOf(task)] : []));
  const fired = leastFixpoint(network, { off: allOff(network), blocked });
  return (task) => fired[goOf(task)] === 1;
}

function studyWait(
  { instance: whole, indexOfTask }: CompiledInstance,
  wait: Wait,
  options: StudyOptions,
  all: { bytes: number; steps: number },
): WaitStudy {
  const gathered = new Gathered(wait);
  if (all.steps < -STEPS_IN_ALL) {
    gathered.gaveUp(TOO_MUCH);
    return gathered.study();
  }
  const { instance, task } = backwardSlice(whole, indexOfTask.get(wait.task)!);
  const { conditions } = instance;
  const size = instance.names.length;
  const most = Math.max(2, Math.floor(Math.min(STEPS_PER_WAIT, all.steps) / size));
  const isWhole = conditions.length <= MOST_CHOICES && 2 ** conditions.length <= most;
  if (!isWhole && !isEverSatisfied(gathered, instance, task)) return gathered.study();
  const bytes = Math.min(BYTES_PER_WAIT, all.bytes);
  const budget = { left: options.states ?? STATES_PER_WAIT, bytes };
  for (const environment of isWhole ? environments(conditions) : someEnvironments(conditions, most)) {
    const settled = settle(instance, environment);
    all.steps -= size;
    if (!settled.absent.has(task)) studySettled(gathered, { instance: settled, task, environment, budget, all });
    if (!isWhole && gathered.isMixed) break;
  }
  if (!isWhole) gathered.gaveUp(`${conditions.length} conditions have too many combinations`);
  all.bytes -= bytes - Math.max(0, budget.bytes);
  return gathered.study();
}

/** All true, all false, and each name alone different from all others; as many as may be tried. */
function* someEnvironments(names: readonly string[], most: number): Generator<Environment> {
  let left = most;
  for (const different of [null, ...names]) {
    for (const value of [true, false]) {
      if (left-- <= 0) return;
      yield new Map(names.map((name) => [name, name === different ? !value : value]));
    }
  }
}

interface Settled {
  readonly instance: Instance;
  readonly task: number;
  readonly environment: Environment;
  readonly budget: Budget;
  /** What all waits together may still cost. */
  readonly all: { bytes: number; steps: number };
}

function studySettled(gathered: Gathered, settled: Settled): void {
  const { instance, task, environment } = settled;
  const network = buildNetwork(instance);
  const all = leastFixpoint(network);
  if (all[goOf(task)] === 0) {
    const blame = blameWait(indexBlame(network, all), task);
    gathered.fails({ environment, instance, kind: 'order', blame, schedule: null });
    return;
  }
  // A fixpoint for each wait that may hold a slot.
  if (beyondMonotone(instance).has('hold')) {
    settled.all.steps -= Math.ceil((network.waitNodeOf.size * network.nodeCount) / 10);
    if (settled.all.steps < -STEPS_IN_ALL) {
      gathered.gaveUp(TOO_MUCH);
      return;
    }
  }
  const none = leastFixpoint(network, { off: allOff(network) });
  if (!isFixpointExact(network) || (beyondMonotone(instance).has('hold') && unfinished(network, none).size > 0)) {
    searchSettled(gathered, settled);
    return;
  }
  gathered.succeeds(environment);
  if (none[goOf(task)] === 0) gathered.fails({ environment, instance, kind: 'lost', blame: null, schedule: null });
}

function searchSettled(gathered: Gathered, { instance, task, environment, budget, all }: Settled): void {
  const optional = instance.sends.filter((send) => send.optional).length;
  if (optional > MOST_CHOICES) {
    gathered.gaveUp(`${optional} optional signals have too many combinations`);
    return;
  }
  for (const chosen of choices(instance)) {
    const semantics = compileSemantics(chosen);
    if (semantics === null) {
      gathered.gaveUp('a handle has too many signals to search');
      return;
    }
    const { complete, ends: found } = explore(semantics, { budget, look: 'outcomes' });
    const canDive = !complete && instance.names.length <= MOST_TASKS_TO_DIVE && all.steps > -STEPS_IN_ALL;
    if (canDive) all.steps -= 500 * instance.names.length;
    const ends = canDive ? [...found, ...dives(semantics, task)] : found;
    const good = ends.some((end) => end.phases[task] === DONE);
    const bad = ends.find((end) => end.phases[task] !== DONE);
    if (good) gathered.succeeds(environment);
    // Of a search that was cut it is not known whether the wait is satisfied in other runs, unless one was seen.
    if (bad && (good || complete)) {
      const kind = good ? 'race' : chosen === instance ? 'order' : 'lost';
      gathered.fails({ environment, instance: chosen, kind, blame: null, schedule: bad.schedule });
    }
    if (complete) continue;
    gathered.gaveUp('the budget of states ran out');
    return;
  }
}

/** Where not every combination can be tried: what no environment allows, one relaxation proves for all of them. */
function isEverSatisfied(gathered: Gathered, instance: Instance, task: number): boolean {
  const easy = relax(instance, 'easy');
  const network = buildNetwork(easy);
  const fired = leastFixpoint(network);
  if (fired[goOf(task)] === 1) return true;
  const blame = blameWait(indexBlame(network, fired), task);
  gathered.fails({ environment: new Map(), instance: easy, kind: 'order', blame, schedule: null });
  return false;
}

/** What the environments showed so far. */
class Gathered {
  readonly #wait: Wait;
  readonly #failures = new Map<string, WaitFailure>();
  #works: Environment | null = null;
  #ranOut: string | null = null;

  constructor(wait: Wait) {
    this.#wait = wait;
  }

  /** Whether both kinds of environment were seen: then no other can change the answer. */
  get isMixed(): boolean {
    return this.#works !== null && this.#failures.size > 0;
  }

  succeeds(environment: Environment): void {
    this.#works ??= environment;
  }

  fails(failure: WaitFailure): void {
    const key = `${failure.kind} ${failure.blame?.kind}`;
    if (!this.#failures.has(key)) this.#failures.set(key, failure);
  }

  gaveUp(ranOut: string): void {
    this.#ranOut ??= ranOut;
  }

  study(): WaitStudy {
    const failures = [...this.#failures.values()];
    const settled = failures.length > 0 ? 'never' : 'always';
    const answer = this.isMixed ? 'sometimes' : this.#ranOut === null ? settled : 'undecided';
    const isCut = answer === 'undecided';
    return {
      wait: this.#wait,
      answer,
      failures,
      works: this.#works,
      ranOut: isCut ? this.#ranOut : null,
      limit: isCut ? 'work' : null,
    };
  }
}
