import type { Bar, ConcurrencyCurve } from './drawing.ts';

/** More steps than this are finer than a pixel: each of so many slices of time then keeps its greatest counts. */
const MOST_STEPS = 600;

type Kind = 'working' | 'waiting' | 'held';

/** Counts the tasks that work, wait for signals, and are ready but held, over the schedule. */
export function concurrencyCurve(bars: readonly Bar[]): ConcurrencyCurve {
  const steps = bars.flatMap(({ ready, start, end, waiting }) => [
    ...spanSteps(waiting ? 'waiting' : 'working', start, end),
    ...spanSteps('held', ready, start),
  ]);
  steps.sort((a, b) => a.at - b.at);
  const now = { working: 0, waiting: 0, held: 0 };
  const counts: { at: number; working: number; waiting: number; held: number }[] = [];
  for (const { at, kind, by } of steps) {
    now[kind] += by;
    const last = counts[counts.length - 1];
    if (last?.at === at) Object.assign(last, now);
    else counts.push({ at, ...now });
  }
  const kept = counts.length > MOST_STEPS ? sliced(counts) : counts;
  return {
    times: kept.map(({ at }) => at),
    working: kept.map(({ working }) => working),
    waiting: kept.map(({ waiting }) => waiting),
    held: kept.map(({ held }) => held),
    most: kept.reduce((most, { working, waiting, held }) => Math.max(most, working + waiting + held), 0),
  };
}

function spanSteps(kind: Kind, from: number, to: number) {
  return to - from > 1e-9 ? [{ at: from, kind, by: 1 } as const, { at: to, kind, by: -1 } as const] : [];
}

interface Counts {
  readonly at: number;
  readonly working: number;
  readonly waiting: number;
  readonly held: number;
}

function sliced(counts: readonly Counts[]): readonly Counts[] {
  const [first, last] = [counts[0] as Counts, counts[counts.length - 1] as Counts];
  const width = (last.at - first.at) / MOST_STEPS;
  const slices = new Map<number, Counts>();
  for (const count of counts) {
    const slice = Math.min(MOST_STEPS - 1, Math.floor((count.at - first.at) / width));
    const before = slices.get(slice);
    const busy = ({ working, waiting, held }: Counts): number => working + waiting + held;
    if (!before || busy(count) > busy(before)) slices.set(slice, { ...count, at: before?.at ?? count.at });
  }
  return [...slices.values(), last];
}
