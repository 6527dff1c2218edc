import { EventKernel } from './event-kernel.ts';
import { FlowKernel } from './flow-kernel.ts';
import type { Network } from './network.ts';
import { RollbackKernel } from './rollback-kernel.ts';
import type { Kernel } from './schedule.ts';

/** What runs a network event by event: its engine's own way with failures needs a kernel of its own. */
export function eventKernelOf(network: Network): Kernel {
  const { flows, trials, rollback } = network.conduct ?? {};
  if (rollback) return new RollbackKernel(network, rollback);
  return flows && trials ? new FlowKernel(network, flows, trials) : new EventKernel(network);
}
