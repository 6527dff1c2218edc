import type { ItemChange } from '../../study/diff/item-changes.ts';
import type { Driver, GranularityChange } from '../../study/diff/makespan-changes.ts';
import type { OrderChanges } from '../../study/diff/order-changes.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { GainDocument } from '../result.ts';
import { formatCount, formatSeconds, formatShare } from './quantity.ts';
import { shortened } from './visible.ts';

/** `task vmA.a1: duration 5s, was 2s`; what is said of something new follows its name. */
export function changeSentence({ noun, subject, change, facts }: ItemChange): string {
  const name = `${noun} ${shortened(subject, 90)}`;
  if (change === 'changed') {
    const told = facts.map(({ name: fact, before, after }) => factWords(fact, before, after));
    return `${name}: ${told.join('; ')}`;
  }
  const said = facts.flatMap(({ name: fact, before, after }) => briefFact(noun, fact, before ?? after ?? ''));
  return said.length === 0 ? name : `${name}  ${said.join(', ')}`;
}

function factWords(fact: string, before: string | null, after: string | null): string {
  if (fact === 'definition') return 'its definition changed';
  if (before === null) return `${shortened(fact, 60)} ${shortened(after ?? '', 60)}, was not said`;
  if (after === null) return `no ${shortened(fact, 60)}, was ${shortened(before, 60)}`;
  return `${shortened(fact, 60)} ${shortened(after, 60)}, was ${shortened(before, 60)}`;
}

/** What a reader of a list wants to know of a thing that is new or gone. */
function briefFact(noun: ItemChange['noun'], fact: string, value: string): readonly string[] {
  if (noun === 'dependency')
    return [value === 'always' ? shortened(fact, 60) : `${shortened(fact, 60)} when ${shortened(value, 60)}`];
  if (noun === 'value') return [value];
  if (noun === 'task') return fact === 'type' || fact === 'duration' ? [shortened(value, 60)] : [];
  return [`${fact} ${shortened(value, 60)}`];
}

/** How the makespan moved at one granularity, as a row: old mean, new mean, difference, share. */
export function granularityRow(name: string, { before, after, difference }: GranularityChange): readonly string[] {
  const mean = ({ makespan, cycle, failed }: GranularityChange['before']): string => {
    if (cycle !== null) return 'a cycle';
    if (makespan === null) return 'never';
    return failed > 0 ? `${formatSeconds(makespan.mean)} (${formatShare(failed)} fail)` : formatSeconds(makespan.mean);
  };
  const p95 = ({ makespan }: GranularityChange['before']): string =>
    makespan === null ? '' : formatSeconds(makespan.p95);
  const moved = difference === null ? ['', ''] : [signedGain(difference), signedShare(difference.relative)];
  return [name, mean(before), mean(after), ...moved, `${p95(before)} → ${p95(after)}`];
}

/** `+3.2 s ± 0.1 s`, `−12.0 s`. */
export function signedGain({ mean, ciLow, ciHigh }: GainDocument): string {
  if (Math.abs(mean) < 5e-4 && ciHigh - ciLow < 1e-3) return 'the same';
  const half = (ciHigh - ciLow) / 2;
  const spread = half < 5e-4 ? '' : ` ± ${formatSeconds(half)}`;
  return `${mean < 0 ? '−' : '+'}${formatSeconds(Math.abs(mean))}${spread}`;
}

function signedShare(relative: number): string {
  if (Math.abs(relative) < 5e-5) return '';
  return `${relative < 0 ? '−' : '+'}${formatShare(Math.abs(relative))}`;
}

/** Whether the two differ in nothing that is looked at. */
export function isEqualDiff({ items, findings, update }: DiffDocument): boolean {
  return items.length + findings.fresh.length + findings.mended.length + findings.worse.length + update.length === 0;
}

/** One sentence: longer, shorter, the same, or what became impossible. */
export function verdictSentence({ makespan, findings, update }: DiffDocument): string {
  const counts = [
    ...(findings.fresh.length > 0 ? [formatCount(findings.fresh.length, 'new finding')] : []),
    ...(findings.worse.length > 0 ? [`${findings.worse.length} worse`] : []),
    ...(findings.mended.length > 0 ? [`${findings.mended.length} mended`] : []),
    ...(update.length > 0 ? [formatCount(update.length, 'hazard of the update', 'hazards of the update')] : []),
  ];
  return [makespanSentence(makespan), counts.length === 0 ? 'no finding changed' : counts.join(', ')].join('; ');
}

function makespanSentence(makespan: DiffDocument['makespan']): string {
  if (makespan === null) return 'Not simulated';
  const { before, after, difference } = makespan.granularities.fine;
  if (before.makespan !== null && after.makespan !== null && Math.abs(after.failed - before.failed) > 0.005) {
    return `Fails in ${formatShare(after.failed)} of deployments, ${formatShare(before.failed)} before`;
  }
  if (before.makespan === null && after.makespan !== null)
    return `Completes now, in ${formatSeconds(after.makespan.mean)}`;
  if (after.makespan === null)
    return before.makespan === null ? 'Never completes, as before' : 'Never completes any more';
  if (difference === null || before.makespan === null) return `Takes ${formatSeconds(after.makespan.mean)}`;
  if (difference.ciLow <= 0 && difference.ciHigh >= 0)
    return `Takes ${formatSeconds(after.makespan.mean)}, no longer and no shorter`;
  const how = difference.mean > 0 ? 'longer' : 'shorter';
  const share = signedShare(difference.relative);
  return `Takes ${formatSeconds(after.makespan.mean)}, ${formatSeconds(Math.abs(difference.mean))} ${how} (${share})`;
}

export function orderSentences({ freed, added, lostValues }: OrderChanges): readonly string[] {
  const pairs = (examples: readonly (readonly [string, string])[], count: number): string => {
    const named = examples.slice(0, 3).map(([a, b]) => `${shortened(b, 40)} after ${shortened(a, 40)}`);
    return `${named.join(', ')}${count > named.length ? ', …' : ''}`;
  };
  const lost = lostValues.map(({ consumer, producer, value, isStillRead }) => {
    const still = isStillRead ? ', and still has the input' : '';
    return `'${shortened(consumer, 40)}' is no longer ordered after '${shortened(producer, 40)}', which gave it '${shortened(value, 40)}'${still}`;
  });
  return [
    ...(freed.count > 0
      ? [
          `${formatCount(freed.count, 'pair')} may run side by side now; no longer ${pairs(freed.examples, freed.count)}`,
        ]
      : []),
    ...(added.count > 0
      ? [`${formatCount(added.count, 'pair')} must run one after the other now: ${pairs(added.examples, added.count)}`]
      : []),
    ...lost,
  ];
}

export function driverSentence({ kind, subject, effect }: Driver): string {
  const what = kind === 'duration' ? `the duration of ${shortened(subject, 60)}` : `${kind}: ${shortened(subject, 90)}`;
  return `${signedGain(effect)}  ${what}`;
}
