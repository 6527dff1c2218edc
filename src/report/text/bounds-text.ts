import type { GranularityDocument } from '../result.ts';
import type { BoundsDocument } from '../study-document.ts';
import { formatCount, formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import { shortened } from '../words/visible.ts';

type Run = Exclude<GranularityDocument, { readonly cycle: readonly string[] }>;

/** How far from the best possible: the critical path, and the work that a limit has to do. */
export function boundsLines(name: string, { criticalPath, work }: BoundsDocument): readonly string[] {
  const { minimum, median, maximum } = criticalPath;
  const isFixed = minimum === maximum;
  const path = isFixed
    ? formatSeconds(minimum)
    : `${formatSeconds(minimum)} at the least, ${formatSeconds(median)} at the medians, ${maximum === null ? 'without end' : formatSeconds(maximum)} at the most`;
  const limit = work
    ? `; ${shortened(work.pool, 40)} (${formatCount(work.capacity, 'slot')}): work of ${formatSeconds(work.median)}`
    : '';
  return [`${name}: critical path by order alone ${path}${limit}.`];
}

/** What became of a precision that was asked for. */
export function precisionLines(name: string, { precision }: Run): readonly string[] {
  if (!precision) return [];
  const { statistic, relative, interval, replications, reached } = precision;
  const half = (interval.ciHigh - interval.ciLow) / 2 / Math.max(interval.estimate, Number.MIN_VALUE);
  const count = groupDigits(replications);
  return [
    reached
      ? `${name}: ${statistic} known to ${formatShare(half)} after ${count} replications (${formatShare(relative)} asked for).`
      : `${name}: ${statistic} known to ${formatShare(half)} only, not ${formatShare(relative)}: ${count} replications do not suffice.`,
  ];
}
