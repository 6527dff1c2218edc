import { collectNames } from '../../model/condition.ts';
import { type Instance, type Send, sendsByHandle } from './instance.ts';

export interface Slice {
  readonly instance: Instance;
  /** Where the task that was asked about is in it. */
  readonly task: number;
  /** Where any task of the whole is in it; null outside. */
  readonly placeOf: (task: number) => number | null;
}

/**
 * The part of an instance that can decide whether a task goes on: everything before it in the order, and with a wait
 * all that signals its handle, and with a pool all that competes for it. What is outside cannot matter. Once the whole
 * has been indexed, the cost is that of the slice.
 */
export function backwardSlice(instance: Instance, task: number): Slice {
  const index = indexOf(instance);
  const kept = backwardCone(instance, index, task);
  const taskCount = instance.names.length;
  const tasks = kept.filter((node) => node < taskCount);
  const placeOf = new Map(kept.map((node, place) => [node, place]));
  const place = (node: number): number => placeOf.get(node)!;
  const edges = kept.flatMap((node) => index.edgesInto[node]!.filter((edge) => placeOf.has(instance.from[edge]!)));
  const sends = tasks.flatMap((node) => index.sendsOf.get(node) ?? []);
  const handleOf = handlePlaces(instance, { tasks, sends });
  const sliced: Omit<Instance, 'conditions'> = {
    names: tasks.map((node) => instance.names[node]!),
    junctionCount: kept.length - tasks.length,
    from: Int32Array.from(edges, (edge) => place(instance.from[edge]!)),
    to: Int32Array.from(edges, (edge) => place(instance.to[edge]!)),
    sequences: sequencesAmong(index, tasks, placeOf),
    handles: [...handleOf.keys()].map((handle) => instance.handles[handle]!),
    sends: sends.map((send) => ({ ...send, task: place(send.task), handle: handleOf.get(send.handle)! })),
    waitHandle: Int32Array.from(tasks, (node) => handleOf.get(instance.waitHandle[node]!) ?? -1),
    waitCount: Int32Array.from(tasks, (node) => instance.waitCount[node]!),
    reads: [],
    pools: poolsAmong(instance, placeOf),
    taskGuards: new Map(
      tasks.flatMap((node) => (instance.taskGuards.has(node) ? [[place(node), instance.taskGuards.get(node)!]] : [])),
    ),
    edgeGuards: new Map(
      edges.flatMap((edge, at) => (instance.edgeGuards.has(edge) ? [[at, instance.edgeGuards.get(edge)!]] : [])),
    ),
    absent: new Set(tasks.filter((node) => instance.absent.has(node)).map(place)),
  };
  return {
    instance: { ...sliced, conditions: conditionsOf(sliced) },
    task: place(task),
    placeOf: (other) => placeOf.get(other) ?? null,
  };
}

/** What the slices of one instance share. */
interface SliceIndex {
  readonly edgesInto: readonly (readonly number[])[];
  readonly sendsOf: ReadonlyMap<number, readonly Send[]>;
  /** Per task on a sequential host: its list. */
  readonly listOf: ReadonlyMap<number, readonly number[]>;
  /** Per task: those that share a pool with it that is too small for all. */
  readonly poolMates: ReadonlyMap<number, readonly (readonly number[])[]>;
  /** Per edge-triggered handle: who listens, because a signal is lost when nobody does. */
  readonly listeners: ReadonlyMap<number, readonly number[]>;
}

const indices = new WeakMap<Instance, SliceIndex>();

/** Indexed once per instance, which never changes. */
function indexOf(instance: Instance): SliceIndex {
  const known = indices.get(instance);
  if (known !== undefined) return known;
  const edgesInto: number[][] = Array.from({ length: instance.names.length + instance.junctionCount }, () => []);
  instance.to.forEach((target, edge) => {
    edgesInto[target]!.push(edge);
  });
  const sendsOf = new Map<number, Send[]>();
  for (const send of instance.sends) append(sendsOf, send.task, send);
  const listOf = new Map<number, readonly number[]>();
  for (const list of instance.sequences) for (const task of list) listOf.set(task, list);
  const poolMates = new Map<number, (readonly number[])[]>();
  for (const { tasks, capacity } of instance.pools) {
    if (tasks.length > capacity) for (const member of tasks) append(poolMates, member, tasks);
  }
  const listeners = new Map<number, number[]>();
  instance.waitHandle.forEach((handle, wait) => {
    if (handle !== -1 && instance.handles[handle]!.edge) append(listeners, handle, wait);
  });
  const index = { edgesInto, sendsOf, listOf, poolMates, listeners };
  indices.set(instance, index);
  return index;
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function backwardCone(instance: Instance, index: SliceIndex, task: number): readonly number[] {
  const cone = new Set([task]);
  const seenPools = new Set<readonly number[]>();
  for (const node of cone) {
    for (const edge of index.edgesInto[node]!) cone.add(instance.from[edge]!);
    const list = index.listOf.get(node) ?? [];
    for (const before of list.slice(0, Math.max(0, list.indexOf(node)))) cone.add(before);
    const handle = instance.waitHandle[node] ?? -1;
    if (handle !== -1) for (const send of sendsByHandle(instance)[handle]!) cone.add(send.task);
    for (const listener of index.listeners.get(handle) ?? []) cone.add(listener);
    for (const mates of index.poolMates.get(node) ?? []) {
      if (!seenPools.has(mates)) for (const mate of mates) cone.add(mate);
      seenPools.add(mates);
    }
  }
  return [...cone].sort((a, b) => a - b);
}

/** The handles that still matter, in their old order, with their new places. */
function handlePlaces(
  { waitHandle }: Instance,
  { tasks, sends }: { readonly tasks: readonly number[]; readonly sends: readonly Send[] },
): ReadonlyMap<number, number> {
  const used = new Set([...tasks.map((task) => waitHandle[task]!), ...sends.map((send) => send.handle)]);
  used.delete(-1);
  return new Map([...used].sort((a, b) => a - b).map((handle, place) => [handle, place]));
}

function sequencesAmong(
  { listOf }: SliceIndex,
  tasks: readonly number[],
  placeOf: ReadonlyMap<number, number>,
): Instance['sequences'] {
  const lists = new Set(tasks.flatMap((task) => (listOf.has(task) ? [listOf.get(task)!] : [])));
  return [...lists].map((list) => list.flatMap((task) => placeOf.get(task) ?? []));
}

/** A pool with room for all that is left of it limits nothing. */
function poolsAmong(instance: Instance, placeOf: ReadonlyMap<number, number>): Instance['pools'] {
  return instance.pools
    .map((pool) => ({ ...pool, tasks: pool.tasks.flatMap((task) => placeOf.get(task) ?? []) }))
    .filter((pool) => pool.tasks.length > pool.capacity || pool.capacity === 0);
}

function conditionsOf({ taskGuards, edgeGuards, sends }: Omit<Instance, 'conditions'>): readonly string[] {
  const names = new Set<string>();
  for (const when of taskGuards.values()) collectNames(when, names);
  for (const when of edgeGuards.values()) collectNames(when, names);
  for (const send of sends) collectNames(send.guard, names);
  return [...names].sort();
}
