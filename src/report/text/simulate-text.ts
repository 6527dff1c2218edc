import type { FailureSummary } from '../../simulate/simulation.ts';
import type { GranularityDocument, SimulationDocument } from '../result.ts';
import { trustSentence } from '../words/origin.ts';
import { formatCount, formatList, formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import { shortened, visible } from '../words/visible.ts';
import { boundsLines, precisionLines } from './bounds-text.ts';
import type { TextOptions } from './check-text.ts';
import { wrapColumns } from './column-width.ts';
import { type Palette, plainPalette } from './palette.ts';
import { sensitivityLines } from './sensitivity-text.ts';
import { sparkline } from './sparkline.ts';
import { textTable } from './text-table.ts';

type Run = Exclude<GranularityDocument, { readonly cycle: readonly string[] }>;

/** Columns of the histogram line. */
const SPARK_COLUMNS = 48;

/** A simulation for a terminal: both granularities in a table, what is gained, what is critical, what was assumed. */
export function simulateText(document: SimulationDocument, options: TextOptions = {}): string {
  const { palette = plainPalette, width = 100 } = options;
  const runs = Object.entries(document.granularities);
  const paragraphs = [
    headLine(document, palette),
    textTable(summaryRows(runs), [1, 2, 3, 4, 5]).map((line, index) => (index === 0 ? palette.faint(line) : line)),
    sparkLines(runs),
    ...runs.map(([name, run]) => troubleLines(name, run, palette)),
    runs.flatMap(([name, run]) => ('cycle' in run ? [] : precisionLines(name, run))),
    runs.flatMap(([name, run]) => ('cycle' in run || !run.bounds ? [] : boundsLines(name, run.bounds))),
    gainLines(document, palette),
    ...runs.map(([name, run]) => criticalLines(name, run, palette)),
    ...runs.map(([name, run]) => {
      if ('cycle' in run || !run.sensitivity) return [];
      return sensitivityLines(run.sensitivity, { palette, width, of: `, ${name}` });
    }),
    wrapColumns(trustSentence(document.timings), width),
    timingLines(document, palette),
    document.notes.flatMap((note) => wrapColumns(`Note: ${visible(note)}`, width)),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLine(document: SimulationDocument, palette: Palette): readonly string[] {
  const { engine, replications, seed, workers, engineOptions = {}, policy } = document;
  const chosen = Object.entries(engineOptions).map(([name, value]) => shortened(`${name}=${value}`, 40));
  // Other engines have limits of their own.
  const isFree = engine === 'ideal' || engine === 'declared';
  const parts = [
    `${groupDigits(replications)} ${replications === 1 ? 'replication' : 'replications'}`,
    `engine ${engine}${chosen.length > 0 ? ` (${chosen.join(', ')})` : ''}`,
    ...(workers !== null ? [formatCount(workers, 'worker')] : isFree ? ['no limit on workers'] : []),
    ...(policy ? [`policy ${policy}`] : []),
    `seed ${shortened(seed, 40)}`,
  ];
  return [palette.faint(parts.join(', '))];
}

function summaryRows(runs: readonly (readonly [string, GranularityDocument])[]): readonly (readonly string[])[] {
  const rows = runs.flatMap(([name, run]) => {
    if ('cycle' in run || run.makespan === null) return [];
    const { mean, p50, p90, p95, p99, ciLow, ciHigh } = run.makespan;
    const interval = `${formatSeconds(ciLow)} – ${formatSeconds(ciHigh)}`;
    return [[name, ...[mean, p50, p90, p95, p99].map(formatSeconds), interval]];
  });
  return rows.length === 0 ? [] : [['makespan', 'mean', 'p50', 'p90', 'p95', 'p99', '95 % interval of mean'], ...rows];
}

function sparkLines(runs: readonly (readonly [string, GranularityDocument])[]): readonly string[] {
  const drawn = runs.flatMap(([name, run]) =>
    'cycle' in run || !run.distribution ? [] : [{ name, ...run.distribution }],
  );
  if (drawn.length === 0) return [];
  const low = Math.min(...drawn.map(({ binStart }) => binStart));
  const high = Math.max(...drawn.map(({ binStart, binWidth, counts }) => binStart + binWidth * counts.length));
  const axis = { low, high, columns: SPARK_COLUMNS };
  const labelled = textTable(drawn.map((distribution) => [distribution.name, `│${sparkline(distribution, axis)}│`]));
  const indent = ' '.repeat((labelled[0] as string).indexOf('│'));
  const [from, to] = [formatSeconds(low), formatSeconds(high)];
  return [...labelled, `${indent}${from}${' '.repeat(Math.max(1, SPARK_COLUMNS + 2 - from.length - to.length))}${to}`];
}

function troubleLines(name: string, run: GranularityDocument, palette: Palette): readonly string[] {
  if ('cycle' in run) {
    const circle = [...run.cycle, run.cycle[0] ?? ''].map((id) => shortened(id, 60)).join(' → ');
    return [palette.error(`${name}: impossible, the order is a cycle: ${circle}`)];
  }
  const lines: string[] = [];
  if (run.makespan === null) lines.push(palette.error(`${name}: never completes, in any replication.`));
  else if (run.failedReplications > 0) {
    const failed = groupDigits(run.failedReplications);
    lines.push(palette.warning(`${name}: ${failed} replications failed; the numbers are of those that completed.`));
  }
  if (run.failures) lines.push(...failureLines(name, run.failures));
  if (run.makespan !== null && run.complete !== null && run.makespan.p50 - run.complete.p50 > 1e-9) {
    const [engine, last] = [formatSeconds(run.complete.p50), formatSeconds(run.makespan.p50)];
    lines.push(`${name}: the engine says COMPLETE at ${engine}; work it does not track ends at ${last} (medians).`);
  }
  return lines;
}

/** When it is known that a deployment failed, and the tasks that fail first. */
function failureLines(name: string, { probability, time, first, stuck }: FailureSummary): readonly string[] {
  const [least, most] = [formatSeconds(time.min), formatSeconds(time.max)];
  const between = least === most ? least : `${least} to ${most}, median ${formatSeconds(time.p50)}`;
  const causes = first.slice(0, 3).map(({ task, probability: share, timedOut }) => {
    const how = timedOut === share ? ', a timeout' : '';
    return `${shortened(task, 60)} (${formatShare(share)}${how})`;
  });
  const rest = stuck > 0 ? [`nothing fails and it is stuck (${formatShare(stuck)})`] : [];
  return [
    `${name}: fails in ${formatShare(probability)}, which is known after ${between}.`,
    `${name}: first to fail: ${[...causes, ...rest].join(', ')}.`,
  ];
}

function gainLines({ gain }: SimulationDocument, palette: Palette): readonly string[] {
  if (gain === null) return [];
  if (Math.abs(gain.mean) < 5e-4) return ['Both granularities take the same time.'];
  const interval = `95 % interval ${formatSeconds(gain.ciLow)} to ${formatSeconds(gain.ciHigh)}`;
  const sentence = `Order between components instead of hosts saves ${formatSeconds(gain.mean)}`;
  return [`${palette.good(`${sentence} (${formatShare(gain.relative)})`)}, ${interval}.`];
}

function criticalLines(name: string, run: GranularityDocument, palette: Palette): readonly string[] {
  if ('cycle' in run || run.critical.length === 0) return [];
  const rows = (run as Run).critical
    .slice(0, 5)
    .map(({ task, index }) => [`  ${shortened(task, 60)}`, formatShare(index)]);
  return [palette.strong(`Most often critical, ${name}:`), ...textTable(rows, [1])];
}

/** Names the guesses, by source, so that a reader knows which to measure first. */
function timingLines({ timings }: SimulationDocument, palette: Palette): readonly string[] {
  const sources = new Map<string, string[]>();
  for (const { task, origin, source } of timings) {
    if (origin === 'assumed' || origin === 'default') sources.set(source, [...(sources.get(source) ?? []), task]);
  }
  return [...sources].map(([source, tasks]) => {
    const names = formatList(tasks.map((task) => shortened(task, 40)));
    return `  ${palette.faint('•')} ${visible(source)}: ${names}`;
  });
}
