/** The engines: each a set of rules over one model. An engine knows deployments, and nothing of draws or statistics. */
import type { EngineId } from '../simulation.ts';
import { declared } from './declared.ts';
import type { Engine } from './engine.ts';
import { ideal } from './ideal.ts';

export const engines: Readonly<Record<EngineId, Engine>> = { ideal, declared };
