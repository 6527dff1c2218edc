import { plainConduct } from '../kernel/conduct.ts';
import type { SimulateOptions } from '../simulation.ts';
import type { CompiledDeployment } from './compile.ts';
import { withPolicy } from './policy.ts';
import { TaskTrials } from './trials.ts';

export interface ChanceOptions extends Pick<SimulateOptions, 'failures' | 'policy' | 'timings'> {
  readonly seed: string;
  readonly medians: Float64Array;
}

/**
 * A compiled deployment whose tasks may fail, and whose engine chooses as it is told. Without either it is unchanged.
 */
export function withChances(
  plain: CompiledDeployment,
  { failures, policy, timings, seed, medians }: ChanceOptions,
): { readonly compiled: CompiledDeployment; readonly trials: TaskTrials | null } {
  const compiled = withPolicy(plain, policy ?? 'engine', medians);
  if (!failures || failures.size === 0) return { compiled, trials: null };
  const { network, taskIds } = compiled;
  const { nodeCount, poolCapacity } = network;
  const trials = new TaskTrials(failures, { taskIds, nodeCount, timings, seed });
  const conduct = { ...(network.conduct ?? plainConduct(nodeCount, poolCapacity.length)), trials };
  return { compiled: { ...compiled, network: { ...network, conduct } }, trials };
}
