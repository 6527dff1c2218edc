import { type CalibratedTiming, type Calibration, omissions } from '../calibrate/index.ts';
import type { Palette } from '../report/text/palette.ts';
import { textTable } from '../report/text/text-table.ts';
import { formatCount, formatSeconds } from '../report/words/quantity.ts';
import { shortened, visible } from '../report/words/visible.ts';

const MOST_ROWS = 20;
const LONGEST_NAME = 40;

/** What a calibration found, for the person who ran it: a table, and what to know before trusting it. */
export function calibrationText(calibration: Calibration, palette: Palette): string {
  const { tasks, types, observations, deployments, notes } = calibration;
  const summary = `${formatCount(observations, 'time')} from ${formatCount(deployments, 'deployment')}`;
  return [
    palette.strong(summary),
    ...tableOf('task', tasks, palette),
    ...tableOf('type', types, palette),
    ...[...omissions(calibration).map((text) => `left out: ${text}`), ...notes].map((text) =>
      palette.warning(`  ${visible(text)}`),
    ),
  ].join('\n');
}

function tableOf(noun: string, timings: readonly CalibratedTiming[], palette: Palette): readonly string[] {
  if (timings.length === 0) return [];
  const head = [noun, 'samples', 'measured mean', 'p95 as fitted', 'fit'];
  const rows = timings
    .slice(0, MOST_ROWS)
    .map(({ name, samples, meanSeconds, duration, choice }) => [
      shortened(name, LONGEST_NAME),
      String(samples),
      formatSeconds(meanSeconds),
      formatSeconds(duration.quantile(0.95)),
      choice.fit,
    ]);
  const [first, ...rest] = textTable([head, ...rows], [1, 2, 3]).map((line) => `  ${line}`);
  const more = timings.length > MOST_ROWS ? [palette.faint(`  … and ${timings.length - MOST_ROWS} more`)] : [];
  return [palette.faint(first as string), ...rest, ...more];
}
