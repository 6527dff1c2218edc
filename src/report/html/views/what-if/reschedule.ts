import { EventKernel } from '../../../../simulate/kernel/event-kernel.ts';
import { LongestPathKernel } from '../../../../simulate/kernel/longest-path-kernel.ts';
import { type Gates, isPlain, type Network, noGates } from '../../../../simulate/kernel/network.ts';
import type { NetworkDocument } from '../../../result.ts';

/** What a reader may change. */
export interface Changes {
  /** Seconds by task; the others keep their median. */
  readonly durations: ReadonlyMap<string, number>;
  /** How many tasks run at once over all; null: without limit. */
  readonly workers: number | null;
}

/**
 * The makespan of the fixed-duration schedule, by the simulator's own kernel; null when a task fails or never ends.
 * @param isMilestone whether a task needs no worker
 */
export function reschedule(
  document: NetworkDocument,
  { durations, workers }: Changes,
  isMilestone: (task: string) => boolean,
): number | null {
  const network = withWorkers(networkOf(document), document, { workers, isMilestone });
  const kernel = isPlain(network) ? new LongestPathKernel(network) : new EventKernel(network);
  const times = new Float64Array(document.nodeCount);
  document.tasks.forEach((task, node) => {
    times[node] = durations.get(task) ?? (document.medians[node] as number);
  });
  kernel.run(times);
  if (kernel.doneCount !== document.nodeCount) return null;
  let makespan = 0;
  for (let node = 0; node < document.tasks.length; node += 1) makespan = Math.max(makespan, kernel.end[node] as number);
  return makespan;
}

function networkOf({ nodeCount, arrays, gates }: NetworkDocument): Network {
  const { poolHolds = [], ...rest } = arrays;
  const rows = Object.entries(rest).map(([name, values]) => [name, Int32Array.from(values)]);
  const typed = Object.fromEntries(rows) as Omit<Network, 'nodeCount' | 'gates' | 'poolHolds'>;
  return { ...typed, nodeCount, poolHolds: Uint8Array.from(poolHolds), gates: gatesOf(gates, nodeCount) };
}

const BYTES: readonly string[] = ['isVolatile', 'overwrites', 'emitFails'];

function gatesOf(document: NetworkDocument['gates'], nodeCount: number): Gates {
  if (document === null) return noGates(nodeCount);
  const arrays = Object.entries(document.arrays).map(([name, values]) => {
    const numbers = values.map((value) => value ?? Number.POSITIVE_INFINITY);
    const typed = BYTES.includes(name) ? Uint8Array.from(numbers) : Int32Array.from(numbers);
    return [name, name === 'patience' ? Float64Array.from(numbers) : typed];
  });
  return { ...(Object.fromEntries(arrays) as Omit<Gates, 'counterCount'>), counterCount: document.counterCount };
}

interface Pool {
  readonly id: string;
  readonly capacity: number;
  readonly holds: number;
  readonly nodes: readonly number[];
}

/** As `compile` does: pools that bind, by id, each node asking in that order; a blocked wait keeps its worker. */
function withWorkers(
  network: Network,
  { pools, tasks }: NetworkDocument,
  { workers, isMilestone }: { readonly workers: number | null; readonly isMilestone: (task: string) => boolean },
): Network {
  const kept = pools.map(
    (id, pool): Pool => ({
      id,
      capacity: network.poolCapacity[pool] as number,
      holds: network.poolHolds[pool] as number,
      nodes: nodesOf(network, pool),
    }),
  );
  const all = kept.filter(({ id }) => id !== WORKERS);
  const working = [...tasks.keys()].filter((node) => !isMilestone(tasks[node] as string));
  if (workers !== null && working.length > workers) {
    all.push({ id: WORKERS, capacity: workers, holds: 1, nodes: working });
  }
  all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const asked: number[][] = Array.from({ length: network.nodeCount }, () => []);
  all.forEach(({ nodes }, pool) => {
    for (const node of nodes) asked[node]?.push(pool);
  });
  const start = new Int32Array(network.nodeCount + 1);
  asked.forEach((list, node) => {
    start[node + 1] = (start[node] as number) + list.length;
  });
  return {
    ...network,
    nodePoolStart: start,
    nodePool: Int32Array.from(asked.flat()),
    poolCapacity: Int32Array.from(all, ({ capacity }) => capacity),
    poolHolds: Uint8Array.from(all, ({ holds }) => holds),
  };
}

const WORKERS = 'workers';

function nodesOf({ nodeCount, nodePoolStart, nodePool }: Network, pool: number): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < nodeCount; node += 1) {
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      if (nodePool[at] === pool) nodes.push(node);
    }
  }
  return nodes;
}
