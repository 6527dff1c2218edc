import type { Deployment } from '../model/deployment.ts';
import type { Duration } from '../model/durations/duration.ts';
import { type CompiledDeployment, compile } from './compile/compile.ts';
import { existing } from './compile/existing.ts';
import { withPolicy } from './compile/policy.ts';
import { type PlannedFailure, plannedFailures } from './compile/trials.ts';
import { engines } from './engines/index.ts';
import { EngineSettings } from './engines/settings.ts';
import type { KernelId, ReplicationPlan } from './replications/replication-plan.ts';
import { type CyclicGranularity, SIMULATE_DEFAULTS, type SimulateOptions } from './simulation.ts';

/** A deployment at one granularity, ready to be run: all that its replications depend on. */
export interface Prepared {
  readonly granularity: NonNullable<SimulateOptions['granularity']>;
  readonly compiled: CompiledDeployment;
  readonly plan: ReplicationPlan;
  /** By task, in the order of `compiled.taskIds`. */
  readonly durations: readonly Duration[];
  /** Of `plan.drawn`. */
  readonly drawnDurations: readonly Duration[];
  readonly failing: readonly PlannedFailure[];
  readonly notes: readonly string[];
  /** The tasks whose time is merely assumed. */
  readonly assumed: ReadonlySet<string>;
}

/** A compiled structure: what does not depend on how long tasks take. */
export interface Structure {
  readonly compiled: CompiledDeployment | { readonly cycle: readonly string[] };
  readonly notes: readonly string[];
}

/** More structures than this at once are worked out again: a sweep over workers needs each only once. */
const MOST_STRUCTURES = 64;

/** Remembers the last structures, so that many runs which differ in times only compile once. */
export class Structures {
  readonly #numbers = new WeakMap<Deployment, number>();
  readonly #known = new Map<string, Structure>();
  #count = 0;

  of(deployment: Deployment, options: SimulateOptions): Structure {
    const { engine, engineOptions, granularity, workers, countUntracked, policy } = options;
    const number = this.#numbers.get(deployment) ?? this.#count++;
    this.#numbers.set(deployment, number);
    const key = JSON.stringify([number, engine, engineOptions, granularity, workers, countUntracked, policy]);
    const structure = this.#known.get(key) ?? compileStructure(deployment, options);
    this.#known.delete(key);
    this.#known.set(key, structure);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > MOST_STRUCTURES && oldest !== undefined) this.#known.delete(oldest);
    return structure;
  }
}

export interface PrepareOptions {
  /** Null lets the network choose. */
  readonly kernel?: KernelId | null;
  readonly structures?: Structures;
}

/**
 * @throws RangeError when an option is out of range, Error when a task has no timing (see `resolveTimings`)
 * @returns the shortest cycle when the order at this granularity is cyclic
 */
export function prepare(
  deployment: Deployment,
  options: SimulateOptions,
  { kernel = null, structures }: PrepareOptions = {},
): Prepared | CyclicGranularity {
  const granularity = options.granularity ?? SIMULATE_DEFAULTS.granularity;
  const replications = options.replications ?? SIMULATE_DEFAULTS.replications;
  demandCount(replications, 'replications');
  if (options.workers != null) demandCount(options.workers, 'workers');
  const structure = structures?.of(deployment, options) ?? compileStructure(deployment, options);
  if ('cycle' in structure.compiled) return { granularity, cycle: structure.compiled.cycle };
  const timed = structure.compiled.taskIds.map((task, node) => {
    const timing = options.timings.get(task);
    if (!timing) throw new Error(`task '${task}' has no timing`);
    return { node, task, duration: timing.duration };
  });
  const medians = new Float64Array(structure.compiled.network.nodeCount);
  for (const { node, duration } of timed) medians[node] = duration.quantile(0.5);
  const compiled = withPolicy(structure.compiled, options.policy ?? 'engine', medians);
  const { network, taskIds, isTracked, wholeNode, earlyOf, variation } = compiled;
  const failing = plannedFailures(options.failures, timed, { reruns: network.conduct?.flows !== undefined });
  const drawn = timed.filter(({ duration }) => duration.minimumSeconds < duration.maximumSeconds);
  return {
    granularity,
    compiled,
    plan: {
      input: {
        network,
        taskCount: taskIds.length,
        isTracked,
        constants: medians,
        engine: network.conduct || failing.length > 0 ? { wholeNode, earlyOf, variation, failing } : null,
      },
      seed: options.seed ?? SIMULATE_DEFAULTS.seed,
      drawn: drawn.map(({ node, task, duration }) => ({ node, task, expression: duration.expression })),
      replications,
      kernel,
    },
    durations: timed.map(({ duration }) => duration),
    drawnDurations: drawn.map(({ duration }) => duration),
    failing,
    notes: structure.notes,
    assumed: new Set(taskIds.filter((task) => options.timings.get(task)?.origin === 'assumed')),
  };
}

function compileStructure(deployment: Deployment, options: SimulateOptions): Structure {
  const part = existing(deployment);
  const engine = engines[options.engine ?? SIMULATE_DEFAULTS.engine];
  const rules = engine.rules(part.deployment, new EngineSettings(engine, options.engineOptions ?? {}));
  const compiled = compile(part.deployment, {
    granularity: options.granularity ?? SIMULATE_DEFAULTS.granularity,
    rules,
    workers: options.workers ?? null,
    countUntracked: options.countUntracked ?? false,
  });
  const notes = 'cycle' in compiled ? [] : [...part.notes, ...rules.notes, ...compiled.notes];
  return { compiled, notes };
}

function demandCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} must be 1, 2, 3, …, not ${value}`);
}
