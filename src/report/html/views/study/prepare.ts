import type { Result } from '../../../result.ts';
import type {
  DifferenceDocument,
  ProbabilityDocument,
  ScenarioDocument,
  StudyDocument,
} from '../../../study-document.ts';
import { studyWords as words } from '../../../words/page/study.ts';
import { formatCount, formatSeconds, formatShare, groupDigits } from '../../../words/quantity.ts';
import { shortened } from '../../../words/visible.ts';
import type { BarPanel, BarRow } from '../../picture/bar-panel.ts';
import { label } from '../../reading.ts';
import { type SweepPanel, sweepPanels } from './sweep-panels.ts';

export interface StudyData {
  readonly lead: string;
  readonly rows: readonly (readonly string[])[];
  readonly panels: readonly BarPanel[];
  readonly sweeps: readonly SweepPanel[];
  readonly sweepRows: readonly (readonly string[])[];
  readonly targets: readonly { readonly question: string; readonly sentence: string; readonly verdict: string }[];
  readonly notes: readonly string[];
}

/** More than these make a picture nobody reads; the table has all. */
const ROWS = 20;

export function prepareStudy({ study }: Result): StudyData | null {
  if (study === undefined) return null;
  const byName = new Map(study.scenarios.map((scenario) => [scenario.name, scenario]));
  const ranked = study.ranking.flatMap((name) => byName.get(name) ?? []);
  return {
    lead: words.lead(formatCount(study.scenarios.length, 'scenario'), shortened(study.title ?? '', 200)),
    rows: ranked.map(scenarioRow),
    panels: [...rankingPanel(ranked), ...differencePanel(ranked), ...driverPanel(study)],
    sweeps: study.sweeps.flatMap(sweepPanels),
    sweepRows: study.sweeps.flatMap(({ name, points }) =>
      points.map(({ values, mean, p95, difference, failed }) => [
        label(name),
        values.map(label).join(', '),
        mean ? formatSeconds(mean.estimate) : '',
        p95 ? formatSeconds(p95.estimate) : '',
        differenceWords(difference),
        failedWords(failed),
      ]),
    ),
    targets: study.targets.map(({ question, sentence, verdict }) => ({
      question: shortened(question, 200),
      sentence: shortened(sentence, 400),
      verdict,
    })),
    notes: study.notes.map((note) => shortened(note, 300)),
  };
}

function scenarioRow(scenario: ScenarioDocument): readonly string[] {
  const { name, rank, changes, makespan, cycle, difference, failed, replications } = scenario;
  const circle = cycle ? words.cycle([...cycle, cycle[0] ?? ''].map(label).join(' → ')) : words.never;
  return [
    rank === null ? '–' : String(rank),
    label(name),
    changes.length === 0 ? words.base : changes.map((change) => shortened(change, 120)).join('; '),
    makespan
      ? `${formatSeconds(makespan.mean)} (${formatSeconds(makespan.ciLow)} – ${formatSeconds(makespan.ciHigh)})`
      : circle,
    makespan ? formatSeconds(makespan.p50) : '',
    makespan ? formatSeconds(makespan.p95) : '',
    differenceWords(difference),
    failedWords(failed),
    groupDigits(replications),
  ];
}

function differenceWords(difference: DifferenceDocument | null): string {
  if (difference === null) return '';
  const { estimate, ciLow, ciHigh } = difference;
  return `${formatSeconds(estimate)} (${formatSeconds(ciLow)} to ${formatSeconds(ciHigh)})`;
}

function failedWords(failed: ProbabilityDocument | null): string {
  return failed === null
    ? ''
    : failed.count === 0
      ? '0 %'
      : `${formatShare(failed.estimate)} (${failed.count} of ${failed.of})`;
}

function rankingPanel(ranked: readonly ScenarioDocument[]): readonly BarPanel[] {
  const rows = ranked.slice(0, ROWS).flatMap(({ name, makespan }): readonly BarRow[] => {
    if (!makespan) return [];
    const { mean, ciLow, ciHigh } = makespan;
    const hue = name === 'base' ? 'soft' : 'fine';
    return [{ name: label(name), from: 0, to: mean, interval: [ciLow, ciHigh], words: formatSeconds(mean), hue }];
  });
  const most = Math.max(1e-9, ...rows.map(({ to, interval }) => Math.max(to, interval?.[1] ?? 0)));
  return rows.length < 2
    ? []
    : [{ title: words.ranking, hint: words.rankingHint, domain: [0, most], reference: null, rows }];
}

function differencePanel(ranked: readonly ScenarioDocument[]): readonly BarPanel[] {
  const compared = ranked.filter(({ difference }) => difference !== null);
  const rows = compared.slice(0, ROWS).map(({ name, difference }) => differenceRow(label(name), difference));
  return rows.length === 0
    ? []
    : [{ title: words.differences, hint: words.differencesHint, domain: domainOf(rows), reference: 0, rows }];
}

function driverPanel({ drivers }: StudyDocument): readonly BarPanel[] {
  const rows = drivers
    .slice(0, ROWS)
    .map(({ kind, name, from, to, difference }) =>
      differenceRow(kind === 'task' ? label(name) : `${label(name)}: ${label(from)} → ${label(to)}`, difference),
    );
  return rows.length === 0
    ? []
    : [{ title: words.drivers, hint: words.driversHint, domain: domainOf(rows), reference: 0, rows }];
}

function differenceRow(name: string, difference: DifferenceDocument | null): BarRow {
  const { estimate, ciLow, ciHigh } = difference ?? { estimate: 0, ciLow: 0, ciHigh: 0 };
  const hue = ciHigh < 0 ? 'good' : ciLow > 0 ? 'error' : 'soft';
  return { name, from: 0, to: estimate, interval: [ciLow, ciHigh], words: formatSeconds(estimate), hue, dot: true };
}

function domainOf(rows: readonly BarRow[]): readonly [number, number] {
  const ends = rows.flatMap(({ to, interval }) => [to, ...(interval ?? [])]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return low === high ? [low - 1, high + 1] : [low, high];
}
