import type { Deployment } from '../model/deployment.ts';
import { simulationDocument } from '../report/documents/simulation-document.ts';
import type { SimulationDocument } from '../report/result.ts';
import { SIMULATE_DEFAULTS, simulate } from '../simulate/simulate.ts';
import { chosenOf } from '../study/chosen.ts';
import { compare } from '../study/compare.ts';
import { ComparisonInProgress } from '../study/comparison-in-progress.ts';
import { type SimulationRequest, timingsFor } from './options/simulation-options.ts';
import type { Terminal } from './terminal.ts';
import { watchSteps } from './watch-steps.ts';

export interface SimulateTemplateOptions {
  readonly granularity: 'both' | 'fine' | 'coarse';
  readonly trace: boolean;
  readonly terminal: Terminal;
}

/** Simulates at the granularities asked for, with a progress line where a person watches. */
export function simulateTemplate(
  deployment: Deployment,
  request: SimulationRequest,
  { granularity, trace, terminal }: SimulateTemplateOptions,
): SimulationDocument {
  const timings = timingsFor(deployment, request);
  return terminal.withProgress(`Simulating ${deployment.template.file}`, (onProgress) => {
    const options = { ...request, timings, onProgress };
    if (granularity === 'both') return simulationDocument(compare(deployment, options), { trace });
    const level = granularity === 'fine' ? 'fine' : (request.coarse ?? 'host');
    const run = simulate(deployment, { ...options, granularity: level });
    const { engine, seed, ...defaults } = { ...SIMULATE_DEFAULTS, ...request };
    const replications = 'cycle' in run ? defaults.replications : run.replications;
    const workers = request.workers ?? null;
    const input = { engine, seed, replications, workers, ...chosenOf(request), timings, gain: null };
    return simulationDocument({ ...input, granularities: { [granularity]: run } }, { trace });
  });
}

/** Simulates at both granularities and measures how each hangs on its durations; interrupted, it says what was done. */
export async function simulateWithSensitivity(
  deployment: Deployment,
  request: SimulationRequest,
  terminal: Terminal,
): Promise<SimulationDocument> {
  const options = { ...request, timings: timingsFor(deployment, request) };
  const run = new ComparisonInProgress(deployment, options, { granularity: 'both', sensitivity: {} });
  const label = `Simulating ${deployment.template.file}`;
  const isInterrupted = await watchSteps(run.steps(), { terminal, label });
  if (isInterrupted) terminal.problem('makespan: interrupted; what was done is reported');
  return simulationDocument(run.conclude(), { trace: true });
}

/** An engine that enforces fine order rejects what is cyclic there. */
export function isFineCyclic({ granularities }: SimulationDocument): boolean {
  const fine = granularities.fine;
  return fine !== undefined && 'cycle' in fine;
}
