import { parseDuration } from '../../model/durations/parse-duration.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { StudyFault, type TargetStatistic } from '../study.ts';

const STATISTICS: readonly TargetStatistic[] = ['mean', 'p50', 'p90', 'p95', 'p99', 'failed', 'timed-out'];

/** What a target asks for. */
export interface Goal {
  readonly statistic: TargetStatistic;
  readonly comparison: '<=' | '>=';
  /** Seconds, or a probability. */
  readonly limit: number;
}

/** `p95 <= 10m`, `failed <= 1%`. @throws StudyFault */
export function parseGoal(text: string, at: readonly (string | number)[]): Goal {
  const match = /^\s*([\w-]+)\s*(<=|>=|≤|≥|<|>|==?)\s*(.+?)\s*$/.exec(text);
  if (!match) throw new StudyFault(at, `a goal is written like 'p95 <= 10m' or 'failed <= 1%', not '${text}'`);
  const [, name = '', sign = '', limit = ''] = match;
  const statistic = STATISTICS.find((one) => one === name);
  if (!statistic) {
    const hint = didYouMean(name, STATISTICS) || `; there are ${STATISTICS.join(', ')}`;
    throw new StudyFault(at, `there is no statistic '${name}'${hint}`);
  }
  const comparison = { '<=': '<=', '≤': '<=', '<': '<=', '>=': '>=', '≥': '>=', '>': '>=' }[sign];
  if (!comparison) throw new StudyFault(at, `a goal says <= or >=, not '${sign}'`);
  const isShare = statistic === 'failed' || statistic === 'timed-out';
  return {
    statistic,
    comparison: comparison as Goal['comparison'],
    limit: isShare ? shareOf(limit, at) : secondsOf(limit, at),
  };
}

function shareOf(text: string, at: readonly (string | number)[]): number {
  const percent = /^(\d*\.?\d+)\s*%$/.exec(text);
  const share = percent ? Number(percent[1]) / 100 : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new StudyFault(at, `a share such as 1% or 0.01 was expected, not '${text}'`);
}

function secondsOf(text: string, at: readonly (string | number)[]): number {
  // `10 min`, as people write it.
  const parsed = parseDuration(text.replace(/^([\d.]+)\s*min$/, '$1m').replace(/^([\d.]+)\s+([smh])$/, '$1$2'));
  if (parsed.ok && parsed.duration.family === 'constant') return parsed.duration.meanSeconds;
  throw new StudyFault(at, `a time such as 90s or 10m was expected, not '${text}'`);
}
