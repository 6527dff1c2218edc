/** A point in time as a log states it. */
export interface Instant {
  /** Seconds since 1970 in UTC; of a time without a zone, as if it were UTC. */
  readonly seconds: number;
  readonly hasZone: boolean;
  /** The smallest step that so many decimals can tell: 1 without decimals, 0.001 with three. */
  readonly resolutionSeconds: number;
}

const TIMESTAMP = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[-+]\d\d:?\d\d)?/y;

/**
 * Reads `2026-06-01T10:17:41.522000+00:00`, `…Z`, and what Python's logging writes: `2026-06-01 10:17:41,522`.
 *
 * @param at where in the text it begins
 * @returns null when there is no such time there, or one that no calendar has (month 13)
 */
export function readInstant(text: string, at = 0): Instant | null {
  TIMESTAMP.lastIndex = at;
  const match = TIMESTAMP.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as unknown as Six;
  const whole = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  const isReal =
    month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && hour <= 23 && minute <= 59 && second <= 60;
  if (!isReal) return null;
  const digits = match[7] ?? '';
  const fraction = digits === '' ? 0 : Number(`0.${digits}`);
  return {
    seconds: whole + fraction - zoneSeconds(match[8]),
    hasZone: match[8] !== undefined,
    resolutionSeconds: Number(`1e-${digits.length}`),
  };
}

type Six = readonly [number, number, number, number, number, number];

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function zoneSeconds(zone: string | undefined): number {
  const match = /^([-+])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

/**
 * Seconds between two instants of one log, free of what subtracting large numbers leaves behind: times in milliseconds
 * have no more decimals than that.
 */
export function secondsBetween(start: Instant, end: Instant): number {
  return Math.round((end.seconds - start.seconds) * 1e6) / 1e6;
}
