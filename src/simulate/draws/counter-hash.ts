/** The two words that name one stream of draws. */
export interface StreamKey {
  readonly first: number;
  readonly second: number;
}

/**
 * 32 random bits for a key and a counter: a 32-bit finalizer over the counter, the key, and the finalizer again, so
 * order, threads and shards do not matter. The first round is the same for all keys, which lets a block of draws
 * share it.
 */
export function hashWord(key0: number, key1: number, counter: number): number {
  return finalize(Math.imul(finalize(Math.imul(counter, 0x9e3779b9)) ^ key0, key1 | 1));
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
