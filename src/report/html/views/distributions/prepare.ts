import type { DistributionDocument, Result } from '../../../result.ts';
import { formatSeconds, groupDigits } from '../../../words/quantity.ts';
import { label, runsOf } from '../../reading.ts';

export interface DistributionsData {
  readonly lead: string;
  readonly series: readonly Series[];
  readonly low: number;
  readonly high: number;
  /** Rows of the table alternative: name, then figures in words. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Series extends DistributionDocument {
  readonly name: string;
  readonly label: string;
  readonly p50: number;
  readonly p95: number;
  readonly total: number;
}

export function prepareDistributions({ simulation }: Result): DistributionsData {
  const runs = runsOf(simulation).flatMap(({ name, run }) =>
    run.makespan && run.distribution ? [{ name, makespan: run.makespan, distribution: run.distribution }] : [],
  );
  const series = runs.map(({ name, makespan, distribution }) => ({
    ...distribution,
    name,
    label: label(name),
    p50: makespan.p50,
    p95: makespan.p95,
    total: makespan.count,
  }));
  const low = Math.min(...series.map(({ binStart }) => binStart));
  const bulk = Math.max(...series.map(({ percentiles, binWidth }) => (percentiles[99] as number) + binWidth));
  const most = Math.max(...series.map(({ percentiles }) => percentiles[100] as number));
  const pad = (bulk - low) * 0.06;
  return {
    lead: `${leadText(simulation?.replications ?? 0, series)}${tailText(most, bulk + pad)}`,
    series,
    low: series.length === 0 ? 0 : Math.max(0, low - pad),
    high: series.length === 0 ? 1 : bulk + pad,
    columns: ['Granularity', 'mean', 'interval of the mean', 'p50', 'p90', 'p95', 'p99', 'least', 'most'],
    rows: runs.map(({ name, makespan: sample }) => [
      label(name),
      formatSeconds(sample.mean),
      `${formatSeconds(sample.ciLow)} – ${formatSeconds(sample.ciHigh)}`,
      ...[sample.p50, sample.p90, sample.p95, sample.p99, sample.min, sample.max].map(formatSeconds),
    ]),
  };
}

function leadText(replications: number, series: readonly Series[]): string {
  if (series.length === 0) return 'There is no makespan to show.';
  const fixed = series.every(({ percentiles }) => percentiles[100] === percentiles[0]);
  if (fixed) return 'Every duration is fixed, so every replication takes the same time.';
  const text = `How long the whole deployment takes, over ${groupDigits(replications)} replications`;
  return series.length > 1 ? `${text}; both granularities draw the same durations.` : `${text}.`;
}

/** The axis shows what 99 of 100 deployments take, so that a long tail does not flatten the rest. */
function tailText(most: number, shown: number): string {
  return most > shown ? ` One in a hundred is not shown; the longest took ${formatSeconds(most)}.` : '';
}
