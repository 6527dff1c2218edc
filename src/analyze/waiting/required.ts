import { compileDigraph, type Digraph } from '../../graph/digraph.ts';
import { type Instance, sendsByHandle } from './instance.ts';
import { finishOf, goOf, startOf } from './network.ts';

/** The signals of one moment of a task, without which a wait can never be satisfied. */
export interface RequiredEvent {
  readonly task: number;
  readonly atEnd: boolean;
  readonly wait: number;
}

/**
 * Events whose signals a wait cannot do without: the distinct ids that can come from all others are fewer than its
 * count. Every environment is taken together, so this holds in each.
 */
export function requiredEvents(instance: Instance): readonly RequiredEvent[] {
  const found: RequiredEvent[] = [];
  const sendsOf = sendsByHandle(instance);
  instance.waitHandle.forEach((handle, wait) => {
    if (handle === -1) return;
    const sends = sendsOf[handle] ?? [];
    const count = instance.waitCount[wait] as number;
    const supply = (skip: { readonly task: number; readonly atEnd: boolean } | null): number => {
      const ids = new Map((instance.handles[handle]?.initial ?? []).map((id) => [id, 1]));
      sends.forEach((send, index) => {
        if (send.task !== skip?.task || send.atEnd !== skip.atEnd) ids.set(send.id ?? `\u0000${index}`, send.weight);
      });
      return [...ids.values()].reduce((sum, weight) => sum + weight, 0);
    };
    if (supply(null) < count) return;
    for (const task of [...new Set(sends.map((send) => send.task))].sort((a, b) => a - b)) {
      for (const atEnd of [false, true]) {
        const sent = sends.some((send) => send.task === task && send.atEnd === atEnd);
        if (sent && supply({ task, atEnd }) < count) found.push({ task, atEnd, wait });
      }
    }
  });
  return found;
}

/**
 * The order of events that holds whatever happens: start, go and finish of each task, dependencies, sequences and
 * required signals. A cycle in it is a signal cycle: its tasks can never run.
 */
export function requiredOrder(instance: Instance, required: readonly RequiredEvent[]): Digraph {
  const taskCount = instance.names.length;
  const from: number[] = [];
  const to: number[] = [];
  const add = (source: number, target: number): void => {
    from.push(source);
    to.push(target);
  };
  instance.names.forEach((_, task) => {
    add(startOf(task), goOf(task));
    add(goOf(task), finishOf(task));
  });
  const [finish, start] = [finishOf, startOf].map(
    (of) => (node: number) => (node < taskCount ? of(node) : node + 2 * taskCount),
  ) as [(node: number) => number, (node: number) => number];
  instance.from.forEach((source, edge) => {
    add(finish(source), start(instance.to[edge] as number));
  });
  for (const tasks of instance.sequences) {
    for (let place = 1; place < tasks.length; place += 1) add(finishOf(tasks[place - 1]!), startOf(tasks[place]!));
  }
  for (const { task, atEnd, wait } of required) add(atEnd ? finishOf(task) : startOf(task), goOf(wait));
  return compileDigraph(3 * taskCount + instance.junctionCount, from, to);
}
