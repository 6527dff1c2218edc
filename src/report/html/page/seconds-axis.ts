import { formatSeconds } from '../../words/quantity.ts';

/** Steps that people count time in. */
const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400,
];

/** About `count` round places on a time axis: whole seconds, minutes or hours where they fit. */
export function secondsTicks(low: number, high: number, count: number): number[] {
  const range = high - low;
  if (!(range > 0)) return [low];
  const wish = range / Math.max(2, count);
  let step = STEPS.find((candidate) => candidate >= wish) ?? Math.ceil(wish / 86400) * 86400;
  if (wish < 0.1) step = 10 ** Math.ceil(Math.log10(wish));
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high * (1 + 1e-12); index += 1)
    ticks.push(index * step);
  return ticks;
}

/** A place on the axis in its own unit: `5 s`, `2 min`, `3 h`. */
export function tickWords(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`;
  return seconds < 100 ? `${Number(seconds.toFixed(3))} s` : formatSeconds(seconds);
}
