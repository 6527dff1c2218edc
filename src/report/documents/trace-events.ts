import type { TraceEntry } from '../../simulate/simulation.ts';
import type { SimulationDocument } from '../result.ts';

/** One event of the Trace Event Format: times in microseconds. */
export type TraceEvent = Readonly<Record<string, unknown>>;

/**
 * The schedules as Trace Event JSON, which Perfetto and speedscope open: a process for each granularity, tasks packed
 * into lanes that do not overlap (slices of one track must nest), an arrow from what released a task, and a counter of
 * how many run at once.
 */
export function traceEvents({ granularities }: SimulationDocument): { readonly traceEvents: readonly TraceEvent[] } {
  const events = Object.entries(granularities).flatMap(([name, run], index) =>
    'cycle' in run ? [] : scheduleEvents(name, run.trace ?? [], index + 1),
  );
  let flow = 0;
  return {
    traceEvents: events.map((event) => (event.ph === 's' || event.ph === 'f' ? { ...event, id: flow++ >> 1 } : event)),
  };
}

function scheduleEvents(name: string, trace: readonly TraceEntry[], pid: number): readonly TraceEvent[] {
  const ended = trace
    .filter(({ start, end }) => Number.isFinite(start) && Number.isFinite(end))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.task < b.task ? -1 : 1));
  const free: number[] = [];
  const placed = new Map<string, { readonly entry: TraceEntry; readonly tid: number }>();
  for (const entry of ended) {
    const found = free.findIndex((end) => end <= entry.start);
    const lane = found < 0 ? free.length : found;
    free[lane] = entry.end;
    placed.set(entry.task, { entry, tid: lane + 1 });
  }
  const slices = [...placed.values()].flatMap(({ entry, tid }): readonly TraceEvent[] => {
    const { task, start, end, critical, slack, reason } = entry;
    const args = { critical, slackSeconds: slack, released: reason.kind };
    const category = critical ? 'critical' : 'slack';
    const slice = {
      ph: 'X',
      pid,
      tid,
      ts: micro(start),
      dur: micro(end) - micro(start),
      name: task,
      cat: category,
      args,
    };
    const before = 'task' in reason ? placed.get(reason.task) : undefined;
    if (!before) return [slice];
    const arrow = { pid, name: reason.kind, cat: 'release' };
    return [
      slice,
      { ...arrow, ph: 's', tid: before.tid, ts: Math.max(micro(before.entry.start), micro(before.entry.end) - 1) },
      { ...arrow, ph: 'f', bp: 'e', tid, ts: micro(start) },
    ];
  });
  return [
    { ph: 'M', pid, tid: 0, name: 'process_name', args: { name } },
    ...free.map((_, lane) => ({
      ph: 'M',
      pid,
      tid: lane + 1,
      name: 'thread_name',
      args: { name: `lane ${lane + 1}` },
    })),
    ...slices,
    ...counterEvents(ended, pid),
  ];
}

function counterEvents(entries: readonly TraceEntry[], pid: number): readonly TraceEvent[] {
  const steps = new Map<number, number>();
  for (const { start, end } of entries) {
    steps.set(micro(start), (steps.get(micro(start)) ?? 0) + 1);
    steps.set(micro(end), (steps.get(micro(end)) ?? 0) - 1);
  }
  let running = 0;
  return [...steps]
    .sort(([a], [b]) => a - b)
    .map(([ts, step]) => {
      running += step;
      return { ph: 'C', pid, ts, name: 'running at once', args: { tasks: running } };
    });
}

function micro(seconds: number): number {
  return Math.round(seconds * 1e6);
}
