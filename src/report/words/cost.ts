import type { GainDocument } from '../result.ts';
import { findingsWords as words } from './page/findings.ts';
import { formatSeconds, formatShare } from './quantity.ts';

/** Below this nobody sees a difference. */
const NOTHING_SECONDS = 5e-4;

/** What a dependency costs that was measured, as a sentence. */
export function costSentence({ mean, ciLow, ciHigh, relative }: GainDocument): string {
  if (Math.abs(mean) < NOTHING_SECONDS) return words.costsNothing;
  const [low, high] = mean > 0 ? [ciLow, ciHigh] : [-ciHigh, -ciLow];
  const interval = high - low < NOTHING_SECONDS ? null : `${formatSeconds(low)} to ${formatSeconds(high)}`;
  const say = mean > 0 ? words.cost : words.saves;
  return say(formatSeconds(Math.abs(mean)), formatShare(Math.abs(relative)), interval);
}
