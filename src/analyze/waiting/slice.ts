import { conditionNames } from '../../model/condition.ts';
import type { Instance } from './instance.ts';

/**
 * The part of an instance that can decide whether a task goes on: everything before it in the order, and with a wait
 * all that signals its handle, and with a pool all that competes for it. What is outside cannot matter.
 */
export function backwardSlice(
  instance: Instance,
  task: number,
): { readonly instance: Instance; readonly task: number } {
  const kept = backwardCone(instance, task);
  const taskCount = instance.names.length;
  const tasks = kept.filter((node) => node < taskCount);
  const junctions = kept.filter((node) => node >= taskCount);
  const placeOf = new Map([...tasks, ...junctions].map((node, place) => [node, place]));
  const place = (node: number): number => placeOf.get(node)!;
  const has = (node: number): boolean => placeOf.has(node);
  const edges = Array.from(instance.from, (_, edge) => edge).filter(
    (edge) => has(instance.from[edge]!) && has(instance.to[edge]!),
  );
  const sliced: Omit<Instance, 'conditions'> = {
    names: tasks.map((node) => instance.names[node]!),
    junctionCount: junctions.length,
    from: Int32Array.from(edges, (edge) => place(instance.from[edge]!)),
    to: Int32Array.from(edges, (edge) => place(instance.to[edge]!)),
    sequences: instance.sequences.map((list) => list.filter(has).map(place)),
    handles: instance.handles,
    sends: instance.sends.filter((send) => has(send.task)).map((send) => ({ ...send, task: place(send.task) })),
    waitHandle: Int32Array.from(tasks, (node) => instance.waitHandle[node]!),
    waitCount: Int32Array.from(tasks, (node) => instance.waitCount[node]!),
    reads: [],
    pools: instance.pools
      .map((pool) => ({ ...pool, tasks: pool.tasks.filter(has).map(place) }))
      .filter((pool) => pool.tasks.length > pool.capacity || pool.capacity === 0),
    taskGuards: new Map(
      [...instance.taskGuards].filter(([node]) => has(node)).map(([node, when]) => [place(node), when]),
    ),
    edgeGuards: new Map(
      edges.flatMap((edge, index) => (instance.edgeGuards.has(edge) ? [[index, instance.edgeGuards.get(edge)!]] : [])),
    ),
    absent: new Set([...instance.absent].filter(has).map(place)),
  };
  return { instance: { ...sliced, conditions: conditionsOf(sliced) }, task: place(task) };
}

function backwardCone(instance: Instance, task: number): readonly number[] {
  const taskCount = instance.names.length;
  const into: number[][] = Array.from({ length: taskCount + instance.junctionCount }, () => []);
  instance.from.forEach((source, edge) => {
    into[instance.to[edge]!]!.push(source);
  });
  for (const list of instance.sequences) for (let i = 1; i < list.length; i += 1) into[list[i]!]!.push(list[i - 1]!);
  const senders = instance.handles.map(() => [] as number[]);
  for (const send of instance.sends) senders[send.handle]!.push(send.task);
  // An edge trigger also depends on who else is listening.
  instance.waitHandle.forEach((handle, wait) => {
    if (handle !== -1 && instance.handles[handle]!.edge) senders[handle]!.push(wait);
  });
  const poolMates = new Map<number, number[]>();
  for (const pool of instance.pools) {
    if (pool.tasks.length <= pool.capacity) continue;
    for (const member of pool.tasks) poolMates.set(member, [...(poolMates.get(member) ?? []), ...pool.tasks]);
  }
  const cone = new Set([task]);
  for (const node of cone) {
    for (const before of into[node]!) cone.add(before);
    const handle = instance.waitHandle[node] ?? -1;
    if (handle !== -1) for (const sender of senders[handle]!) cone.add(sender);
    for (const mate of poolMates.get(node) ?? []) cone.add(mate);
  }
  return [...cone].sort((a, b) => a - b);
}

function conditionsOf({ taskGuards, edgeGuards, sends }: Omit<Instance, 'conditions'>): readonly string[] {
  const names = new Set<string>();
  for (const when of taskGuards.values()) conditionNames(when, names);
  for (const when of edgeGuards.values()) conditionNames(when, names);
  for (const send of sends) conditionNames(send.guard, names);
  return [...names].sort();
}
