import { DONE, FAILED, type Semantics, type State, type Transition } from './states.ts';

/** What a search may still do; shared by all searches of one question, so that its time and memory are bounded. */
export interface Budget {
  /** States that may be kept. */
  left: number;
  /** Bytes of states that may be made, new or not: what a search of wide states costs. Default: no limit. */
  bytes?: number;
}

/** Everything that all runs of one environment show. */
export interface Exploration {
  /** False when the budget ran out: then nothing below is complete. */
  readonly complete: boolean;
  /** The distinct ends, by the phases of the tasks. */
  readonly ends: readonly End[];
  readonly orders: ObservedOrders | null;
}

export interface End {
  /** One byte a task. */
  readonly phases: State;
  /** From the beginning to this end: a shortest one when nothing was skipped. */
  readonly schedule: readonly Transition[];
}

export interface ObservedOrders {
  /** Per task: the tasks that were done whenever it went on (1 each); null when it never did. */
  readonly doneBefore: readonly (Uint8Array | null)[];
  /** Per task: how many different snapshots it resumed on. */
  readonly snapshots: readonly ReadonlySet<string>[];
  /** Per read: what it saw. */
  readonly reads: readonly ReadonlySet<string>[];
}

export interface SearchOptions {
  readonly budget: Budget;
  /**
   * `outcomes`: free transitions are taken at once, so only the ends are exact and a schedule may not be the
   * shortest; `everything`: each interleaving, breadth first.
   */
  readonly look: 'outcomes' | 'everything';
}

interface Visit {
  readonly state: State;
  readonly parent: Visit | null;
  readonly by: Transition | null;
}

/** Explores the runs of one environment. Deterministic: the budget counts states, not time. */
export function explore(semantics: Semantics, options: SearchOptions): Exploration {
  const orders = options.look === 'everything' ? new OrderRecorder(semantics) : null;
  const ends = new Map<string, End>();
  const frontier = new Frontier(semantics, options.budget);
  for (let level = frontier.next(); level.length > 0; level = frontier.next()) {
    for (const visit of level) {
      const enabled = semantics.enabled(visit.state);
      if (enabled.length === 0) recordEnd(ends, semantics, visit);
      const free = orders === null ? enabled.find(semantics.isFree) : undefined;
      for (const transition of free === undefined ? enabled : [free]) {
        if (frontier.isCut) return { complete: false, ends: [...ends.values()], orders: null };
        orders?.record(visit.state, transition);
        frontier.take(visit, transition);
      }
    }
  }
  return { complete: !frontier.isCut, ends: [...ends.values()], orders: frontier.isCut ? null : orders };
}

/** The states seen so far, level by level, within a budget. */
class Frontier {
  readonly #semantics: Semantics;
  readonly #budget: Budget;
  readonly #seen = new Set<string>();
  #next: Visit[] = [];

  constructor(semantics: Semantics, budget: Budget) {
    this.#semantics = semantics;
    this.#budget = budget;
    this.#keep({ state: semantics.initial, parent: null, by: null });
  }

  /** Whether the budget ran out: what was kept is not all. */
  get isCut(): boolean {
    return this.#budget.left < 0 || (this.#budget.bytes ?? 0) < 0;
  }

  /** The states one step further than those given before. */
  next(): readonly Visit[] {
    const level = this.#next;
    this.#next = [];
    return level;
  }

  take(from: Visit, transition: Transition): void {
    const state = this.#semantics.apply(from.state, transition);
    if (this.#budget.bytes !== undefined) this.#budget.bytes -= state.length;
    this.#keep({ state, parent: from, by: transition });
  }

  #keep(visit: Visit): void {
    const key = keyOf(visit.state);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#budget.left -= 1;
    this.#next.push(visit);
  }
}

/**
 * A shortest run to a state, each interleaving looked at, breadth first.
 * @returns `none` when no run comes there; null when the budget ran out
 */
export function shortestRun(
  semantics: Semantics,
  isThere: (state: State) => boolean,
  budget: Budget,
): readonly Transition[] | 'none' | null {
  const frontier = new Frontier(semantics, budget);
  for (let level = frontier.next(); level.length > 0; level = frontier.next()) {
    for (const visit of level) {
      if (isThere(visit.state)) return scheduleOf(visit);
      for (const transition of semantics.enabled(visit.state)) {
        if (frontier.isCut) return null;
        frontier.take(visit, transition);
      }
    }
  }
  return frontier.isCut ? null : 'none';
}

function scheduleOf(visit: Visit): readonly Transition[] {
  const schedule: Transition[] = [];
  for (let step: Visit | null = visit; step?.by; step = step.parent) schedule.push(step.by);
  return schedule.reverse();
}

function recordEnd(ends: Map<string, End>, semantics: Semantics, visit: Visit): void {
  const phases = visit.state.slice(0, semantics.instance.names.length);
  const key = keyOf(phases);
  if (ends.has(key)) return;
  ends.set(key, { phases, schedule: scheduleOf(visit) });
}

/** What is seen when tasks start and go on, gathered over all runs. */
class OrderRecorder implements ObservedOrders {
  readonly doneBefore: (Uint8Array | null)[];
  readonly snapshots: Set<string>[];
  readonly reads: Set<string>[];
  readonly #semantics: Semantics;
  readonly #readsOf: readonly (readonly number[])[];

  constructor(semantics: Semantics) {
    const { names, reads } = semantics.instance;
    this.#semantics = semantics;
    this.doneBefore = names.map(() => null);
    this.snapshots = names.map(() => new Set());
    this.reads = reads.map(() => new Set());
    const readsOf: number[][] = names.map(() => []);
    reads.forEach((read, index) => {
      readsOf[read.task]?.push(index);
    });
    this.#readsOf = readsOf;
  }

  record(state: State, { kind, task }: Transition): void {
    const { instance } = this.#semantics;
    const waits = instance.waitHandle[task] !== -1;
    if (kind === 'start') for (const read of this.#readsOf[task] ?? []) this.#recordRead(state, read);
    if (kind === 'resume') {
      const seen = this.#semantics.handleBytes(state, instance.waitHandle[task] as number);
      this.snapshots[task]?.add(keyOf(seen));
    }
    if (kind === 'resume' || (kind === 'start' && !waits)) this.#recordGo(state, task);
  }

  #recordRead(state: State, read: number): void {
    const of = this.#semantics.instance.reads[read]?.of;
    if (of === undefined) return;
    const seen = 'handle' in of ? keyOf(this.#semantics.handleBytes(state, of.handle)) : `${state[of.task] === DONE}`;
    this.reads[read]?.add(seen);
  }

  #recordGo(state: State, task: number): void {
    const before = this.doneBefore[task];
    if (before === null || before === undefined) {
      this.doneBefore[task] = state.slice(0, this.doneBefore.length).map((phase) => (phase === DONE ? 1 : 0));
      return;
    }
    for (let other = 0; other < before.length; other += 1) if (state[other] !== DONE) before[other] = 0;
  }
}

function keyOf(state: State): string {
  return String.fromCharCode(...state);
}

/** Whether a task neither finished nor failed. */
export function isStuck(phase: number | undefined): boolean {
  return phase !== DONE && phase !== FAILED;
}
