/**
 * Seconds as a duration is written: `45s`, `2m30s`, `0.25s`. Whole numbers are split into hours, minutes and seconds;
 * others are kept as they are, so that reading gives the same number back.
 */
export function formatSeconds(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || Math.abs(seconds) < 60 || seconds < 0) return `${seconds}s`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('');
}
