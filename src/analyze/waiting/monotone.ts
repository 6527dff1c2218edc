import { allOff, leastFixpoint } from './fixpoint.ts';
import { finishOf, goOf, type Network } from './network.ts';
import { mustPrecedeSets } from './precedence.ts';
import { handleReadRaces, isTaskReadRacy, snapshotRaces } from './races.ts';

/** What can become of the tasks of a settled instance, over all runs and all choices of its optional signals. */
export interface Outcomes {
  /** Some run completes; some run does not. */
  readonly canComplete: boolean;
  readonly canFail: boolean;
  readonly stuckAlways: ReadonlySet<number>;
  readonly stuckSometimes: ReadonlySet<number>;
  readonly failedAlways: ReadonlySet<number>;
  readonly failedSometimes: ReadonlySet<number>;
  /** Tasks whose end differs between two runs under one choice. */
  readonly racyTasks: ReadonlySet<number>;
  /** Two runs under one choice end differently. */
  readonly isRace: boolean;
  /** Tasks that go on in some run. */
  readonly proceeds: ReadonlySet<number>;
}

/** Which orders hold in every run, and what differs between runs. */
export interface Orders {
  /** Per task: what is done whenever it goes on; null when it never does. */
  readonly before: readonly (ReadonlySet<number> | null)[];
  readonly snapshotRaces: ReadonlySet<number>;
  /** Positions in the instance's reads. */
  readonly racyReads: ReadonlySet<number>;
}

/** Exact in the monotone fragment, and where pools release their slot to blocked waits (Theorem 1). */
export function monotoneOutcomes(network: Network): Outcomes {
  const best = unfinished(network, leastFixpoint(network));
  const worst = unfinished(network, leastFixpoint(network, { off: allOff(network) }));
  const all = leastFixpoint(network);
  return {
    canComplete: best.size === 0,
    canFail: worst.size > 0,
    stuckAlways: best,
    stuckSometimes: worst,
    failedAlways: new Set(),
    failedSometimes: new Set(),
    racyTasks: new Set(),
    isRace: false,
    proceeds: new Set(network.instance.names.flatMap((_, task) => (all[goOf(task)] === 1 ? [task] : []))),
  };
}

/**
 * Exact in the monotone fragment. O(tasks × (nodes + edges)) and the same for each pair of a wait or read and an id.
 */
export function monotoneOrders(network: Network): Orders {
  const { names, waitHandle, reads, absent } = network.instance;
  const racyWaits = names.flatMap((_, task) =>
    waitHandle[task] !== -1 && snapshotRaces(network, task).length > 0 ? [task] : [],
  );
  const racyReads = reads.flatMap(({ task, of }, index) => {
    if (absent.has(task)) return [];
    const racy =
      'handle' in of ? handleReadRaces(network, task, of.handle).length > 0 : isTaskReadRacy(network, task, of.task);
    return racy ? [index] : [];
  });
  return { before: mustPrecedeSets(network), snapshotRaces: new Set(racyWaits), racyReads: new Set(racyReads) };
}

/** The tasks whose finish did not fire. */
export function unfinished(network: Network, fired: Uint8Array): ReadonlySet<number> {
  return new Set(network.instance.names.flatMap((_, task) => (fired[finishOf(task)] === 0 ? [task] : [])));
}
