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
  const high = Math.max(...series.map(({ binStart, binWidth, counts }) => binStart + binWidth * counts.length));
  const pad = (high - low) * 0.04;
  return {
    lead: leadText(simulation?.replications ?? 0, series),
    series,
    low: series.length === 0 ? 0 : Math.max(0, low - pad),
    high: series.length === 0 ? 1 : high + pad,
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
