import { TaskTrials } from '../compile/trials.ts';
import { VariationDraws } from '../compile/variation.ts';
import { plainConduct } from '../kernel/conduct.ts';
import type { Network } from '../kernel/network.ts';
import type { RunnerInput } from './block-runner.ts';

/** What an engine and the chance of failures add to each replication: its own orders and ranks, and what goes wrong. */
export class EngineChances {
  /** The network with its trials. */
  readonly network: Network;
  readonly #variation: VariationDraws | null;
  readonly #trials: TaskTrials | null;

  constructor({ network, taskCount, engine }: Pick<RunnerInput, 'network' | 'taskCount' | 'engine'>, seed: string) {
    const failing = engine?.failing ?? [];
    const { nodeCount, poolCapacity } = network;
    this.#trials = failing.length === 0 ? null : new TaskTrials(failing, { nodeCount, taskCount, seed });
    const conduct = network.conduct ?? (this.#trials ? plainConduct(nodeCount, poolCapacity.length) : undefined);
    this.network = conduct ? { ...network, conduct: { ...conduct, trials: this.#trials } } : network;
    this.#variation = engine?.variation && conduct ? new VariationDraws(engine.variation, conduct, seed) : null;
  }

  /** @param replication −1 for the schedule of medians */
  fill(replication: number, durations: Float64Array): void {
    this.#variation?.fill(replication, durations);
    if (this.#trials) this.#trials.replication = replication;
  }
}
