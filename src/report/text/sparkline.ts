import type { DistributionDocument } from '../result.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * Histograms as one line of block characters each, all on one axis from `low` to `high` seconds.
 * A bin with any replication in it is never blank.
 */
export function sparkline(
  distribution: DistributionDocument,
  axis: { readonly low: number; readonly high: number; readonly columns: number },
): string {
  const columns = new Array<number>(axis.columns).fill(0);
  const step = (axis.high - axis.low) / axis.columns;
  distribution.counts.forEach((count, index) => {
    const middle = distribution.binStart + (index + 0.5) * distribution.binWidth;
    const column = step > 0 ? Math.floor((middle - axis.low) / step) : 0;
    const place = Math.min(axis.columns - 1, Math.max(0, column));
    columns[place] = (columns[place] as number) + count;
  });
  const most = Math.max(1, ...columns);
  return columns
    .map((count) => (count === 0 ? ' ' : BARS[Math.min(7, Math.max(0, Math.ceil((8 * count) / most) - 1))]))
    .join('');
}
