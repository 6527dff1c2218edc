import type { Gates } from './network.ts';

/** When the patience of a node at its gate ends: its clock runs from its own start, or from that of another node. */
export function deadlineOf({ patience, timedFrom }: Gates, start: Float64Array, node: number): number {
  const from = timedFrom?.[node] ?? -1;
  return (start[from < 0 ? node : from] as number) + (patience[node] as number);
}
