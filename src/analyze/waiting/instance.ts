import type { Condition } from '../../model/condition.ts';

/**
 * What the proof engine works on: tasks, signals, waits and pools as numbers, without spans or template words. The
 * semantics is that of docs/theory/waiting.md, section 2. Tasks are `0 … names.length − 1`; junctions follow them:
 * points in the order that take no time and stand for many dependencies (the milestones of a coarse group).
 */
export interface Instance {
  readonly names: readonly string[];
  readonly junctionCount: number;
  /** Dependency i runs from prerequisite `from[i]` to dependent `to[i]`; both may be junctions. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The tasks of each host that runs its list one after another, in that order. */
  readonly sequences: readonly (readonly number[])[];
  readonly handles: readonly HandleSpec[];
  /** Signals of one task and one moment are stored together, in this order. */
  readonly sends: readonly Send[];
  /** Per task: the handle it waits on, or −1. */
  readonly waitHandle: Int32Array;
  /** Per task: distinct signals needed; 0 where it does not wait. */
  readonly waitCount: Int32Array;
  readonly reads: readonly ReadSpec[];
  readonly pools: readonly PoolSpec[];
  /** Names that nothing has decided; every formula below speaks of these only. */
  readonly conditions: readonly string[];
  /** Tasks that exist only when their formula holds. */
  readonly taskGuards: ReadonlyMap<number, Condition>;
  /** Dependencies, by index, that exist only when their formula holds. */
  readonly edgeGuards: ReadonlyMap<number, Condition>;
  /** Tasks that do not exist here: they are done from the start, without work, signals or waits. */
  readonly absent: ReadonlySet<number>;
}

export interface HandleSpec {
  readonly name: string;
  /** Loses a signal for which nobody is waiting. */
  readonly edge: boolean;
  /** A second signal with a stored id replaces the first; otherwise it is ignored. */
  readonly overwrite: boolean;
  /** Ids stored before the run. */
  readonly initial: readonly string[];
}

export interface Send {
  readonly task: number;
  readonly handle: number;
  /** Null is the arrival number: how many are stored, plus one. */
  readonly id: string | null;
  readonly atEnd: boolean;
  readonly failure: boolean;
  /** May be lost or skipped; the same for the whole run. */
  readonly optional: boolean;
  /** When it comes, none of the later signals of its task does. */
  readonly ends: boolean;
  /** How many signals with distinct ids this is. */
  readonly weight: number;
  readonly guard: Condition | null;
  /** Position in the deployment's list of signals. */
  readonly source: number;
}

export interface ReadSpec {
  readonly task: number;
  readonly of: { readonly handle: number } | { readonly task: number };
}

export interface PoolSpec {
  readonly name: string;
  readonly capacity: number;
  /** A blocked wait keeps its slot. */
  readonly hold: boolean;
  readonly tasks: readonly number[];
}

/** What takes an instance out of the monotone fragment, where a least fixpoint is the exact answer. */
export type Beyond = 'edge' | 'failure' | 'collision' | 'implicit' | 'hold' | 'release';

/**
 * Everything in an instance that the monotone fragment does not have. `implicit` alone changes only what a snapshot
 * shows: an arrival number is always fresh unless an explicit id is a number too, which is a `collision`.
 */
export function beyondMonotone(instance: Instance): ReadonlySet<Beyond> {
  const beyond = new Set<Beyond>();
  instance.handles.forEach((_, handle) => {
    for (const part of beyondOfHandle(instance, handle)) beyond.add(part);
  });
  for (const pool of instance.pools) beyond.add(pool.hold ? 'hold' : 'release');
  return beyond;
}

/** Whether a least fixpoint says exactly which runs there are; arrival numbers change only what a snapshot shows. */
export function isMonotone(instance: Instance): boolean {
  return [...beyondMonotone(instance)].every((part) => part === 'implicit');
}

/** Whether what is stored on a handle only ever helps the waits on it, in any order of arrival. */
export function monotoneHandles(instance: Instance): readonly boolean[] {
  return instance.handles.map((_, handle) => {
    const beyond = beyondOfHandle(instance, handle);
    return beyond.size === 0 || (beyond.size === 1 && beyond.has('implicit'));
  });
}

function beyondOfHandle(instance: Instance, handle: number): ReadonlySet<Beyond> {
  const beyond = new Set<Beyond>();
  const { edge, initial } = instance.handles[handle]!;
  const sends = sendsByHandle(instance)[handle]!;
  if (edge) beyond.add('edge');
  if (sends.some((send) => send.failure)) beyond.add('failure');
  if (!sends.some((send) => send.id === null)) return beyond;
  beyond.add('implicit');
  const explicit = [...initial, ...sends.flatMap((send) => (send.id === null ? [] : [send.id]))];
  if (explicit.some((id) => /^[0-9]+$/.test(id))) beyond.add('collision');
  return beyond;
}

const grouped = new WeakMap<Instance, readonly (readonly Send[])[]>();

/** The sends of each handle; grouped once per instance, which never changes. */
export function sendsByHandle(instance: Instance): readonly (readonly Send[])[] {
  const known = grouped.get(instance);
  if (known !== undefined) return known;
  const lists: Send[][] = instance.handles.map(() => []);
  for (const send of instance.sends) lists[send.handle]!.push(send);
  grouped.set(instance, lists);
  return lists;
}
