import type { Deployment } from '../../../model/deployment.ts';
import { isUnknown } from '../../../model/unknown.ts';

/** What all schedules of a small deployment have in common, by walking through every one of them. */
export interface EverySchedule {
  /** `first second` for each pair in which the second never starts before the first is done. */
  readonly ordered: ReadonlySet<string>;
  /** Whether some schedule stops before everything is done. */
  readonly canStop: boolean;
}

/**
 * Brute force, knowing nothing of closures: each state is the set of tasks that are done; a task may go when what it
 * depends on is done and, for a wait, enough signals have come.
 */
export function everySchedule(deployment: Deployment): EverySchedule {
  const ids = deployment.tasks.nodes();
  const bit = new Map(ids.map((id, index) => [id, 1 << index]));
  const everything = 2 ** ids.length - 1;
  const needs = ids.map((id) => deployment.tasks.inNeighbors(id).reduce((all, other) => all | bit.get(other)!, 0));
  const mayGo = (state: number, index: number): boolean =>
    (needs[index]! & ~state) === 0 && hasSignals(deployment, ids[index]!, (task) => (state & bit.get(task)!) !== 0);
  const startedWithout = new Int32Array(ids.length);
  const seen = new Set([0]);
  const open = [0];
  let canStop = false;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    let isStuck = state !== everything;
    for (let index = 0; index < ids.length; index += 1) {
      if (state & (1 << index) || !mayGo(state, index)) continue;
      isStuck = false;
      startedWithout[index]! |= ~state;
      const next = state | (1 << index);
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
    canStop ||= isStuck;
  }
  const ordered = ids.flatMap((first) =>
    ids.flatMap((second, index) =>
      first !== second && (startedWithout[index]! & bit.get(first)!) === 0 ? [`${first} ${second}`] : [],
    ),
  );
  return { ordered: new Set(ordered), canStop };
}

function hasSignals({ waits, signals }: Deployment, task: string, isDone: (task: string) => boolean): boolean {
  const wait = waits.get(task);
  if (!wait || isUnknown(wait.count)) return true;
  return signals.filter(({ handle, sender }) => handle === wait.handle && isDone(sender)).length >= wait.count;
}

/** The longest way through fixed times, by trying every way; null when it is a cycle. */
export function longestWay(deployment: Deployment): number | null {
  const times = new Map<string, number | null>();
  const finish = (id: string): number | null => {
    if (times.has(id)) return times.get(id) ?? null;
    times.set(id, null);
    const signalled = deployment.waits.get(id)?.handle;
    const senders = deployment.signals.filter(({ handle }) => handle === signalled).map(({ sender }) => sender);
    const before = [...deployment.tasks.inNeighbors(id), ...senders].map(finish);
    if (before.includes(null)) return null;
    const own = deployment.tasks.getNodeAttribute(id, 'duration')?.meanSeconds ?? 0;
    const end = Math.max(0, ...(before as number[])) + own;
    times.set(id, end);
    return end;
  };
  const ends = deployment.tasks.mapNodes(finish);
  return ends.includes(null) ? null : Math.max(0, ...(ends as number[]));
}
