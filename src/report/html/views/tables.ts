import type { Table } from '../../documents/csv.ts';
import type { Result } from '../../result.ts';
import { runsOf } from '../reading.ts';
import type { ViewId } from './index.ts';

/** The raw values behind a view, for other programs: seconds, not words. */
export const tables: { readonly [Id in ViewId]?: (result: Result) => Table } = {
  findings: ({ check }) => ({
    columns: ['rule', 'severity', 'confidence', 'file', 'line', 'column', 'message', 'costSeconds'],
    rows: check.findings.map(({ rule, severity, confidence, file, line, column, message, cost }) => [
      rule,
      severity,
      confidence,
      file,
      line,
      column,
      message,
      cost?.mean ?? null,
    ]),
  }),
  graph: ({ graph }) => ({
    columns: ['prerequisite', 'dependent', 'reasons', 'values', 'file', 'line'],
    rows: graph.dependencies.map(({ prerequisite, dependent, reasons }) => [
      prerequisite,
      dependent,
      [...new Set(reasons.map(({ kind }) => kind))].join(' '),
      [...new Set(reasons.flatMap(({ value }) => (value ? [value.provided] : [])))].join(' '),
      reasons[0]?.span.file ?? null,
      reasons[0]?.span.line ?? null,
    ]),
  }),
  timelines: schedules,
  distributions: samples,
  drivers: (result) => ({
    columns: ['granularity', 'task', 'criticality', 'tornadoLow', 'tornadoHigh', 'totalEffect', 'gainSeconds'],
    rows: runsOf(result.simulation).flatMap(({ name, run }) => {
      const measured = new Map((run.sensitivity?.tasks ?? []).map((task) => [task.task, task]));
      return run.critical.map(({ task, index }) => {
        const { tornado, totalEffect, gain } = measured.get(task) ?? {};
        const effects = [totalEffect?.estimate ?? null, gain?.estimate ?? null];
        return [name, task, index, tornado?.low ?? null, tornado?.high ?? null, ...effects];
      });
    }),
  }),
  study: ({ study }) => ({
    columns: [
      'scenario',
      'changes',
      'rank',
      'mean',
      'ciLow',
      'ciHigh',
      'p50',
      'p95',
      'difference',
      'differenceLow',
      'differenceHigh',
    ],
    rows: (study?.scenarios ?? []).map(({ name, changes, rank, makespan, difference }) => [
      name,
      changes.join('; '),
      rank,
      ...[makespan?.mean, makespan?.ciLow, makespan?.ciHigh, makespan?.p50, makespan?.p95].map(
        (value) => value ?? null,
      ),
      ...[difference?.estimate, difference?.ciLow, difference?.ciHigh].map((value) => value ?? null),
    ]),
  }),
  timings: ({ simulation }) => ({
    columns: ['task', 'meanSeconds', 'duration', 'origin', 'source'],
    rows: (simulation?.timings ?? []).map(({ task, meanSeconds, duration, origin, source }) => [
      task,
      meanSeconds,
      duration,
      origin,
      source,
    ]),
  }),
};

function schedules({ simulation, graph }: Result): Table {
  const groups = new Map(graph.tasks.map(({ id, group }) => [id, group]));
  return {
    columns: [
      'granularity',
      'task',
      'group',
      'ready',
      'start',
      'end',
      'p10',
      'p90',
      'critical',
      'slack',
      'outcome',
      'released',
    ],
    rows: runsOf(simulation).flatMap(({ name, run }) => {
      const spread = new Map((run.endQuantiles ?? []).map((one) => [one.task, one]));
      return (run.trace ?? []).map(({ task, ready, start, end, critical, slack, outcome, reason }) => [
        name,
        task,
        groups.get(task) ?? null,
        ...[ready, start, end].map((value) => (Number.isFinite(value) ? value : null)),
        spread.get(task)?.p10 ?? null,
        spread.get(task)?.p90 ?? null,
        critical,
        slack,
        outcome,
        'task' in reason ? reason.task : reason.kind,
      ]);
    }),
  };
}

function samples({ simulation, study }: Result): Table {
  const runs = runsOf(simulation).map(({ name, run }) => ({ name, makespan: run.makespan }));
  const all = [...runs, ...(study?.scenarios ?? [])].flatMap(({ name, makespan }) =>
    makespan ? [{ name, ...makespan }] : [],
  );
  return {
    columns: ['of', 'count', 'mean', 'ciLow', 'ciHigh', 'stddev', 'min', 'p50', 'p90', 'p95', 'p99', 'max'],
    rows: all.map(({ name, count, mean, ciLow, ciHigh, stddev, min, p50, p90, p95, p99, max }) => [
      name,
      count,
      ...[mean, ciLow, ciHigh, stddev, min, p50, p90, p95, p99, max],
    ]),
  };
}
