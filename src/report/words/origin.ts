import type { TimingOrigin } from '../../model/timing/timing.ts';
import type { TimingDocument } from '../result.ts';
import { formatCount, formatList } from './quantity.ts';

/** What each origin of a duration is called, in the order in which they may be trusted. */
export const originWords: Readonly<Record<TimingOrigin, string>> = {
  set: 'set on the command line',
  template: 'from the template',
  'timing-file': 'from a timing file',
  calibrated: 'calibrated from event logs',
  default: 'built-in default',
  assumed: 'assumed',
};

export const ORIGINS = Object.keys(originWords) as readonly TimingOrigin[];

/** How many durations have each origin, those that occur only, most trusted first. */
export function countOrigins(timings: readonly TimingDocument[]): readonly { origin: TimingOrigin; count: number }[] {
  return ORIGINS.map((origin) => ({
    origin,
    count: timings.filter((timing) => timing.origin === origin).length,
  })).filter(({ count }) => count > 0);
}

/** Says which numbers are guesses: one sentence, so that nobody takes a guess for a measurement. */
export function trustSentence(timings: readonly TimingDocument[]): string {
  if (timings.length === 0) return 'No task takes time.';
  const guesses = timings.filter(({ origin }) => origin === 'assumed' || origin === 'default');
  if (guesses.length === 0) return `All ${formatCount(timings.length, 'duration')} come from you, none from defaults.`;
  const parts = countOrigins(timings)
    .filter(({ origin }) => origin === 'assumed' || origin === 'default')
    .map(
      ({ origin, count }) => `${count} ${origin === 'assumed' ? 'assumed without a measurement' : 'built-in defaults'}`,
    );
  return `Of ${formatCount(timings.length, 'duration')}, ${formatList(parts)}.`;
}
