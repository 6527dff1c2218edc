import type { Deployment } from '../model/deployment.ts';
import { resolveTimings } from '../model/timing/resolve-timings.ts';
import type { Timing } from '../model/timing/timing.ts';
import type { SimulateOptions } from '../simulate/simulation.ts';
import type { StudyOutcome } from './outcome.ts';
import { planStudy } from './plan-study.ts';
import type { Study } from './study.ts';
import { StudyInProgress } from './study-in-progress.ts';
import type { VariantSource } from './variants/variants.ts';

export interface RunStudyOptions extends Omit<SimulateOptions, 'timings'>, Pick<VariantSource, 'reload'> {
  /** The times of the tasks of a deployment: asked again when it is loaded again. Default `resolveTimings`. */
  readonly timingsOf?: (deployment: Deployment) => ReadonlyMap<string, Timing>;
}

/**
 * Runs a study: the deployment as it is and each scenario, sweep point and driver on the same draws, so that they are
 * compared as pairs; then searches for each target. Equal input, options and seed give equal numbers to the last bit.
 *
 * @throws StudyFault when the study names what is not there, with the keys that lead to the place
 *
 * @example
 * const { scenarios } = runStudy(deployment, { scenarios: { 'more workers': { workers: 8 } } });
 * scenarios[1]?.difference?.estimate; // seconds; below 0 is faster
 */
export function runStudy(deployment: Deployment, study: Study, options: RunStudyOptions = {}): StudyOutcome {
  const { timingsOf = resolveTimings, reload, threads, onProgress, ...rest } = options;
  const plan = planStudy(deployment, study, { options: rest, timingsOf, reload });
  const progress = new StudyInProgress(plan, { threads });
  for (const { done, total } of progress.steps()) onProgress?.(done, total);
  return progress.conclude();
}
