import { workerData } from 'node:worker_threads';
import type { BlockRunner } from '../simulate/replications/block-runner.ts';
import { createRunner, type ReplicationPlan } from '../simulate/replications/replication-plan.ts';
import { runShare, type Share } from '../simulate/replications/share.ts';
import type { ThreadAnswer, ThreadInput } from './threads.ts';

// A thread of the simulation: first comes the plan, then one share after another.
const { signal, port } = workerData as ThreadInput;
let plan: ReplicationPlan | null = null;
let runner: BlockRunner | null = null;

port.on('message', (message: ReplicationPlan | Share) => {
  if (plan === null) {
    plan = message as ReplicationPlan;
    return;
  }
  port.postMessage(answer(plan, message as Share));
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
});
Atomics.store(signal, 1, 1);
Atomics.notify(signal, 1);

function answer(given: ReplicationPlan, share: Share): ThreadAnswer {
  try {
    runner ??= createRunner(given);
    return { result: runShare(runner, share) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
