import { compareSpans } from '../../model/span.ts';
import type { Outcome, Proposal } from './proposal.ts';

/** A proposal before the others are known. */
export type Unranked = Omit<Proposal, 'number' | 'isRecommended'>;

/** Seconds below which a gain is none. */
const NOTHING = 1e-6;

/**
 * What makes a deployment complete at all comes first, then by falling mean gain, then what is surer, then by place.
 * Of several changes of one text the safe one with the greatest gain is recommended, if it gains anything.
 */
export function rankProposals(proposals: readonly Unranked[], before: Outcome): readonly Proposal[] {
  const ranked = [...proposals].sort(
    (a, b) =>
      Number(b.mends) - Number(a.mends) ||
      (a.mends && b.mends ? (a.after.meanSeconds ?? 0) - (b.after.meanSeconds ?? 0) : 0) ||
      roundedGain(b) - roundedGain(a) ||
      sureness(a) - sureness(b) ||
      compareSpans(a.span, b.span),
  );
  const settled = new Set<string>();
  return ranked.map((proposal, index) => {
    const places = placeKeys(proposal);
    const isRecommended = !places.some((place) => settled.has(place)) && isWorthIt(proposal, before);
    if (isRecommended) for (const place of places) settled.add(place);
    return { ...proposal, number: index + 1, isRecommended };
  });
}

/** Two changes of one line exclude each other: the lines that a proposal changes. */
export function placeKeys({ span, revision }: Pick<Proposal, 'span' | 'revision'>): readonly string[] {
  return [span, ...revision.dropped].map(({ file, line, column }) => JSON.stringify([file, line, column]));
}

function isWorthIt({ action, confidence, gain, mends, after, byHand }: Unranked, before: Outcome): boolean {
  if (confidence === 'possible' || byHand !== null || after.failed > before.failed) return false;
  if (action === 'remove-implied' || mends) return true;
  return gain !== null && (gain.ciLow > NOTHING || after.failed < before.failed);
}

function roundedGain({ gain }: Unranked): number {
  return gain === null ? Number.NEGATIVE_INFINITY : Math.round(gain.mean / NOTHING);
}

function sureness({ confidence }: Unranked): number {
  return ['proved', 'likely', 'possible'].indexOf(confidence);
}
