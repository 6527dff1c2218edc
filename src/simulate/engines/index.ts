/** The engines: each a set of rules over one model. An engine knows deployments, and nothing of draws or statistics. */
import type { EngineId } from '../simulation.ts';
import { cloudformation } from './cloudformation.ts';
import { declared } from './declared.ts';
import type { Engine } from './engine.ts';
import { heatConvergence } from './heat-convergence.ts';
import { heatLegacy } from './heat-legacy.ts';
import { ideal } from './ideal.ts';
import { taskflow } from './taskflow.ts';

export const engines: Readonly<Record<EngineId, Engine>> = {
  ideal,
  declared,
  'heat-convergence': heatConvergence,
  'heat-legacy': heatLegacy,
  cloudformation,
  taskflow,
};
