import type { Network } from '../kernel/network.ts';
import { type Schedule, State } from '../kernel/schedule.ts';

/**
 * How much later each node could end without moving the horizon, if everything keeps its order: successors, the next
 * user of its slot, and the gates that its emissions helped to open. What came early for a gate is bound by it although
 * others would have been enough, so slack is never overstated. 0 for nodes that are not done.
 */
export function slacks(network: Network, schedule: Schedule, durations: Float64Array): Float64Array {
  const { nodeCount } = network;
  const latest = new Float64Array(nodeCount).fill(schedule.horizon);
  const rank = new Int32Array(nodeCount);
  network.order.forEach((node, place) => {
    rank[node] = place;
  });
  const { end } = schedule;
  const done = [...network.order.keys()].filter((node) => schedule.state[node] === State.done);
  const order = done.sort(
    (a, b) => (end[b] as number) - (end[a] as number) || (rank[b] as number) - (rank[a] as number),
  );
  // Nodes that end together may stand in the wrong order; then another pass carries the bound on.
  for (let pass = 0; pass < 20; pass += 1) {
    let isChanged = false;
    const lower = (node: number, bound: number): void => {
      if (bound >= (latest[node] as number)) return;
      latest[node] = bound;
      isChanged = true;
    };
    for (const node of order) relax({ network, schedule, durations, latest }, node, lower);
    if (!isChanged) break;
  }
  const noise = 1e-9 * schedule.horizon;
  return Float64Array.from(latest, (bound, node) => {
    const slack = bound - (end[node] as number);
    return schedule.state[node] === State.done && slack > noise ? slack : 0;
  });
}

interface Relaxation {
  readonly network: Network;
  readonly schedule: Schedule;
  readonly durations: Float64Array;
  readonly latest: Float64Array;
}

/** Takes over what the gates demand of a node's emissions, then passes its latest start on to what came before it. */
function relax(run: Relaxation, node: number, lower: (node: number, bound: number) => void): void {
  const { network, schedule, durations, latest } = run;
  relaxEmissions(run, node, lower);
  const latestStart = (latest[node] as number) - (durations[node] as number);
  for (let edge = network.inStart[node] as number; edge < (network.inStart[node + 1] as number); edge += 1) {
    lower(network.inNode[edge] as number, latestStart);
  }
  const from = schedule.slotFrom[node] as number;
  if (from >= 0 && schedule.end[from] === schedule.start[node]) lower(from, latestStart);
}

function relaxEmissions(run: Relaxation, node: number, lower: (node: number, bound: number) => void): void {
  const { network, schedule, durations, latest } = run;
  const { emitStart, emitMark, markCounter, listenerStart, listener } = network.gates;
  for (const moment of [0, 1]) {
    const row = 2 * node + moment;
    const sentAt = (moment === 0 ? schedule.start[node] : schedule.end[node]) as number;
    for (let index = emitStart[row] as number; index < (emitStart[row + 1] as number); index += 1) {
      const mark = emitMark[index] as number;
      const counter = mark < 0 ? -1 - mark : (markCounter[mark] as number);
      for (let at = listenerStart[counter] as number; at < (listenerStart[counter + 1] as number); at += 1) {
        const held = listener[at] as number;
        if (schedule.state[held] !== State.done || sentAt > (schedule.openedAt[held] as number)) continue;
        const goesOnBy = (latest[held] as number) - (durations[held] as number);
        lower(node, moment === 0 ? goesOnBy + (durations[node] as number) : goesOnBy);
      }
    }
  }
}
