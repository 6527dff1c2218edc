/** One of `of` shards, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** How far something long is; `total` may change on the way. */
export interface StudyProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * The replications of a shard, in whole lanes of eight. Where it is cut changes no byte: a part carries its single
 * makespans, and the sums are taken over blocks of the joined ones.
 */
export function rangeOf(replications: number, shard: Shard | null): { readonly first: number; readonly end: number } {
  if (shard === null) return { first: 0, end: replications };
  const lanes = Math.ceil(replications / 8);
  const cut = (index: number): number => Math.min(replications, 8 * Math.floor((index * lanes) / shard.of));
  return { first: cut(shard.index - 1), end: cut(shard.index) };
}
