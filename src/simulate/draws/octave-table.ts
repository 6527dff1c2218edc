import type { Duration } from '../../model/durations/duration.ts';

/**
 * The quantile function as a table of edges: bins halve in width toward both tails, 32 octaves a side with 32 bins
 * each, straight lines inside a bin. A signed word w of 32 random bits names its bin: the sign of w + ½ chooses the
 * side of the median, its exponent the octave, its first five bits of mantissa the bin, and the rest the place in the
 * bin. So p = |w + ½| / 2³² of the lower tail, or 1 − p, down to 2⁻³³, and the number's own bits are the address.
 * Relative bias below 2 · 10⁻⁵ in the mean of the greatest of 100 draws of a lognormal.
 */
const OCTAVES = 32;
const BIN_BITS = 5;
const BINS = 1 << BIN_BITS;
export const BINS_PER_OCTAVE = BINS;
/** Bins of one side; there is one more edge, the median. */
export const BINS_PER_SIDE = OCTAVES * BINS;
const TWO_TO_MINUS_33 = 2 ** -33;

/**
 * How tables lie in memory: the sign bit of the address adds half a mebibyte, so the lower sides of 63 tables lie in
 * one half of a mebibyte and their upper sides in the other.
 */
const TABLE_BYTES = 8 * BINS_PER_SIDE + 64;
const SIDE_BYTES = 1 << 19;
const GROUP_BYTES = 2 * SIDE_BYTES;
const TABLES_PER_GROUP = Math.floor(SIDE_BYTES / TABLE_BYTES);
/** The exponent of the least |w + ½| is that of ½, 1022: what its bits add to an address. */
const ADDRESS_BIAS = 1022 * BINS * 8;
export const TABLES_ALIGNMENT = SIDE_BYTES;

export function tablesBytes(tableCount: number): number {
  return Math.ceil(tableCount / TABLES_PER_GROUP) * GROUP_BYTES;
}

/** The address of a table as the sampler wants it: such that the bits of w + ½ can be added. Never 0. */
export function tableAddress(tables: number, table: number): number {
  const group = Math.floor(table / TABLES_PER_GROUP);
  return tables + group * GROUP_BYTES + (table % TABLES_PER_GROUP) * TABLE_BYTES - ADDRESS_BIAS;
}

/** Forgets every edge of a table: they are worked out when a draw needs them. */
export function clearTable(memory: Float64Array, address: number): void {
  for (const side of [0, SIDE_BYTES]) {
    const from = (address + ADDRESS_BIAS + side) >> 3;
    memory.fill(Number.NaN, from, from + BINS_PER_SIDE + 1);
  }
}

/** A copy of a table's edges, those of the lower side first; unknown ones are NaN. */
export function tableEdges(memory: Float64Array, address: number): Float64Array {
  const edges = new Float64Array(2 * (BINS_PER_SIDE + 1));
  [0, SIDE_BYTES].forEach((side, at) => {
    const from = (address + ADDRESS_BIAS + side) >> 3;
    edges.set(memory.subarray(from, from + BINS_PER_SIDE + 1), at * (BINS_PER_SIDE + 1));
  });
  return edges;
}

/** Writes what `tableEdges` copied. */
export function writeTable(memory: Float64Array, address: number, edges: Float64Array): void {
  [0, SIDE_BYTES].forEach((side, at) => {
    const from = (address + ADDRESS_BIAS + side) >> 3;
    memory.set(edges.subarray(at * (BINS_PER_SIDE + 1), (at + 1) * (BINS_PER_SIDE + 1)), from);
  });
}

/** The bin of a word, counted from the tail, without its side. */
export function binOf(word: number): number {
  const odd = oddOf(word);
  const octave = 31 - Math.clz32(odd);
  const shift = octave - BIN_BITS;
  return octave * BINS + ((shift >= 0 ? odd >>> shift : odd << -shift) & (BINS - 1));
}

/** How far a word is inside its bin, from the tail on: 0 … 1. */
export function withinBin(word: number): number {
  const odd = oddOf(word);
  const shift = 31 - Math.clz32(odd) - BIN_BITS;
  return shift > 0 ? (odd & ((1 << shift) - 1)) / (1 << shift) : 0;
}

/** The probability that a word stands for. */
export function probabilityOf(word: number): number {
  const p = (oddOf(word) >>> 0) * TWO_TO_MINUS_33;
  return word < 0 ? 1 - p : p;
}

/** Where in memory the lower edge of a word's bin is, in numbers; the next number is its upper edge. */
export function edgePlace(address: number, word: number): number {
  return ((address + ADDRESS_BIAS + (word < 0 ? SIDE_BYTES : 0)) >> 3) + binOf(word);
}

/** A draw; NaN when the table does not hold the edges yet. */
export function drawFromTable(memory: Float64Array, address: number, word: number): number {
  const edge = edgePlace(address, word);
  const low = memory[edge] as number;
  return low + ((memory[edge + 1] as number) - low) * withinBin(word);
}

/** The tail probability of an edge, 2⁻³³ … ½. */
export function edgeProbability(edge: number): number {
  // Exact: shifts of 1 stop at 2³¹, so the octave is halved in two steps.
  const octave = edge >> BIN_BITS;
  return (
    (TWO_TO_MINUS_33 * (1 << (octave >> 1)) * (1 << (octave - (octave >> 1))) * (BINS + (edge & (BINS - 1)))) / BINS
  );
}

export function edgeSeconds(quantile: Duration['quantile'], edge: number, isUpper: boolean): number {
  const p = edgeProbability(edge);
  return quantile(isUpper ? 1 - p : p);
}

/** 2 |w + ½|, an odd number of at most 32 bits. */
function oddOf(word: number): number {
  return ((word ^ (word >> 31)) << 1) | 1;
}
