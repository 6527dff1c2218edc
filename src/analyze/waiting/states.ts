import { type Instance, monotoneHandles, type Send, sendsByHandle } from './instance.ts';

/**
 * The semantics of one environment, as states and transitions (docs/theory/waiting.md, section 2). A state is one byte
 * for each task's phase, then one for each (handle, id): absent, SUCCESS or FAILURE.
 */
export interface Semantics {
  readonly instance: Instance;
  readonly initial: State;
  /** The transitions that a state allows, by task. */
  readonly enabled: (state: State) => readonly Transition[];
  readonly apply: (state: State, transition: Transition) => State;
  /**
   * Whether taking this enabled transition at once loses no outcome: it is never disabled, disables nothing and
   * commutes with everything else (a singleton persistent set; Godefroid, LNCS 1032, 1996).
   */
  readonly isFree: (transition: Transition) => boolean;
  /** The bytes of a handle: what a snapshot or a read of it sees. */
  readonly handleBytes: (state: State, handle: number) => State;
}

export type State = Uint8Array;

export const PENDING = 0;
export const WAITING = 1;
export const RUNNING = 2;
export const DONE = 3;
export const FAILED = 4;

export const SUCCESS = 1;
export const FAILURE = 2;

export interface Transition {
  readonly kind: 'start' | 'resume' | 'fail' | 'finish';
  readonly task: number;
}

/** Ids per handle, and bytes per state, beyond which a state would no longer be small. */
const MOST_IDS = 4096;
const MOST_BYTES = 32_768;

/**
 * Compiles a settled instance. Every optional send that is left is sent: the caller drops those that are not.
 * @returns null when the instance has too many ids to hold in a state
 */
export function compileSemantics(instance: Instance): Semantics | null {
  const ids = internIds(instance);
  if (ids === null) return null;
  const tables = compileTables(instance);
  const initial = new Uint8Array(ids.size);
  for (const task of instance.absent) initial[task] = DONE;
  instance.handles.forEach((handle, index) => {
    for (const id of handle.initial) initial[ids.slot(index, id)] = SUCCESS;
  });
  const machine = { instance, ids, tables };
  return {
    instance,
    initial,
    enabled: (state) => enabledIn(machine, state),
    apply: (state, transition) => applyTo(machine, state, transition),
    isFree: (transition) => tables.free[transition.task]?.has(transition.kind) ?? false,
    handleBytes: (state, handle) => state.subarray(ids.begin[handle], ids.begin[handle + 1]),
  };
}

interface Machine {
  readonly instance: Instance;
  readonly ids: Ids;
  readonly tables: Tables;
}

interface Ids {
  readonly size: number;
  /** Where each handle's bytes begin; one more entry ends the last. */
  readonly begin: readonly number[];
  readonly slot: (handle: number, id: string) => number;
}

/** An implicit id is a number, and may meet an explicit id that is the same text. */
function internIds(instance: Instance): Ids | null {
  const taskCount = instance.names.length;
  const perHandle = instance.handles.map((handle) => new Set(handle.initial));
  instance.handles.forEach((_, handle) => {
    const sends = sendsByHandle(instance)[handle]!;
    const implicit = sends.some((send) => send.id === null);
    for (const send of sends) for (const id of explicitIds(send)) perHandle[handle]?.add(id);
    const most = sends.reduce((sum, send) => sum + send.weight, perHandle[handle]?.size ?? 0);
    if (implicit)
      for (let number = 1; number <= Math.min(most, MOST_IDS + 1); number += 1) perHandle[handle]?.add(`${number}`);
  });
  if (perHandle.some((ids) => ids.size > MOST_IDS)) return null;
  const begin = [taskCount];
  for (const ids of perHandle) begin.push((begin.at(-1) as number) + ids.size);
  const slots = perHandle.map(
    (ids, handle) => new Map([...ids].map((id, place) => [id, (begin[handle] as number) + place])),
  );
  if ((begin.at(-1) as number) > MOST_BYTES) return null;
  return { size: begin.at(-1) as number, begin, slot: (handle, id) => slots[handle]?.get(id) as number };
}

/** A signal that stands for several has ids of its own for each. */
function explicitIds(send: Send): readonly string[] {
  if (send.id === null) return [];
  if (send.weight === 1) return [send.id];
  return Array.from({ length: Math.min(send.weight, MOST_IDS + 1) }, (_, place) => `${send.id}\u0000${place}`);
}

interface Tables {
  /** Per task: the tasks that must be done before it starts. */
  readonly before: readonly (readonly number[])[];
  readonly poolsOf: readonly (readonly number[])[];
  readonly sendsAtStart: readonly (readonly Send[])[];
  readonly sendsAtEnd: readonly (readonly Send[])[];
  readonly waitersOf: readonly (readonly number[])[];
  readonly free: readonly ReadonlySet<Transition['kind']>[];
}

