import { compileDigraph } from '../../../graph/digraph.ts';
import { reachableFrom } from '../../../graph/reachability.ts';
import { type Network, startOf } from '../network.ts';
import { requiredEvents } from '../required.ts';
import { fireTimes } from './fire-times.ts';

interface Question {
  readonly wait: number;
  /** The task that sends the last signal in a usual run. */
  readonly sender: number;
  /** The least and the most that each task takes. Seconds. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Seconds that a wait waits in every run at least, or a bound below that: its earliest last signal less its latest
 * start; and, where it cannot go on without what `sender` signals at its end and needs nothing that the sender does not
 * need as well, what the sender itself takes. Every time is monotone in every duration, so both hold in all runs.
 */
export function leastWait(network: Network, { wait, sender, low, high }: Question): number {
  const earliest = fireTimes(network, { durations: low })[network.waitNodeOf.get(wait)!]!;
  const latest = fireTimes(network, { durations: high })[startOf(wait)]!;
  const apart = Number.isFinite(latest) ? earliest - latest : -Infinity;
  return Math.max(apart, startsNoLater(network, wait, sender) ? low[sender]! : -Infinity);
}

/** Whether the wait has begun whenever the sender begins, and needs the sender's end. */
function startsNoLater({ instance }: Network, wait: number, sender: number): boolean {
  const isNeeded = requiredEvents(instance).some(
    (event) => event.wait === wait && event.task === sender && event.atEnd,
  );
  if (!isNeeded || instance.sequences.some((list) => list.includes(wait))) return false;
  const { from, to, names, junctionCount } = instance;
  const backwards = compileDigraph(names.length + junctionCount, [...to], [...from]);
  const isBefore = reachableFrom(backwards, [sender]);
  return to.every((target, edge) => target !== wait || (isBefore[from[edge]!] === 1 && from[edge] !== sender));
}
