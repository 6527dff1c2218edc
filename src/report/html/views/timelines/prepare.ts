import type { TraceEntry } from '../../../../simulate/simulation.ts';
import type { GraphTask, Result } from '../../../result.ts';
import { trustSentence } from '../../../words/origin.ts';
import { timelineWords as words } from '../../../words/page/timelines.ts';
import { formatSeconds } from '../../../words/quantity.ts';
import { cycleOf, label, localName, type Run, runsOf } from '../../reading.ts';
import { concurrencyCurve } from './concurrency.ts';
import type { Bar, TimelineChart, TimelineRow, TimelinesData } from './drawing.ts';

export function prepareTimelines(result: Result): TimelinesData {
  const charts = runsOf(result.simulation).flatMap(({ name, run }) => {
    const chart = timelineChart(name, run, result);
    return chart ? [chart] : [];
  });
  const bars = charts.flatMap(({ rows }) => rows.flatMap((row) => row.bars));
  return {
    lead: result.simulation === null ? words.lead : `${words.lead} ${trustSentence(result.simulation.timings)}`,
    end: axisEnd(charts),
    charts,
    missing: missingWords(result),
    hasWaiting: bars.some(({ waiting, ready, start }) => waiting || start - ready > 1e-9),
  };
}

/** As far beyond the last end as whiskers need, but by no more than a third: a long tail must not shrink the bars. */
function axisEnd(charts: readonly TimelineChart[]): number {
  const finish = Math.max(0, ...charts.map((chart) => chart.finish));
  const bars = charts.flatMap(({ rows }) => rows.flatMap((row) => row.bars));
  const latest = bars.reduce((most, { p90 }) => Math.max(most, p90 ?? 0), finish);
  return Math.min(latest, finish * 1.33);
}

function missingWords({ simulation }: Result): readonly string[] {
  if (simulation === null) return [words.notSimulated];
  const circle = cycleOf(simulation, 'coarse');
  if (!circle) return [];
  const arrows = [...circle, circle[0] ?? ''].map(label).join(' → ');
  return [words.noCoarse(arrows)];
}

function timelineChart(name: string, run: Run, { graph }: Result): TimelineChart | null {
  if (!run.trace || run.trace.length === 0) return null;
  const tasks = new Map(graph.tasks.map((task) => [task.id, task]));
  const hosts = new Set(graph.groups.filter(({ kind }) => kind === 'host').map(({ id }) => id));
  const order = new Map([...hosts].map((id, index) => [id, index]));
  const spread = new Map((run.endQuantiles ?? []).map(({ task, p10, p90 }) => [task, { p10, p90 }]));
  const last = run.trace.reduce((most, { end }) => (Number.isFinite(end) ? Math.max(most, end) : most), 0);
  const rows = new Map<string, Bar[]>();
  for (const entry of run.trace) {
    const task = tasks.get(entry.task);
    if (!task || (task.kind === 'milestone' && entry.end === entry.start)) continue;
    const row = hosts.has(task.group) ? task.group : '';
    const bar = barOf(entry, task, { ...spread.get(entry.task), last });
    const bars = rows.get(row);
    if (bars) bars.push(bar);
    else rows.set(row, [bar]);
  }
  const bars = [...rows.values()].flat();
  const isWhole = bars.every(({ outcome }) => outcome !== 'stuck');
  return {
    name,
    title: words.titles[name] ?? label(name),
    finish: last,
    finishWords: isWhole ? formatSeconds(last) : words.neverCompletes(formatSeconds(last)),
    curve: concurrencyCurve(bars),
    rows: [...rows]
      .sort(([a], [b]) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size))
      .map(([id, inside]) => rowOf(id, inside, hosts.size > 0)),
  };
}

function barOf(
  entry: TraceEntry,
  task: GraphTask,
  { p10, p90, last }: { readonly p10?: number; readonly p90?: number; readonly last: number },
): Bar {
  const { ready, start, critical, outcome, reason } = entry;
  const end = outcome === 'stuck' || !Number.isFinite(entry.end) ? last : entry.end;
  return {
    task: entry.task,
    label: localName(task),
    lane: 0,
    lastInLane: false,
    ready,
    start,
    end,
    p10: p10 ?? null,
    p90: p90 ?? null,
    critical,
    waiting: task.kind === 'wait',
    outcome,
    releasedBy: 'task' in reason ? reason.task : null,
    words: barWords(entry, end, task),
  };
}

function barWords(
  { task, ready, start, outcome, reason, critical, slack }: TraceEntry,
  end: number,
  { kind }: GraphTask,
): string {
  const verb = kind === 'wait' ? words.verbs.waits : words.verbs.runs;
  const parts = [words.bar(label(task), verb, formatSeconds(end - start), formatSeconds(start), formatSeconds(end))];
  if (outcome === 'stuck') parts.push(words.neverEnds);
  if (outcome === 'failed') parts.push(reason.kind === 'timeout' ? words.timedOut : words.fails);
  if (start - ready > 1e-9) parts.push(words.heldBack(formatSeconds(ready), formatSeconds(start - ready)));
  parts.push(releaseWords(reason));
  parts.push(critical ? words.isCritical : words.couldEnd(formatSeconds(slack)));
  return `${parts.join('; ')}.`;
}

function releaseWords(reason: TraceEntry['reason']): string {
  switch (reason.kind) {
    case 'begin':
      return words.begins;
    case 'prerequisite':
      return words.after(label(reason.task));
    case 'group':
      return words.afterGroup(label(reason.group), label(reason.task));
    case 'signal':
      return words.released(label(reason.task), label(reason.handle));
    case 'slot':
      return words.takesSlot(label(reason.task), label(reason.pool));
    case 'timeout':
      return words.releasedByTimeout;
    case 'never':
      return words.neverStarts;
    case 'pace':
      return words.turn;
  }
}

/** First lane that is free when the bar starts, in order of start: the fewest lanes. */
function rowOf(id: string, members: readonly Bar[], hasHosts: boolean): TimelineRow {
  const free: number[] = [];
  const placed = [...members]
    .map((bar, index) => ({ bar, index }))
    .sort((a, b) => a.bar.start - b.bar.start || a.index - b.index)
    .map(({ bar }) => {
      const found = free.findIndex((end) => end <= bar.start + 1e-9);
      const lane = found < 0 ? free.length : found;
      free[lane] = bar.end;
      return { ...bar, lane };
    });
  const bars = placed.map((bar) => ({ ...bar, lastInLane: bar.end === free[bar.lane] }));
  return {
    label: id === '' ? (hasHosts ? words.beside : words.tasks) : label(id),
    lanes: free.length,
    critical: bars.some(({ critical }) => critical),
    bars,
  };
}
