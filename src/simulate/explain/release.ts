import type { Network } from '../kernel/network.ts';
import type { Schedule } from '../kernel/schedule.ts';

/**
 * What let a node go on last: the answer to "why then?". `atStart`: the other node did it by starting, not by ending.
 */
export type Release =
  | { readonly kind: 'begin' }
  | { readonly kind: 'predecessor'; readonly node: number; readonly atStart: false }
  | { readonly kind: 'emission'; readonly node: number; readonly atStart: boolean }
  | { readonly kind: 'slot'; readonly node: number; readonly pool: number; readonly atStart: boolean };

/**
 * What released a node last, worked out from the finished schedule, so that runs pay nothing for it: an emission when
 * its gate was shut on arrival, else what let it start.
 */
export function releaseOf(network: Network, schedule: Schedule, node: number): Release {
  const opener = schedule.openedBy[node] as number;
  const openedAt = schedule.openedAt[node] as number;
  if (opener >= 0 && openedAt > (schedule.start[node] as number)) {
    return { kind: 'emission', node: opener, atStart: isNearerToStart(schedule, opener, openedAt) };
  }
  return startReleaseOf(network, schedule, node);
}

/**
 * What let a node start: a slot when it had to queue, else the predecessor that ended last (the least node of
 * several).
 */
export function startReleaseOf(network: Network, schedule: Schedule, node: number): Release {
  const start = schedule.start[node] as number;
  const ready = schedule.ready[node] as number;
  const from = schedule.slotFrom[node] as number;
  if (start > ready && from >= 0) {
    const atStart = isNearerToStart(schedule, from, start);
    return { kind: 'slot', node: from, pool: schedule.slotPool[node] as number, atStart };
  }
  const before = lastPredecessor(network, schedule, node);
  return before < 0 ? { kind: 'begin' } : { kind: 'predecessor', node: before, atStart: false };
}

/** The predecessor that ended last, the least node of several; −1 without any. */
function lastPredecessor(network: Network, schedule: Schedule, node: number): number {
  let latest = Number.NEGATIVE_INFINITY;
  let found = -1;
  const last = network.inStart[node + 1] as number;
  for (let edge = network.inStart[node] as number; edge < last; edge += 1) {
    const before = network.inNode[edge] as number;
    const end = schedule.end[before] as number;
    if (end > latest) {
      latest = end;
      found = before;
    }
  }
  return found;
}

/** Whether a node did at its start what happened at `time`. */
function isNearerToStart(schedule: Schedule, node: number, time: number): boolean {
  return schedule.end[node] !== time && schedule.start[node] === time;
}
