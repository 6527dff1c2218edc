import type { Timing } from '../../model/timing/timing.ts';
import type { CyclicGranularity, EngineId, GranularityRun } from '../../simulate/simulation.ts';
import type { Chosen } from '../../study/chosen.ts';
import { type GainDocument, type GranularityDocument, RESULT_VERSION, type SimulationDocument } from '../result.ts';
import type { SensitivityDocument } from '../study-document.ts';
import { distributionDocument, roundBinWidth } from './distribution-document.ts';
import { networkDocument } from './network-document.ts';
import { timingDocuments } from './timing-documents.ts';

/** What was simulated, and how: the options that a reader needs to repeat it, and a run per granularity. */
export interface SimulationInput extends Chosen {
  readonly engine: EngineId;
  readonly seed: string;
  readonly replications: number;
  readonly workers: number | null;
  /** By the name that the document gives them: `fine`, `coarse`. */
  readonly granularities: Readonly<Record<string, GranularityRun | CyclicGranularity>>;
  /** Null when one of the two has no makespan. */
  readonly gain: GainDocument | null;
  readonly timings: ReadonlyMap<string, Timing>;
  /** By granularity, where they were asked for. */
  readonly sensitivities?: Readonly<Record<string, SensitivityDocument>>;
}

export interface SimulationDocumentOptions {
  /** Whether each granularity carries its schedule and the spread of its ends. Default true. */
  readonly trace?: boolean;
}

/** What `simulate` says, as plain data. The histograms of all granularities have bins of one width, so they compare. */
export function simulationDocument(
  input: SimulationInput,
  options: SimulationDocumentOptions = {},
): SimulationDocument {
  const runs = Object.values(input.granularities).filter((run): run is GranularityRun => 'samples' in run);
  const binWidth = commonBinWidth(runs.map(({ samples }) => samples));
  const granularities = Object.fromEntries(
    Object.entries(input.granularities).map(([name, run]) => [
      name,
      'cycle' in run
        ? { cycle: run.cycle }
        : {
            ...runDocument(run, binWidth, options.trace ?? true),
            ...(input.sensitivities?.[name] ? { sensitivity: input.sensitivities[name] } : {}),
          },
    ]),
  );
  return {
    version: RESULT_VERSION,
    engine: input.engine,
    seed: input.seed,
    replications: input.replications,
    workers: input.workers,
    ...(input.engineOptions ? { engineOptions: input.engineOptions } : {}),
    ...(input.policy ? { policy: input.policy } : {}),
    ...(input.mayFail ? { mayFail: input.mayFail } : {}),
    granularities,
    gain: input.gain,
    timings: timingDocuments(input.timings),
    notes: notesOf(input.granularities),
  };
}

/** A note that does not hold of every granularity says of which it does. */
function notesOf(granularities: SimulationInput['granularities']): readonly string[] {
  const runs = Object.entries(granularities).flatMap(([name, run]) => ('cycle' in run ? [] : [{ name, ...run }]));
  const noted = runs.flatMap(({ name, notes }) =>
    notes.map((note) => (runs.every((run) => run.notes.includes(note)) ? note : `${name}: ${note}`)),
  );
  return [...new Set(noted)];
}

function runDocument(run: GranularityRun, binWidth: number, trace: boolean): GranularityDocument {
  const { makespan, complete, critical, failedReplications } = run;
  const schedule = {
    trace: run.trace,
    ...(run.rerun ? { network: networkDocument(run.rerun) } : {}),
    ...(run.stacks ? { stacks: run.stacks } : {}),
    endQuantiles: [...run.endQuantiles].map(([task, [p10, p90]]) => ({ task, p10, p90 })),
  };
  return {
    makespan,
    complete,
    critical,
    failedReplications,
    ...(run.failures ? { failures: run.failures } : {}),
    probabilities: run.probabilities,
    bounds: run.bounds,
    ...(run.precision ? { precision: run.precision } : {}),
    distribution: distributionDocument(run.samples, binWidth),
    ...(trace ? schedule : {}),
  };
}

export function commonBinWidth(samples: readonly Float64Array[]): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const sample of samples) {
    for (const value of sample) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return roundBinWidth(high - low);
}
