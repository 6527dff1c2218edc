import type { Precision } from '../../simulate/statistics/precision.ts';
import { parsePrecision } from '../../study/file/precision-text.ts';
import { Misuse } from '../misuse.ts';

/** `--precision 1%`, `--precision p95:2%`. @throws Misuse */
export function readPrecision(text: string): Precision {
  const precision = parsePrecision(text);
  if (precision) return precision;
  throw new Misuse(`--precision is written 1% or p95:2%, above 0 and below 100 %, not '${text}'`);
}
