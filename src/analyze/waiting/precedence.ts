import { leastFixpoint } from './fixpoint.ts';
import { finishOf, goOf, type Network } from './network.ts';

/**
 * Whether `before` is done whenever `after` goes on, in every run in which `after` does (Theorem 2): exact in the
 * monotone fragment, sound outside it. `after` must be able to go on at all: otherwise it holds vacuously.
 * One fixpoint: O(nodes + edges).
 */
export function mustPrecede(network: Network, before: number, after: number): boolean {
  return leastFixpoint(network, { blocked: [finishOf(before)] })[goOf(after)] === 0;
}

/**
 * For each task that can go on, the tasks that must be done before it; null for a task that never goes on or does not
 * exist. A task that does not exist precedes everything.
 */
export function mustPrecedeSets(network: Network): readonly (ReadonlySet<number> | null)[] {
  const { names, absent } = network.instance;
  const taskCount = names.length;
  const all = leastFixpoint(network);
  const before = names.map((_, task) => (all[goOf(task)] === 1 && !absent.has(task) ? new Set(absent) : null));
  for (let a = 0; a < taskCount; a += 1) {
    if (absent.has(a)) continue;
    const without = all[finishOf(a)] === 1 ? leastFixpoint(network, { blocked: [finishOf(a)] }) : all;
    for (let b = 0; b < taskCount; b += 1) {
      if (a !== b && without[goOf(b)] === 0) before[b]?.add(a);
    }
  }
  return before;
}
