import { leastFixpoint } from './fixpoint.ts';
import { finishOf, type Network, startOf } from './network.ts';

/** A pool that blocked waits could fill, as far as the bound can tell. */
export interface CrowdedPool {
  /** Position in the instance's pools. */
  readonly pool: number;
  /** Waits that may stand in it at the same time, pairwise unordered: at least as many as it has slots. */
  readonly waits: readonly number[];
}

/**
 * The pools that the bound cannot clear. When the waits of a pool have a width below its capacity in the order "a is
 * done before b starts", they can never fill it; a stuck state would need a pool full of unsatisfied waits, pairwise
 * unordered. Sound, not complete (docs/theory/waiting.md, section 5). One fixpoint per wait and a bipartite matching
 * per pool.
 */
export function crowdedPools(network: Network): readonly CrowdedPool[] {
  const { pools, waitHandle } = network.instance;
  const rows = new Map<number, Uint8Array>();
  const isBefore = (a: number, b: number): boolean => {
    let row = rows.get(a);
    if (row === undefined) {
      row = leastFixpoint(network, { blocked: [finishOf(a)] });
      rows.set(a, row);
    }
    return row[startOf(b)] === 0;
  };
  return pools.flatMap((pool, index) => {
    const waits = pool.tasks.filter((task) => waitHandle[task] !== -1);
    if (!pool.hold || waits.length < pool.capacity) return [];
    const together = largestAntichain(waits, isBefore);
    return together.length >= pool.capacity ? [{ pool: index, waits: together }] : [];
  });
}

/**
 * A largest set of items that are pairwise unordered: as many as chains are needed to cover them (Dilworth), found by a
 * bipartite matching and its least vertex cover (König).
 * @param isBefore a strict partial order
 */
export function largestAntichain<T>(items: readonly T[], isBefore: (a: T, b: T) => boolean): readonly T[] {
  const after = items.map((a) => items.flatMap((b, index) => (a !== b && isBefore(a, b) ? [index] : [])));
  const matchOfRight = new Int32Array(items.length).fill(-1);
  const matchOfLeft = new Int32Array(items.length).fill(-1);
  const augment = (left: number, seen: Uint8Array): boolean => {
    for (const right of after[left] ?? []) {
      if (seen[right] === 1) continue;
      seen[right] = 1;
      if (matchOfRight[right] !== -1 && !augment(matchOfRight[right] as number, seen)) continue;
      matchOfRight[right] = left;
      matchOfLeft[left] = right;
      return true;
    }
    return false;
  };
  items.forEach((_, left) => {
    augment(left, new Uint8Array(items.length));
  });
  // The cover: left nodes that no alternating path from a free left node reaches, and right nodes that one does.
  const leftSeen = new Uint8Array(items.length);
  const rightSeen = new Uint8Array(items.length);
  const open = items.flatMap((_, left) => (matchOfLeft[left] === -1 ? [left] : []));
  for (const left of open) leftSeen[left] = 1;
  while (open.length > 0) {
    for (const right of after[open.pop() as number] ?? []) {
      rightSeen[right] = 1;
      const left = matchOfRight[right] as number;
      if (left === -1 || leftSeen[left] === 1) continue;
      leftSeen[left] = 1;
      open.push(left);
    }
  }
  return items.filter((_, index) => leftSeen[index] === 1 && rightSeen[index] === 0);
}
