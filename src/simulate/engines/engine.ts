import type { Deployment } from '../../model/deployment.ts';
import type { EngineId } from '../simulation.ts';

/** How many of some tasks may run at once. */
export interface Limit {
  readonly id: string;
  readonly capacity: number;
  readonly tasks: readonly string[];
  /** Whether a blocked wait keeps its slot. */
  readonly holdsWhileWaiting: boolean;
}

/** What an engine makes of a deployment, and what had to be assumed for it. */
export interface EngineRules {
  readonly limits: readonly Limit[];
  readonly notes: readonly string[];
}

/** How an orchestrator walks the graph: one file each, registered by one line in `index.ts`. */
export interface Engine {
  readonly id: EngineId;
  /** One sentence for people. */
  readonly summary: string;
  readonly rules: (deployment: Deployment) => EngineRules;
}
