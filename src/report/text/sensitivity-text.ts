import type { IntervalDocument, SensitivityDocument } from '../study-document.ts';
import { formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import { shortened, visible } from '../words/visible.ts';
import { wrapColumns } from './column-width.ts';
import type { Palette } from './palette.ts';
import { textTable } from './text-table.ts';

const MOST_ROWS = 12;

/** How the makespan hangs on each task, the most important first. */
export function sensitivityLines(
  { tasks, limits = [], shorten, replications, notes }: SensitivityDocument,
  { palette, width, of = '' }: { readonly palette: Palette; readonly width: number; readonly of?: string },
): readonly string[] {
  if (tasks.length === 0) return [];
  const head = ['  task', 'critical', 'correlation', 'total effect', `${shorten} less saves`, 'at its p10 … p90'];
  const rows = tasks
    .slice(0, MOST_ROWS)
    .map((task) => [
      `  ${shortened(task.task, 40)}`,
      formatShare(task.criticality),
      task.cruciality === null ? '' : task.cruciality.toFixed(2),
      task.totalEffect === null ? '' : formatShare(task.totalEffect.estimate),
      task.gain === null ? '' : saving(task.gain),
      task.tornado === null ? '' : `${formatSeconds(task.tornado.low)} … ${formatSeconds(task.tornado.high)}`,
    ]);
  const more = limits.flatMap(({ limit, capacity, gain }) => {
    return gain === null ? [] : [`  One more than ${capacity} of ${shortened(limit, 40)} saves ${saving(gain)}.`];
  });
  return [
    palette.strong(`What the makespan hangs on${of} (${groupDigits(replications)} replications):`),
    ...textTable([head, ...rows], [1, 2, 3, 4]).map((line, index) => (index === 0 ? palette.faint(line) : line)),
    ...more,
    ...notes.flatMap((note) => wrapColumns(`  ${visible(note)}`, width)),
  ];
}

function saving({ estimate, ciLow, ciHigh }: IntervalDocument): string {
  return `${formatSeconds(estimate)} ± ${formatSeconds((ciHigh - ciLow) / 2)}`;
}
