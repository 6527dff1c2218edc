import type { Threads } from '../replications/crew.ts';
import { createRunner, type ReplicationPlan } from '../replications/replication-plan.ts';
import { runShare, type ShareResult } from '../replications/share.ts';

/** Threads that are none: each has a runner of its own, made from a copy of the plan. */
export function inProcessThreads(count: number, onPlan: (plan: ReplicationPlan) => void = () => {}): Threads {
  return {
    count,
    open: (plan) => {
      onPlan(plan);
      const runners = Array.from({ length: count }, () => createRunner(structuredClone(plan)));
      let results: readonly ShareResult[] = [];
      return {
        begin: (shares) => {
          results = shares.map((share, at) => runShare(runners[at] as (typeof runners)[number], share));
        },
        collect: () => results,
        close: () => {},
      };
    },
  };
}
