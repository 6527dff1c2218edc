/** The two words that name one stream of draws. */
export interface StreamKey {
  readonly first: number;
  readonly second: number;
}

/**
 * 32 random bits for a key and a counter: two rounds of a 32-bit finalizer, so order, threads and shards do not
 * matter.
 */
export function hashWord(key0: number, key1: number, counter: number): number {
  return finalize(finalize(Math.imul(counter, 0x9e3779b9) ^ key0) ^ key1);
}

/**
 * The finalizer lowbias32 of Chris Wellons's hash prospector (public domain): each input bit changes half the output
 * bits.
 */
function finalize(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}
