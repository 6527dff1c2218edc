import type { Deployment } from '../model/deployment.ts';
import type { Timing } from '../model/timing/timing.ts';
import { type Prepared, prepare } from '../simulate/prepare.ts';
import { joinParts, RunInProgress, type RunPart } from '../simulate/run-in-progress.ts';
import { plannedOptions, SIMULATE_DEFAULTS } from '../simulate/simulate.ts';
import type { CyclicGranularity, EngineId, GranularityRun, SimulateOptions } from '../simulate/simulation.ts';
import { type Chosen, chosenOf } from './chosen.ts';
import { type CompareOptions, type Gain, gainOf } from './compare.ts';
import type { Sensitivity } from './outcome.ts';
import { sensitivityOf } from './sensitivity/sensitivity.ts';
import { rangeOf, type Shard, type StudyProgress } from './shard.ts';
import type { SensitivityRequest } from './study.ts';

export interface ComparisonRequest {
  readonly granularity: 'both' | 'fine' | 'coarse';
  readonly sensitivity?: SensitivityRequest | null;
  readonly shard?: Shard | null;
  readonly keepsParts?: boolean;
}

/** What a simulation at one or two granularities gives, with what a reader needs to repeat it. */
export interface ComparisonOutcome extends Chosen {
  readonly engine: EngineId;
  readonly seed: string;
  readonly replications: number;
  readonly workers: number | null;
  readonly granularities: Readonly<Record<string, GranularityRun | CyclicGranularity>>;
  readonly gain: Gain | null;
  readonly timings: ReadonlyMap<string, Timing>;
  readonly sensitivities: Readonly<Record<string, Sensitivity>>;
}

type Facts = Pick<ComparisonOutcome, 'engine' | 'seed' | 'workers' | keyof Chosen> & { readonly planned: number };

/** A part of a simulation, as plain data. */
export interface ComparisonPart {
  readonly facts: Facts;
  readonly names: readonly string[];
  /** By name; null for what was not begun. */
  readonly runs: readonly (RunPart | CyclicGranularity | null)[];
  readonly sensitivities: readonly (Sensitivity | null)[];
}

/** A simulation at the granularities asked for, that can be watched, interrupted, and taken up again. */
export class ComparisonInProgress {
  readonly #request: ComparisonRequest;
  readonly #options: SimulateOptions;
  readonly #facts: Facts;
  readonly #names: readonly string[];
  readonly #prepared: readonly (Prepared | CyclicGranularity)[];
  readonly #runs: readonly (RunInProgress | CyclicGranularity)[];
  readonly #sensitivities: (Sensitivity | null)[];

  /** @throws as `simulate` */
  constructor(deployment: Deployment, options: CompareOptions, request: ComparisonRequest) {
    const { coarse: level = 'host', ...given } = options;
    const planned = plannedOptions(given);
    const { shard = null, keepsParts = false } = request;
    this.#request = request;
    this.#options = planned;
    this.#facts = {
      engine: options.engine ?? SIMULATE_DEFAULTS.engine,
      seed: options.seed ?? SIMULATE_DEFAULTS.seed,
      workers: options.workers ?? null,
      ...chosenOf(options),
      planned: planned.replications ?? SIMULATE_DEFAULTS.replications,
    };
    this.#names = request.granularity === 'both' ? ['fine', 'coarse'] : [request.granularity];
    this.#prepared = this.#names.map((name) =>
      prepare(deployment, { ...planned, granularity: name === 'fine' ? 'fine' : level }),
    );
    this.#runs = this.#prepared.map((prepared) => {
      if ('cycle' in prepared) return prepared;
      return new RunInProgress(prepared, {
        threads: options.threads,
        keepsStretches: keepsParts,
        ...(shard ? { range: rangeOf(prepared.plan.replications, shard) } : { precision: options.precision }),
      });
    });
    this.#sensitivities = this.#names.map(() => null);
  }

  resume({ runs, sensitivities }: ComparisonPart): void {
    runs.forEach((part, at) => {
      const run = this.#runs[at];
      if (part && 'stretches' in part && run && !('cycle' in run)) run.resume(part.stretches);
    });
    sensitivities.forEach((one, at) => {
      this.#sensitivities[at] = one;
    });
  }

  *steps(): Generator<StudyProgress, void> {
    const { sensitivity, shard } = this.#request;
    const total = this.#runs.length * (sensitivity ? 2 : 1);
    for (const [at, run] of this.#runs.entries()) {
      if ('cycle' in run) continue;
      for (const { done, total: of } of run.steps()) yield { done: at + done / Math.max(1, of), total };
    }
    if (!sensitivity) return;
    for (const [at, prepared] of this.#prepared.entries()) {
      const isMine = !shard || at % shard.of === shard.index - 1;
      if ('cycle' in prepared || this.#sensitivities[at] || !isMine) continue;
      const steps = sensitivityOf(prepared, sensitivity);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        yield { done: this.#runs.length + at + step.value.done / step.value.total, total };
      }
      this.#sensitivities[at] = step.value;
    }
  }

  /** With what is done; a granularity of which nothing is done is left out. */
  conclude(): ComparisonOutcome {
    const runs = this.#runs.map((run) => ('cycle' in run ? run : run.done === 0 ? null : run.conclude()));
    const { names, timings } = { names: this.#names, timings: this.#options.timings };
    return outcomeOf({ facts: this.#facts, names, runs, sensitivities: this.#sensitivities }, timings);
  }

  part(): ComparisonPart {
    return {
      facts: this.#facts,
      names: this.#names,
      runs: this.#runs.map((run) => ('cycle' in run ? run : run.part())),
      sensitivities: this.#sensitivities,
    };
  }
}

/** The parts of all shards, in their order, as the simulation that they are parts of. */
export function joinComparisonParts(
  parts: readonly ComparisonPart[],
  timings: ReadonlyMap<string, Timing>,
): ComparisonOutcome {
  const { facts, names, runs } = parts[0] as ComparisonPart;
  const joined = runs.map((first, at) =>
    first === null || 'cycle' in first ? first : joinParts(parts.map((part) => part.runs[at] as RunPart)),
  );
  const sensitivities = names.map((_, at) => {
    return parts.map((part) => part.sensitivities[at] ?? null).find((one) => one !== null) ?? null;
  });
  return outcomeOf({ facts, names, runs: joined, sensitivities }, timings);
}

interface Concluded extends Omit<ComparisonPart, 'runs'> {
  readonly runs: readonly (GranularityRun | CyclicGranularity | null)[];
}

function outcomeOf(
  { facts: { planned, ...facts }, names, runs, sensitivities }: Concluded,
  timings: ReadonlyMap<string, Timing>,
): ComparisonOutcome {
  const granularities = Object.fromEntries(
    names.flatMap((name, at) => {
      const run = runs[at] ?? null;
      return run === null ? [] : [[name, run]];
    }),
  );
  const { fine, coarse } = granularities;
  const isPair = fine && coarse && !('cycle' in fine) && !('cycle' in coarse);
  const counts = Object.values(granularities).map((run) => ('cycle' in run ? planned : run.replications));
  return {
    ...facts,
    replications: counts.length === 0 ? planned : Math.max(...counts),
    granularities,
    gain: isPair ? gainOf(fine, coarse) : null,
    timings,
    sensitivities: Object.fromEntries(
      names.flatMap((name, at) => {
        const sensitivity = sensitivities[at] ?? null;
        return sensitivity === null ? [] : [[name, sensitivity]];
      }),
    ),
  };
}
