import type { ReplicationPlan } from './replication-plan.ts';
import type { Share, ShareResult } from './share.ts';

/**
 * Threads besides the one that asks. The library starts none: its caller hands them in, as the command does. Whoever
 * implements this calls `createRunner(plan)` once in each thread, then `runShare` for each share.
 */
export interface Threads {
  /** How many there are besides the caller's own. */
  readonly count: number;
  readonly open: (plan: ReplicationPlan) => Crew;
}

export interface Crew {
  /** Gives each thread its share and comes back at once. */
  readonly begin: (shares: readonly Share[]) => void;
  /** Waits for all shares; their results in the order of the shares. */
  readonly collect: () => readonly ShareResult[];
  readonly close: () => void;
}
