import type { Precision, Statistic } from '../../simulate/statistics/precision.ts';

const STATISTICS: readonly Statistic[] = ['mean', 'p50', 'p90', 'p95', 'p99'];

/** `1%`, `0.01`, `p95:2%`. @returns null when it is none */
export function parsePrecision(text: string): Precision | null {
  const match = /^\s*(?:(\w+)\s*:\s*)?(\d*\.?\d+)\s*(%?)\s*$/.exec(text);
  const statistic = STATISTICS.find((one) => one === (match?.[1] ?? 'mean'));
  const relative = Number(match?.[2]) / (match?.[3] === '%' ? 100 : 1);
  return match && statistic && relative > 0 && relative < 1 ? { statistic, relative } : null;
}
