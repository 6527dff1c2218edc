import type { Deployment } from '../../model/deployment.ts';
import type { Gain } from '../compare.ts';
import { type MeasureOptions, measure, outcomeOf, type Run, savedBy } from './measure.ts';

/** What the polling of the engine's agents costs beside what dependencies do. */
export interface Polling {
  /** The setting that was simulated; null is the engine's default. */
  readonly setting: string | null;
  /** Mean makespan without any overhead of the engine; null when it does not complete. */
  readonly idealSeconds: number | null;
  /** What more frequent looks would save, the dependencies as they are. */
  readonly faster: readonly {
    readonly setting: string;
    readonly meanSeconds: number | null;
    readonly gain: Gain | null;
  }[];
  /** Whether one of these surely saves more than the best proposal does. */
  readonly isDriver: boolean;
}

const FASTER = ['5s', '1s'] as const;

/** Null where the engine has no agents, or nothing for them to run. */
export function pollingOf(
  deployment: Deployment,
  options: MeasureOptions,
  { run, best }: { readonly run: Run; readonly best: number },
): Polling | null {
  if (options.engine !== 'heat-convergence' && options.engine !== 'heat-legacy') return null;
  if (!deployment.tasks.someNode((_id, { kind }) => kind === 'component')) return null;
  const ideal = measure(deployment, { ...options, engine: 'ideal', engineOptions: {} });
  const faster = FASTER.map((setting) => {
    const other = measure(deployment, {
      ...options,
      engineOptions: { ...options.engineOptions, 'agent-poll': setting },
    });
    return { setting, meanSeconds: outcomeOf(other).meanSeconds, gain: savedBy(run, other) };
  });
  return {
    setting: options.engineOptions?.['agent-poll'] ?? null,
    idealSeconds: outcomeOf(ideal).meanSeconds,
    faster,
    isDriver: faster.some(({ gain }) => (gain?.ciLow ?? 0) > Math.max(0, best)),
  };
}
