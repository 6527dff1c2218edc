import type { Condition } from '../../model/condition.ts';
import type { Instance } from './instance.ts';
import { hasGuards } from './settle.ts';

/**
 * The instance without conditions, as easy or as hard as any environment could make it. Easy: every conditional signal
 * comes and no conditional dependency holds anything back. Hard: no conditional signal comes and every dependency
 * holds. What never happens when it is easy happens in no environment; what happens when it is hard happens in all in
 * which the task exists. One pass, where the environments are 2^n.
 */
export function relax(instance: Instance, towards: 'easy' | 'hard'): Instance {
  if (!hasGuards(instance) && instance.absent.size === 0) return instance;
  const easy = towards === 'easy';
  const neverExists = [...instance.taskGuards].filter(([, when]) => isNever(when)).map(([task]) => task);
  const absent = new Set([...instance.absent, ...neverExists]);
  const edges = Array.from(instance.from, (_, edge) => edge).filter((edge) => {
    if (absent.has(instance.from[edge]!) || absent.has(instance.to[edge]!)) return false;
    if (!easy) return !isNever(instance.edgeGuards.get(edge));
    if (instance.edgeGuards.has(edge)) return false;
    return !instance.taskGuards.has(instance.from[edge]!) && !instance.taskGuards.has(instance.to[edge]!);
  });
  const isSure = (task: number): boolean => !instance.taskGuards.has(task);
  const waits = (task: number): boolean => !absent.has(task) && (!easy || isSure(task));
  return {
    ...instance,
    from: Int32Array.from(edges, (edge) => instance.from[edge]!),
    to: Int32Array.from(edges, (edge) => instance.to[edge]!),
    sequences: instance.sequences.map((list) => list.filter((task) => !absent.has(task) && (!easy || isSure(task)))),
    sends: instance.sends
      .filter((send) => !absent.has(send.task) && (easy || (send.guard === null && isSure(send.task))))
      .map((send) => ({ ...send, guard: null })),
    waitHandle: instance.waitHandle.map((handle, task) => (waits(task) ? handle : -1)),
    waitCount: instance.waitCount.map((count, task) => (waits(task) ? count : 0)),
    conditions: [],
    taskGuards: new Map(),
    edgeGuards: new Map(),
    absent,
  };
}

function isNever(when: Condition | undefined): boolean {
  return when?.kind === 'literal' && !when.value;
}
