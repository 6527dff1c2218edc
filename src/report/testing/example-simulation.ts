import type { Deployment } from '../../model/deployment.ts';
import { taskOrder } from '../../model/granularity.ts';
import type { Granularity } from '../../model/groups.ts';
import type { GranularityRun, SampleSummary, TraceEntry, TraceReason } from '../../simulate/simulation.ts';

/** A forward pass without pools, enough to draw: each replication stretches every duration by up to ±30 %. */
export function exampleRun(
  deployment: Deployment,
  granularity: Granularity,
  { replications = 400, spread = 0.3 }: { readonly replications?: number; readonly spread?: number } = {},
): GranularityRun {
  const order = taskOrder(deployment, granularity);
  const base = order.taskIds.map((id) => deployment.tasks.getNodeAttribute(id, 'duration')?.meanSeconds ?? 0);
  const ends = order.taskIds.map(() => new Float64Array(replications));
  const criticalCounts = new Float64Array(order.taskIds.length);
  const samples = new Float64Array(replications);
  let state = 1;
  for (let replication = 0; replication < replications; replication += 1) {
    const durations = base.map((seconds) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return seconds * (1 + spread * (2 * (state / 2147483648) - 1));
    });
    const pass = forwardPass(order, durations);
    for (const node of pass.critical) if (node < base.length) criticalCounts[node]! += 1;
    ends.forEach((list, node) => {
      list[replication] = pass.end[node]!;
    });
    samples[replication] = pass.makespan;
  }
  const critical = order.taskIds
    .map((task, node) => ({ task, index: criticalCounts[node]! / replications }))
    .filter(({ index }) => index > 0)
    .sort((a, b) => b.index - a.index);
  return {
    granularity,
    makespan: summary(samples),
    complete: summary(samples),
    samples,
    failedReplications: 0,
    replications,
    probabilities: { failed: never(replications), timedOut: never(replications) },
    bounds: exampleBounds(forwardPass(order, base).makespan, order.taskIds.slice(0, 1)),
    critical,
    trace: exampleTrace(order, base),
    endQuantiles: new Map(order.taskIds.map((task, node) => [task, [at(ends[node]!, 0.1), at(ends[node]!, 0.9)]])),
    notes: [],
  };
}

function exampleBounds(seconds: number, path: readonly string[]) {
  return { criticalPath: { minimum: seconds, median: seconds, maximum: seconds }, path, work: null };
}

function never(replications: number) {
  return { count: 0, of: replications, estimate: 0, ciLow: 0, ciHigh: 1 - 0.025 ** (1 / replications) };
}

type Order = ReturnType<typeof taskOrder>;

function forwardPass(order: Order, durations: readonly number[]) {
  const ready = new Float64Array(order.nodeCount);
  const end = new Float64Array(order.nodeCount);
  const cause = new Int32Array(order.nodeCount).fill(-1);
  const open = new Int32Array(order.nodeCount);
  for (const to of order.to) open[to]! += 1;
  const queue = [...open.keys()].filter((node) => open[node] === 0);
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head]!;
    end[node] = ready[node]! + (durations[node] ?? 0);
    order.from.forEach((from, edge) => {
      if (from !== node) return;
      const to = order.to[edge]!;
      if (end[node]! >= ready[to]!) cause[to] = node;
      ready[to] = Math.max(ready[to]!, end[node]!);
      if ((open[to]! -= 1) === 0) queue.push(to);
    });
  }
  const makespan = Math.max(...end);
  const critical = new Set<number>();
  for (let node = end.indexOf(makespan); node >= 0; node = cause[node]!) critical.add(node);
  return { ready, end, cause, makespan, critical };
}

function exampleTrace(order: Order, durations: readonly number[]): readonly TraceEntry[] {
  const { ready, end, cause, critical, makespan } = forwardPass(order, durations);
  return order.taskIds.map((task, node) => {
    let from = cause[node]!;
    while (from >= order.taskIds.length) from = cause[from]!;
    const reason: TraceReason =
      from < 0 ? { kind: 'begin' } : { kind: 'prerequisite', task: order.taskIds[from] as string };
    const slack = critical.has(node) ? 0 : makespan - end[node]!;
    const times = { ready: ready[node]!, start: ready[node]!, end: end[node]! };
    return { task, ...times, outcome: 'done', reason, critical: critical.has(node), slack };
  });
}

function summary(samples: Float64Array): SampleSummary {
  const sorted = Float64Array.from(samples).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1);
  const stddev = Math.sqrt(variance);
  const half = (1.96 * stddev) / Math.sqrt(sorted.length);
  const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((p) => at(sorted, p)) as [number, number, number, number];
  const around = (p: number): readonly [number, number] => [at(sorted, p - 0.009), at(sorted, p + 0.009)];
  return {
    count: sorted.length,
    mean,
    stddev,
    min: sorted[0]!,
    p50,
    p90,
    p95,
    p99,
    max: sorted.at(-1)!,
    ciLow: mean - half,
    ciHigh: mean + half,
    quantileIntervals: { p50: around(0.5), p90: around(0.9), p95: around(0.95), p99: around(0.99) },
  };
}

function at(samples: Float64Array, p: number): number {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
}