function compileTables(instance: Instance): Tables {
  const tasks = instance.names.map((_, task) => task);
  const poolsOf: number[][] = tasks.map(() => []);
  instance.pools.forEach((pool, index) => {
    for (const task of pool.tasks) poolsOf[task]?.push(index);
  });
  const sendsAtStart: Send[][] = tasks.map(() => []);
  const sendsAtEnd: Send[][] = tasks.map(() => []);
  for (const send of instance.sends) (send.atEnd ? sendsAtEnd : sendsAtStart)[send.task]?.push(send);
  const monotone = monotoneHandles(instance);
  const calm = (sends: readonly Send[]): boolean => sends.every((send) => monotone[send.handle]);
  const free = tasks.map((task) => {
    const handle = instance.waitHandle[task] as number;
    const pools = (poolsOf[task] ?? []).map((pool) => instance.pools[pool]);
    const kinds = new Set<Transition['kind']>();
    if (calm(sendsAtEnd[task] ?? [])) kinds.add('finish');
    if (handle !== -1 && monotone[handle] && pools.every((pool) => pool?.hold)) kinds.add('resume');
    const level = handle === -1 || !instance.handles[handle]?.edge;
    if (pools.length === 0 && level && calm(sendsAtStart[task] ?? [])) kinds.add('start');
    return kinds;
  });
  const waitersOf = instance.handles.map((_, handle) => tasks.filter((task) => instance.waitHandle[task] === handle));
  return { before: prerequisites(instance), poolsOf, sendsAtStart, sendsAtEnd, waitersOf, free };
}

/** Junctions are looked through: a task waits for the tasks behind them. */
function prerequisites(instance: Instance): readonly (readonly number[])[] {
  const taskCount = instance.names.length;
  const into: number[][] = Array.from({ length: taskCount + instance.junctionCount }, () => []);
  instance.from.forEach((source, edge) => {
    into[instance.to[edge] as number]?.push(source);
  });
  for (const tasks of instance.sequences) {
    for (let place = 1; place < tasks.length; place += 1)
      into[tasks[place] as number]?.push(tasks[place - 1] as number);
  }
  return instance.names.map((_, task) => {
    const seen = new Set(into[task]);
    for (const node of seen) if (node >= taskCount) for (const behind of into[node] ?? []) seen.add(behind);
    return [...seen].filter((node) => node < taskCount);
  });
}

function enabledIn({ instance, ids, tables }: Machine, state: State): readonly Transition[] {
  const found: Transition[] = [];
  const used = instance.pools.map((pool) =>
    pool.tasks.reduce(
      (sum, task) => sum + (state[task] === RUNNING || (pool.hold && state[task] === WAITING) ? 1 : 0),
      0,
    ),
  );
  const isFull = (pool: number): boolean => (used[pool] as number) >= (instance.pools[pool]?.capacity ?? 0);
  for (let task = 0; task < instance.names.length; task += 1) {
    const phase = state[task];
    if (phase === RUNNING) found.push({ kind: 'finish', task });
    if (phase === PENDING) {
      const ready = tables.before[task]?.every((other) => state[other] === DONE);
      if (ready && !tables.poolsOf[task]?.some(isFull)) found.push({ kind: 'start', task });
    }
    if (phase === WAITING) {
      const handle = instance.waitHandle[task] as number;
      const { stored, failed } = countStored(state, ids.begin[handle] as number, ids.begin[handle + 1] as number);
      const blocked = tables.poolsOf[task]?.some((pool) => !instance.pools[pool]?.hold && isFull(pool));
      if (failed) found.push({ kind: 'fail', task });
      else if (stored >= (instance.waitCount[task] as number) && !blocked) found.push({ kind: 'resume', task });
    }
  }
  return found;
}

function countStored(state: State, begin: number, end: number): { readonly stored: number; readonly failed: boolean } {
  let stored = 0;
  let failed = false;
  for (let slot = begin; slot < end; slot += 1) {
    if (state[slot] !== 0) stored += 1;
    if (state[slot] === FAILURE) failed = true;
  }
  return { stored, failed };
}

function applyTo(machine: Machine, state: State, { kind, task }: Transition): State {
  const next = state.slice();
  const waits = machine.instance.waitHandle[task] !== -1;
  if (kind === 'start') {
    for (const send of machine.tables.sendsAtStart[task] ?? []) store(machine, next, send);
    next[task] = waits ? WAITING : RUNNING;
  } else if (kind === 'finish') {
    // Signals first: a task that listens to itself is no longer waiting when it ends.
    for (const send of machine.tables.sendsAtEnd[task] ?? []) store(machine, next, send);
    next[task] = DONE;
  } else {
    next[task] = kind === 'resume' ? RUNNING : FAILED;
  }
  return next;
}

function store({ instance, ids, tables }: Machine, state: State, send: Send): void {
  const handle = instance.handles[send.handle];
  if (handle === undefined) return;
  if (handle.edge && !tables.waitersOf[send.handle]?.some((task) => state[task] === WAITING)) return;
  const explicit = explicitIds(send);
  for (let place = 0; place < send.weight; place += 1) {
    const { stored } = countStored(state, ids.begin[send.handle] as number, ids.begin[send.handle + 1] as number);
    const slot = ids.slot(send.handle, explicit[place] ?? `${stored + 1}`);
    if (state[slot] !== 0 && !handle.overwrite) continue;
    state[slot] = send.failure ? FAILURE : SUCCESS;
  }
}
