import { didYouMean } from '../../model/nearest-name.ts';
import { type Instant, readInstant, secondsBetween } from '../instant.ts';
import { type Log, LogFault } from '../log.ts';
import type { LogFormat } from '../log-format.ts';
import type { LeftOut, LogReading, Observation } from '../observation.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';

const COLUMNS = ['deployment', 'task', 'type', 'start', 'end', 'seconds'] as const;

type Column = (typeof COLUMNS)[number];

/**
 * A table with a head: `task`, and `seconds` or `start` and `end` (times, or numbers of seconds); `deployment` and
 * `type` if they are known. Other columns are not read. Commas, semicolons or tabs between fields; quotes as in RFC
 * 4180.
 */
export const csv: LogFormat = {
  title: 'CSV with a head: deployment, task, type, start, end, seconds',
  recognise: ({ text, json }) => {
    if (json !== undefined) return false;
    const head = (readCsv(text).next().value?.fields ?? []).map((field) => field.trim().toLowerCase());
    return head.length > 1 && head.includes('task');
  },
  read: (logs) => {
    const readings = logs.map(readTable);
    return {
      observations: readings.flatMap(({ observations }) => observations),
      leftOut: readings.flatMap(({ leftOut }) => leftOut),
      notes: [],
    };
  },
};

function readTable(log: Log): LogReading {
  const rows = readCsv(log.text);
  const head = headOf(log.name, rows.next().value as CsvRow);
  const observations: Observation[] = [];
  const leftOut: LeftOut[] = [];
  const times = new Map<string, number>();
  for (const row of rows) {
    const place = `${log.name}:${row.line}`;
    if (row.fault !== null) throw new LogFault(`${place}: ${row.fault}`);
    const fields = new Map(COLUMNS.map((column) => [column, row.fields[head.get(column) ?? -1]?.trim() ?? '']));
    const task = fields.get('task') as string;
    if (task === '') throw new LogFault(`${place}: expected the name of a task in column 'task', found nothing`);
    const { seconds, resolutionSeconds } = timeOf(fields, place);
    const time = (times.get(task) ?? 0) + 1;
    times.set(task, time);
    // Without a column for it, each further row of a task is a further deployment.
    const deployment = fields.get('deployment') || `${log.name}#${time}`;
    if (seconds === null) leftOut.push({ task, why: 'unfinished', place });
    else if (seconds < 0) leftOut.push({ task, why: 'backwards', place });
    else observations.push({ deployment, task, type: fields.get('type') || null, seconds, resolutionSeconds });
  }
  return { observations, leftOut, notes: [] };
}

function headOf(name: string, { fields }: CsvRow): ReadonlyMap<Column, number> {
  const names = fields.map((field) => field.trim().toLowerCase());
  const head = new Map(COLUMNS.filter((one) => names.includes(one)).map((one) => [one, names.indexOf(one)]));
  if (head.has('seconds') || (head.has('start') && head.has('end'))) return head;
  const hint = names.filter((one) => !head.has(one as Column)).flatMap((one) => didYouMean(one, COLUMNS) || []);
  throw new LogFault(
    `${name}:1: expected a column 'seconds', or 'start' and 'end'; found ${names.map((one) => `'${one}'`).join(', ')}${hint[0] ?? ''}`,
  );
}

interface RowTime {
  /** Null when the row has no end: the task had not finished. */
  readonly seconds: number | null;
  readonly resolutionSeconds: number;
}

function timeOf(fields: ReadonlyMap<Column, string>, place: string): RowTime {
  const [seconds, start, end] = [fields.get('seconds'), fields.get('start'), fields.get('end')] as Three;
  if (seconds !== '') return { seconds: numberOf(seconds, place, 'seconds'), resolutionSeconds: 0 };
  if (start === '') throw new LogFault(`${place}: expected 'seconds' or 'start', found neither`);
  if (end === '') return { seconds: null, resolutionSeconds: 0 };
  const [from, to] = [instantOf(start, place, 'start'), instantOf(end, place, 'end')];
  if (from.hasZone !== to.hasZone) {
    throw new LogFault(`${place}: expected a zone at both times or at neither, found '${start}' and '${end}'`);
  }
  return {
    seconds: secondsBetween(from, to),
    resolutionSeconds: Math.max(from.resolutionSeconds, to.resolutionSeconds),
  };
}

type Three = readonly [string, string, string];

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

function numberOf(text: string, place: string, column: Column): number {
  if (NUMBER.test(text) && Number.isFinite(Number(text))) return Number(text);
  throw new LogFault(`${place}: expected a number of seconds in column '${column}', found '${text}'`);
}

function instantOf(text: string, place: string, column: Column): Instant {
  if (NUMBER.test(text)) return { seconds: numberOf(text, place, column), hasZone: false, resolutionSeconds: 0 };
  const read = readInstant(text);
  if (read) return read;
  throw new LogFault(
    `${place}: expected a time such as 2026-06-01T10:17:41Z or a number of seconds in column '${column}', found '${text}'`,
  );
}
