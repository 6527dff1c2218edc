import type { DifferenceDocument, DriverDocument, ScenarioDocument, StudyDocument } from '../study-document.ts';
import { formatCount, formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import { shortened, visible } from '../words/visible.ts';
import { boundsLines } from './bounds-text.ts';
import type { TextOptions } from './check-text.ts';
import { wrapColumns } from './column-width.ts';
import { type Palette, plainPalette } from './palette.ts';
import { sensitivityLines } from './sensitivity-text.ts';
import { sweepLines } from './sweep-text.ts';
import { textTable } from './text-table.ts';

const MOST_DRIVERS = 10;

/** A study for a terminal: scenarios by rank, sweeps as plots, targets as sentences, what moves the makespan most. */
export function studyText(document: StudyDocument, options: TextOptions = {}): string {
  const { palette = plainPalette, width = 100 } = options;
  const base = document.scenarios[0];
  const paragraphs = [
    headLines(document, palette),
    scenarioTable(document, palette),
    changeLines(document, palette, width),
    base?.bounds ? boundsLines('base', base.bounds) : [],
    ...document.sweeps.map((sweep) => sweepLines(sweep, { palette, width })),
    document.targets.flatMap(({ verdict, sentence }) => {
      const mark =
        verdict === 'met' ? palette.good('✓') : verdict === 'likely' ? palette.warning('?') : palette.error('✗');
      return wrapColumns(`${mark} ${visible(sentence)}`, width);
    }),
    driverLines(document.drivers, palette),
    base?.sensitivity ? sensitivityLines(base.sensitivity, { palette, width }) : [],
    [...document.notes, ...(base?.notes ?? [])].flatMap((note) => wrapColumns(`Note: ${visible(note)}`, width)),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLines({ title, scenarios, seed }: StudyDocument, palette: Palette): readonly string[] {
  const base = scenarios[0];
  const facts = base
    ? `${groupDigits(base.replications)} replications, engine ${base.engine}, ${base.granularity} order, seed ${shortened(seed, 40)}`
    : 'nothing was run';
  return [...(title === null ? [] : [palette.strong(shortened(title, 100))]), palette.faint(facts)];
}

/** By rank; what is slower than the base is below it. */
function scenarioTable({ scenarios, ranking }: StudyDocument, palette: Palette): readonly string[] {
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const rows = ranking.flatMap((name) => {
    const scenario = byName.get(name);
    return scenario ? [scenarioRow(scenario)] : [];
  });
  const head = ['', 'scenario', 'mean', 'p50', 'p95', 'failed', 'to the base', '95 % interval'];
  return textTable([head, ...rows], [0, 2, 3, 4, 5, 6]).map((line, index) =>
    index === 0 ? palette.faint(line) : line,
  );
}

function scenarioRow({ name, rank, makespan, failed, difference, cycle }: ScenarioDocument): readonly string[] {
  const shown = shortened(name, 40);
  if (cycle) return ['', shown, 'impossible: the order is a cycle'];
  const times = makespan ? [makespan.mean, makespan.p50, makespan.p95].map(formatSeconds) : ['never completes', '', ''];
  const share = failed && failed.count > 0 ? formatShare(failed.estimate) : '';
  return [String(rank ?? ''), shown, ...times, share, ...differenceCells(difference)];
}

function differenceCells(difference: DifferenceDocument | null): readonly string[] {
  if (difference === null) return ['', ''];
  const { estimate, ciLow, ciHigh } = difference;
  return [signed(estimate), `${signed(ciLow)} to ${signed(ciHigh)}`];
}

function signed(seconds: number): string {
  return seconds > 0 ? `+${formatSeconds(seconds)}` : formatSeconds(seconds);
}

function changeLines({ scenarios }: StudyDocument, palette: Palette, width: number): readonly string[] {
  return scenarios.flatMap(({ name, changes, cycle }) => {
    const circle = cycle ? [`a cycle: ${[...cycle, cycle[0] ?? ''].map((id) => shortened(id, 40)).join(' → ')}`] : [];
    const all = [...changes.map((change) => visible(change)), ...circle];
    if (all.length === 0) return [];
    return wrapColumns(`${palette.strong(`${shortened(name, 40)}:`)} ${all.join('; ')}`, width);
  });
}

function driverLines(drivers: readonly DriverDocument[], palette: Palette): readonly string[] {
  const saving = drivers.filter(({ difference }) => difference.ciHigh < 0).slice(0, MOST_DRIVERS);
  if (saving.length === 0) return [];
  const rows = saving.map(({ kind, name, from, to, difference }) => [
    `  ${KINDS[kind]} ${shortened(name, 40)}`,
    `${shortened(from, 28)} → ${shortened(to, 28)}`,
    formatSeconds(difference.estimate),
    formatShare(-difference.relative),
    `${formatSeconds(difference.ciLow)} to ${formatSeconds(difference.ciHigh)}`,
  ]);
  const more = drivers.length - saving.length;
  return [
    palette.strong('What moves the makespan most (one at a time: a time halved, a capacity doubled):'),
    ...textTable(rows, [2, 3]),
    ...(more > 0 ? [palette.faint(`  ${formatCount(more, 'other')} move it less, or the other way`)] : []),
  ];
}

const KINDS: Readonly<Record<DriverDocument['kind'], string>> = {
  'engine-option': 'engine option',
  workers: '',
  pool: 'limit',
  task: 'task',
  granularity: 'order',
};
