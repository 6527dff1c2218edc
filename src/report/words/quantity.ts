/** Numbers as people read them. Documents keep full doubles; only what is printed or drawn is rounded. */

/** Seconds to three figures or so: `0.25 s`, `18.0 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  if (seconds < 0) return `−${formatSeconds(-seconds)}`;
  if (seconds < 0.9995) return seconds === 0 ? '0 s' : `${Number(seconds.toFixed(3))} s`;
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  return `${(seconds / 86400).toFixed(1)} days`;
}

/** A share of one as a percentage: `40 %`, `0.4 %`, and never `100 %` or `0 %` for what is only near it. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return '< 0.1 %';
  if (percent < 100 && percent > 99.95) return '> 99.9 %';
  return `${Math.abs(percent) < 10 && !Number.isInteger(percent) ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** `1 host`, `2 hosts`, `0 hosts`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(count)} ${count === 1 ? noun : plural}`;
}

/** Thousands set apart by a thin no-break space: `12 000` from five digits on. */
export function groupDigits(value: number): string {
  const text = String(value);
  return text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `a`, `a and b`, `a, b and c`; longer lists end in `and 4 more`. */
export function formatList(items: readonly string[], limit = 4): string {
  const shown = items.length > limit ? [...items.slice(0, limit - 1), `${items.length - limit + 1} more`] : items;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
