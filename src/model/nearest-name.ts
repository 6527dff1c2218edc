import { distance } from 'fastest-levenshtein';

const LONGEST_NAME = 200;

/**
 * Finds the name that was probably meant. The comparisons of one search are bounded, so that a huge template full of
 * unknown names stays fast: beyond the bound there are no more suggestions, and nothing else changes.
 */
export class Suggester {
  #comparisonsLeft = 500_000;

  /** The nearest candidate by edit distance, or null when none is near enough to be a slip of the pen. */
  closest(name: string, candidates: Iterable<string>): string | null {
    if (name.length > LONGEST_NAME) return null;
    // Two letters swapped count as two edits.
    const reach = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
    let best: string | null = null;
    let bestDistance = reach + 1;
    for (const candidate of candidates) {
      if ((this.#comparisonsLeft -= 1) < 0) return null;
      if (candidate === name || Math.abs(candidate.length - name.length) > reach) continue;
      const between = distance(name.toLowerCase(), candidate.toLowerCase());
      if (between < Math.min(bestDistance, name.length)) [best, bestDistance] = [candidate, between];
    }
    return best;
  }

  /** ` (did you mean 'x'?)`, or nothing: what a message about an unknown name goes on with. */
  didYouMean(name: string, candidates: Iterable<string>): string {
    const closest = this.closest(name, candidates);
    return closest === null ? '' : ` (did you mean '${closest}'?)`;
  }
}

/** The same for a single name. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  return new Suggester().didYouMean(name, candidates);
}
