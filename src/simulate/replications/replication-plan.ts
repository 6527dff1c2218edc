import type { Duration } from '../../model/durations/duration.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import type { DrawMemory } from '../draws/draw-memory.ts';
import { Draws } from '../draws/draws.ts';
import { hasOnlyPools, isPlain } from '../kernel/network.ts';
import type { BlockRunner, RunnerInput } from './block-runner.ts';
import { EventRunner } from './event-runner.ts';
import { LaneRunner } from './lane-runner.ts';
import { SlotRunner } from './slot-runner.ts';

/**
 * `lanes`: eight replications side by side; `slots`: the events of a network with pools, in WebAssembly; `events`: the
 * reference, which does everything; `pass`: one replication after another in topological order. `plain-lanes` are lanes
 * without WebAssembly. Where several apply they give the same bytes.
 */
export type KernelId = 'lanes' | 'plain-lanes' | 'slots' | 'events' | 'pass';

/** A drawn task with its duration as text: what can be sent to another thread. */
export interface PlannedTask {
  readonly node: number;
  readonly task: string;
  readonly expression: string;
}

/** All that a run of replications depends on, as plain data. */
export interface ReplicationPlan {
  readonly input: RunnerInput;
  readonly seed: string;
  readonly drawn: readonly PlannedTask[];
  readonly replications: number;
  /** Null lets the network choose. */
  readonly kernel: KernelId | null;
}

/** @param durations of the drawn tasks, where they are at hand; otherwise their expressions are read again */
export function createRunner(
  plan: ReplicationPlan,
  durations?: readonly Duration[],
  memory: DrawMemory | null = null,
): BlockRunner {
  const { input, replications } = plan;
  const tasks = plan.drawn.map(({ node, task, expression }, at) => ({
    node,
    task,
    duration: durations?.[at] ?? read(expression),
  }));
  const draws = new Draws(tasks, plan.seed, memory);
  switch (plan.kernel ?? fastest(input)) {
    case 'lanes':
      return new LaneRunner(input, { draws, replications, assembled: true });
    case 'plain-lanes':
      return new LaneRunner(input, { draws, replications, assembled: false });
    case 'slots':
      return SlotRunner.create(input, { draws, replications }) ?? new EventRunner(input, { draws, seed: plan.seed });
    case 'events':
      return new EventRunner(input, { draws, seed: plan.seed });
    case 'pass':
      return new EventRunner(input, { draws, seed: plan.seed }, 'pass');
  }
}

function fastest({ network, engine }: RunnerInput): KernelId {
  if (engine) return 'events';
  if (isPlain(network)) return 'lanes';
  return hasOnlyPools(network) ? 'slots' : 'events';
}

function read(expression: string): Duration {
  const parsed = parseDuration(expression);
  if (!parsed.ok) throw new Error(`a duration that cannot be read again: ${expression}: ${parsed.message}`);
  return parsed.duration;
}
