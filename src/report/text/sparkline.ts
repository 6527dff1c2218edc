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
  const { binStart, binWidth } = distribution;
  const perColumn = (axis.high - axis.low) / axis.columns;
  const columnAt = (seconds: number): number => (perColumn > 0 ? (seconds - axis.low) / perColumn : 0);
  distribution.counts.forEach((count, index) => {
    spread(columns, {
      count,
      from: columnAt(binStart + index * binWidth),
      to: columnAt(binStart + (index + 1) * binWidth),
    });
  });
  const most = Math.max(1, ...columns);
  return columns
    .map((count) => (count === 0 ? ' ' : BARS[Math.min(7, Math.max(0, Math.ceil((8 * count) / most) - 1))]))
    .join('');
}

/** Shares a bin's count over the columns that it covers, so that bins wider than a column leave no gaps. */
function spread(columns: number[], bin: { readonly count: number; readonly from: number; readonly to: number }): void {
  const last = columns.length - 1;
  const first = Math.min(last, Math.max(0, Math.floor(bin.from)));
  const end = Math.min(last, Math.max(first, Math.ceil(bin.to) - 1));
  for (let column = first; column <= end; column += 1) {
    const covered = Math.min(bin.to, column + 1) - Math.max(bin.from, column);
    const share = first === end ? 1 : Math.max(0, covered) / (bin.to - bin.from);
    columns[column] = (columns[column] as number) + bin.count * share;
  }
}
