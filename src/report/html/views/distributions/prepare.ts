import type { SampleSummary } from '../../../../simulate/simulation.ts';
import type { DistributionDocument, Result } from '../../../result.ts';
import { trustSentence } from '../../../words/origin.ts';
import { distributionsWords as words } from '../../../words/page/distributions.ts';
import { formatSeconds, groupDigits } from '../../../words/quantity.ts';
import { type Colour, hueOf } from '../../picture/colours.ts';
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
  readonly hue: Colour;
  readonly p50: number;
  readonly p95: number;
  readonly total: number;
  /** Its figures in words. */
  readonly words: string;
}

/** A sample with its distribution: of a granularity, or of a study's scenario. */
interface Sample {
  readonly name: string;
  readonly makespan: SampleSummary;
  readonly distribution: DistributionDocument;
}

/** Scenarios beyond these would hide each other. */
const SCENARIOS = 5;
const SCENARIO_HUES: readonly Colour[] = ['value', 'signal', 'warning', 'error', 'soft'];

export function prepareDistributions(result: Result): DistributionsData {
  const runs = runsOf(result.simulation).flatMap(({ name, run }): readonly Sample[] =>
    run.makespan && run.distribution ? [{ name, makespan: run.makespan, distribution: run.distribution }] : [],
  );
  const scenarios = scenariosOf(result);
  const series = [
    ...runs.map((sample) => seriesOf(sample, hueOf(sample.name))),
    ...scenarios.map((sample, index) => seriesOf(sample, SCENARIO_HUES[index] as Colour)),
  ];
  const low = Math.min(...series.map(({ binStart }) => binStart));
  const bulk = Math.max(...series.map(({ percentiles, binWidth }) => (percentiles[99] as number) + binWidth));
  const most = Math.max(...series.map(({ percentiles }) => percentiles[100] as number));
  const pad = (bulk - low) * 0.06;
  return {
    lead: `${leadText(result, series, scenarios.length)}${most > bulk + pad ? words.tail(formatSeconds(most)) : ''}`,
    series,
    low: series.length === 0 ? 0 : Math.max(0, low - pad),
    high: series.length === 0 ? 1 : bulk + pad,
    columns: words.columns,
    rows: [...runs, ...scenarios].map(({ name, makespan: sample }) => [
      label(name),
      formatSeconds(sample.mean),
      `${formatSeconds(sample.ciLow)} – ${formatSeconds(sample.ciHigh)}`,
      ...[sample.p50, sample.p90, sample.p95, sample.p99, sample.min, sample.max].map(formatSeconds),
    ]),
  };
}

/** The best scenarios of a study; its base is the granularity that stands there already. */
function scenariosOf({ study }: Result): readonly Sample[] {
  const byName = new Map((study?.scenarios ?? []).map((scenario) => [scenario.name, scenario]));
  const samples = (study?.ranking ?? []).flatMap((name): readonly Sample[] => {
    const { makespan = null, distribution = null } = byName.get(name) ?? {};
    return name !== 'base' && makespan && distribution ? [{ name, makespan, distribution }] : [];
  });
  return samples.slice(0, SCENARIOS);
}

function seriesOf({ name, makespan, distribution }: Sample, hue: Colour): Series {
  const { p50, p95, count: total } = makespan;
  const shown = label(name);
  const figures = words.series(shown, formatSeconds(p50), formatSeconds(p95));
  return { ...distribution, name, label: shown, hue, p50, p95, total, words: figures };
}

function leadText({ simulation }: Result, series: readonly Series[], scenarios: number): string {
  if (series.length === 0) return words.nothing;
  const fixed = series.every(({ percentiles }) => percentiles[100] === percentiles[0]);
  if (fixed) return words.fixed;
  const text = words.lead(groupDigits(simulation?.replications ?? series[0]?.total ?? 0));
  const what = scenarios > 0 ? words.scenarios : words.granularities;
  const draws = series.length > 1 ? words.same(what) : '.';
  return `${text}${draws}${simulation === null ? '' : ` ${trustSentence(simulation.timings)}`}`;
}
