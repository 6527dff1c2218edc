import type { SweepDocument, SweepPointDocument } from '../study-document.ts';
import { formatSeconds } from '../words/quantity.ts';
import { shortened } from '../words/visible.ts';
import { columnWidth, padColumns } from './column-width.ts';
import type { Palette } from './palette.ts';

const MOST_BAR = 40;
const MOST_ROWS = 60;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * The mean makespan against what was swept: a bar a point from 0 seconds on, so that lengths compare, a mark at p95.
 */
export function sweepLines(
  { name, points }: SweepDocument,
  { palette, width }: { readonly palette: Palette; readonly width: number },
): readonly string[] {
  const shown = points.slice(0, MOST_ROWS);
  const labels = shown.map(({ values }) => shortened(values.join(' × '), 30));
  const labelWidth = Math.max(0, ...labels.map(columnWidth));
  const greatest = Math.max(0, ...shown.map(({ mean, p95 }) => Math.max(mean?.estimate ?? 0, p95?.estimate ?? 0)));
  const columns = Math.max(10, Math.min(MOST_BAR, width - labelWidth - 24));
  const rows = shown.map((point, at) => {
    const label = padColumns(labels[at] as string, labelWidth, 'end');
    return `  ${label} ${barOf(point, { columns, greatest })}`;
  });
  const more = points.length - shown.length;
  return [
    palette.strong(`Makespan against ${shortened(name, 60)} (█ mean, ┊ p95):`),
    ...rows,
    ...(more > 0 ? [palette.faint(`  and ${more} more points: --format csv has all`)] : []),
  ];
}

function barOf(
  { mean, p95 }: SweepPointDocument,
  { columns, greatest }: { readonly columns: number; readonly greatest: number },
): string {
  if (mean === null) return 'never completes';
  const eighths = greatest > 0 ? Math.round((8 * columns * mean.estimate) / greatest) : 0;
  const bar = '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] as string);
  const mark = greatest > 0 && p95 ? Math.min(columns, Math.round((columns * p95.estimate) / greatest)) : 0;
  const gap = mark - bar.length;
  const line = gap > 0 ? `${bar}${' '.repeat(gap - 1)}┊` : bar;
  return `${line.padEnd(columns + 1)} ${formatSeconds(mean.estimate)}`;
}
