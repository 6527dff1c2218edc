import type { Network } from '../kernel/network.ts';
import type { Schedule } from '../kernel/schedule.ts';
import { type Release, releaseOf, startReleaseOf } from './release.ts';

/**
 * The nodes whose time adds up to the makespan, from the last end back to the beginning: each is what released the one
 * after it, be it by an edge, a slot or an emission. Of nodes that end last together the least counts.
 * @param taskCount nodes from here on are milestones: they end no run, but a path may lead through them
 */
export function criticalPath(network: Network, schedule: Schedule, taskCount: number): readonly number[] {
  const path: number[] = [];
  let node = lastToEnd(schedule, taskCount);
  if (node < 0) return path;
  for (let atStart = false, steps = 0; steps <= 2 * network.nodeCount; steps += 1) {
    if (!atStart) path.push(node);
    const release: Release = atStart ? startReleaseOf(network, schedule, node) : releaseOf(network, schedule, node);
    if (release.kind === 'begin') break;
    node = release.node;
    atStart = release.atStart;
  }
  return path;
}

function lastToEnd(schedule: Schedule, taskCount: number): number {
  let last = -1;
  let latest = Number.NEGATIVE_INFINITY;
  for (let node = 0; node < taskCount; node += 1) {
    const end = schedule.end[node] as number;
    if (end > latest) {
      latest = end;
      last = node;
    }
  }
  return last;
}
