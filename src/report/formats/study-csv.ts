import type { StudyDocument } from '../study-document.ts';

const COLUMNS = [
  'kind',
  'name',
  'value',
  'replications',
  'mean',
  'mean_low',
  'mean_high',
  'p50',
  'p50_low',
  'p50_high',
  'p95',
  'p95_low',
  'p95_high',
  'failed',
  'difference',
  'difference_low',
  'difference_high',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** A study as a table for spreadsheets (RFC 4180): scenarios, points of sweeps, drivers; seconds, unrounded. */
export function studyCsv(document: StudyDocument): string {
  const rows = [...scenarioRows(document), ...sweepRows(document), ...driverRows(document)];
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column] ?? '')).join(','))];
  return `${lines.join('\r\n')}\r\n`;
}

function scenarioRows({ scenarios }: StudyDocument): readonly Row[] {
  return scenarios.map(({ name, replications, makespan, failed, difference }) => ({
    kind: 'scenario',
    name,
    replications,
    ...(makespan === null
      ? {}
      : {
          ...triple('mean', { estimate: makespan.mean, ciLow: makespan.ciLow, ciHigh: makespan.ciHigh }),
          ...triple('p50', quantile(makespan.p50, makespan.quantileIntervals.p50)),
          ...triple('p95', quantile(makespan.p95, makespan.quantileIntervals.p95)),
        }),
    failed: failed?.estimate ?? null,
    ...triple('difference', difference),
  }));
}

function sweepRows({ sweeps }: StudyDocument): readonly Row[] {
  return sweeps.flatMap(({ name, points }) =>
    points.map(({ values, mean, p50, p95, failed, difference }) => ({
      kind: 'sweep',
      name,
      value: values.join('; '),
      replications: failed?.of ?? null,
      ...triple('mean', mean),
      ...triple('p50', p50),
      ...triple('p95', p95),
      failed: failed?.estimate ?? null,
      ...triple('difference', difference),
    })),
  );
}

function driverRows({ drivers }: StudyDocument): readonly Row[] {
  return drivers.map(({ kind, name, from, to, difference }) => ({
    kind: `driver: ${kind}`,
    name,
    value: `${from} → ${to}`,
    ...triple('difference', difference),
  }));
}

interface Interval {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

function quantile(estimate: number, [ciLow, ciHigh]: readonly [number, number]): Interval {
  return { estimate, ciLow, ciHigh };
}

function triple(name: 'mean' | 'p50' | 'p95' | 'difference', interval: Interval | null): Row {
  if (interval === null) return {};
  return { [name]: interval.estimate, [`${name}_low`]: interval.ciLow, [`${name}_high`]: interval.ciHigh };
}

/** A text that a spreadsheet would take for a formula is kept one by an apostrophe (OWASP, CSV injection). */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
