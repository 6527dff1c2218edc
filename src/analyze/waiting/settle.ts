import { type Condition, type Environment, evaluate } from '../../model/condition.ts';
import type { Instance } from './instance.ts';

/**
 * The instance under one truth value for each of its conditions: what does not exist there is gone, and no formula is
 * left. A task that does not exist orders nothing: its neighbours on a sequential host follow one another.
 */
export function settle(instance: Instance, environment: Environment): Instance {
  if (!hasGuards(instance)) return instance;
  const holds = (guard: Condition | null | undefined): boolean => evaluate(guard ?? null, environment) === true;
  const absent = new Set(instance.absent);
  for (const [task, guard] of instance.taskGuards) if (!holds(guard)) absent.add(task);
  const from: number[] = [];
  const to: number[] = [];
  instance.from.forEach((source, edge) => {
    const target = instance.to[edge] as number;
    if (absent.has(source) || absent.has(target) || !holds(instance.edgeGuards.get(edge))) return;
    from.push(source);
    to.push(target);
  });
  const waitHandle = Int32Array.from(instance.waitHandle);
  const waitCount = Int32Array.from(instance.waitCount);
  for (const task of absent) {
    waitHandle[task] = -1;
    waitCount[task] = 0;
  }
  return {
    ...instance,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    sequences: instance.sequences.map((tasks) => tasks.filter((task) => !absent.has(task))),
    sends: instance.sends.filter((send) => !absent.has(send.task) && holds(send.guard)),
    waitHandle,
    waitCount,
    pools: instance.pools.map((pool) => ({ ...pool, tasks: pool.tasks.filter((task) => !absent.has(task)) })),
    conditions: [],
    taskGuards: new Map(),
    edgeGuards: new Map(),
    absent,
  };
}

/** Whether anything hangs on a condition. */
export function hasGuards({ taskGuards, edgeGuards, sends, conditions }: Instance): boolean {
  return conditions.length + taskGuards.size + edgeGuards.size > 0 || sends.some((send) => send.guard !== null);
}

/**
 * Every truth assignment of the names, all false first; the last name changes fastest. The caller bounds the number of
 * names: there are 2^n.
 */
export function* environments(names: readonly string[]): Generator<Environment> {
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    yield new Map(names.map((name, index) => [name, Math.floor(bits / 2 ** (names.length - 1 - index)) % 2 === 1]));
  }
}
