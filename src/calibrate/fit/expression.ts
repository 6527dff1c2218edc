import type { Duration } from '../../model/durations/duration.ts';
import { formatSeconds } from '../../model/durations/format-seconds.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';

/** Digits that are written: more than a few hundred measurements can tell. */
const DIGITS = 5;

/** A number with so many digits as a sample can bear. */
export function roundedNumber(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Seconds as a duration is written, rounded likewise. */
export function timeText(seconds: number): string {
  return formatSeconds(roundedNumber(seconds));
}

/** The duration that a text states, or null when its parameters are out of the family's range. */
export function durationOf(expression: string): Duration | null {
  const parsed = parseDuration(expression);
  return parsed.ok ? parsed.duration : null;
}
