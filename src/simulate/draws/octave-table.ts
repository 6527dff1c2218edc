import type { Duration } from '../../model/durations/duration.ts';

/** Bins halve in width toward both tails: 24 octaves a side, 32 bins each, straight lines inside a bin. */
export const OCTAVES = 24;
export const BIN_BITS = 5;
const BINS = 1 << BIN_BITS;
/** Edges of one side, from its tail to the median. */
export const EDGES_PER_SIDE = OCTAVES * BINS + 1;

/**
 * The quantile function as a table: `EDGES_PER_SIDE` edges from p = 2⁻²⁵ up to the median, then as many for the upper
 * side, mirrored. Relative bias below 2 · 10⁻⁵ in the mean of the greatest of 100 draws of a lognormal.
 */
export function octaveTable(quantile: Duration['quantile']): Float64Array {
  const table = new Float64Array(2 * EDGES_PER_SIDE);
  for (let octave = 0; octave < OCTAVES; octave += 1) {
    for (let bin = 0; bin < BINS; bin += 1) {
      // The octave next to the tail is (2⁻²⁵, 2⁻²⁴), the last one (1/4, 1/2).
      const p = (1 + bin / BINS) / (1 << (OCTAVES + 1 - octave));
      table[octave * BINS + bin] = quantile(p);
      table[EDGES_PER_SIDE + octave * BINS + bin] = quantile(1 - p);
    }
  }
  const median = quantile(0.5);
  table[EDGES_PER_SIDE - 1] = median;
  table[2 * EDGES_PER_SIDE - 1] = median;
  return table;
}
