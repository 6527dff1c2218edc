import type { Duration } from '../../model/durations/duration.ts';
import type { CompiledDeployment } from '../compile/compile.ts';
import type { Network } from '../kernel/network.ts';

/** What no luck and no order of work can beat. Seconds. */
export interface Bounds {
  /**
   * The longest way through the order with every duration at its least, its median and its greatest (null when there is
   * no greatest). No replication ends before the first of them, whatever the engine.
   */
  readonly criticalPath: { readonly minimum: number; readonly median: number; readonly maximum: number | null };
  /** The tasks of the longest way at the medians, in the order of time; ties go to the least id. */
  readonly path: readonly string[];
  /** All work of a limit's tasks over its slots, of the limit where that is most at the medians; or null. */
  readonly work: {
    readonly pool: string;
    readonly capacity: number;
    readonly minimum: number;
    readonly median: number;
  } | null;
}

/**
 * Bounds of a compiled deployment: the length of its critical path, and the work bound W / c of each limit (Graham,
 * SIAM J. Appl. Math. 17, 1969). Signals, polling and what else an engine adds only make it longer, and are left out.
 * @param durations by task, in the order of `taskIds`
 */
export function boundsOf(compiled: CompiledDeployment, durations: readonly Duration[]): Bounds {
  const at = (value: (duration: Duration) => number): LongestPath => {
    return longestPath(compiled.network, nodeSeconds(compiled, durations, value));
  };
  const median = at((duration) => duration.quantile(0.5));
  const maximum = at((duration) => duration.maximumSeconds).length;
  return {
    criticalPath: {
      minimum: at((duration) => duration.minimumSeconds).length,
      median: median.length,
      maximum: Number.isFinite(maximum) ? maximum : null,
    },
    path: taskNames(compiled, median.nodes),
    work: workBound(compiled, durations),
  };
}

/** Milestones take no time; the early end of a task takes a part of its time. */
function nodeSeconds(
  { network, variation }: CompiledDeployment,
  durations: readonly Duration[],
  value: (duration: Duration) => number,
): Float64Array {
  const seconds = new Float64Array(network.nodeCount);
  durations.forEach((duration, node) => {
    seconds[node] = value(duration);
  });
  for (const { node, of, part } of variation?.copies ?? []) {
    seconds[node] = part === 0 ? 0 : part * (seconds[of] as number);
  }
  return seconds;
}

interface LongestPath {
  readonly length: number;
  readonly nodes: readonly number[];
}

function longestPath({ order, nodeCount, inStart, inNode }: Network, seconds: Float64Array): LongestPath {
  const end = new Float64Array(nodeCount);
  const before = new Int32Array(nodeCount).fill(-1);
  let last = -1;
  for (const node of order) {
    let start = 0;
    for (let edge = inStart[node] as number; edge < (inStart[node + 1] as number); edge += 1) {
      const source = inNode[edge] as number;
      if ((end[source] as number) <= start && before[node] !== -1) continue;
      start = Math.max(start, end[source] as number);
      before[node] = source;
    }
    end[node] = start + (seconds[node] as number);
    const isLater = last < 0 || (end[node] as number) > (end[last] as number);
    if (isLater || (end[node] === end[last] && node < last)) last = node;
  }
  const nodes: number[] = [];
  for (let node = last; node >= 0; node = before[node] as number) nodes.push(node);
  return { length: last < 0 ? 0 : (end[last] as number), nodes: nodes.reverse() };
}

function taskNames({ network, taskIds, earlyOf }: CompiledDeployment, nodes: readonly number[]): readonly string[] {
  const firstEarly = network.nodeCount - earlyOf.length;
  const tasks = nodes.map((node) => (node < firstEarly ? node : (earlyOf[node - firstEarly] as number)));
  return tasks
    .filter((node, index) => node < taskIds.length && node !== tasks[index - 1])
    .map((node) => taskIds[node] as string);
}

function workBound({ network, poolIds }: CompiledDeployment, durations: readonly Duration[]): Bounds['work'] {
  const { nodePoolStart, nodePool, poolCapacity } = network;
  const minimum = new Float64Array(poolIds.length);
  const median = new Float64Array(poolIds.length);
  durations.forEach((duration, node) => {
    for (let at = nodePoolStart[node] as number; at < (nodePoolStart[node + 1] as number); at += 1) {
      minimum[nodePool[at] as number]! += duration.minimumSeconds;
      median[nodePool[at] as number]! += duration.quantile(0.5);
    }
  });
  let most: Bounds['work'] = null;
  poolIds.forEach((pool, at) => {
    const capacity = poolCapacity[at] as number;
    const work = (median[at] as number) / capacity;
    if (most !== null && work <= most.median) return;
    most = { pool, capacity, minimum: (minimum[at] as number) / capacity, median: work };
  });
  return most;
}
