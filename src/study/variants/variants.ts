import { DeploymentBuilder } from '../../model/builder.ts';
import type { Deployment } from '../../model/deployment.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Timing } from '../../model/timing/timing.ts';
import { engines } from '../../simulate/engines/index.ts';
import { EngineSettings } from '../../simulate/engines/settings.ts';
import { type Prepared, prepare, Structures } from '../../simulate/prepare.ts';
import { type CyclicGranularity, SIMULATE_DEFAULTS, type SimulateOptions } from '../../simulate/simulation.ts';
import { type Changes, StudyFault } from '../study.ts';
import { changeDependencies } from './change-dependencies.ts';
import { changeDurations, tasksOf } from './change-durations.ts';
import { namedTasks } from './match-names.ts';

type Path = readonly (string | number)[];

/** The options of the base, and how other deployments come about. */
export interface VariantSource {
  readonly options: Omit<SimulateOptions, 'timings'>;
  readonly timingsOf: (deployment: Deployment) => ReadonlyMap<string, Timing>;
  /** Loads the template again with other parameters. @throws StudyFault or what its caller understands */
  readonly reload?: ((parameters: Readonly<Record<string, string>>) => Deployment) | undefined;
}

/** A deployment and how it is simulated. */
export interface Variant {
  readonly deployment: Deployment;
  readonly options: SimulateOptions;
}

/** Makes variants of a deployment; what several have in common is made once. */
export class Variants {
  readonly #deployment: Deployment;
  readonly #source: VariantSource;
  readonly #deployments = new Map<string, Deployment>();
  readonly #timings = new WeakMap<Deployment, ReadonlyMap<string, Timing>>();
  readonly #structures = new Structures();

  constructor(deployment: Deployment, source: VariantSource) {
    this.#deployment = deployment;
    this.#source = source;
  }

  /** @throws StudyFault at a place below `at` */
  of(changes: Changes, at: Path): Variant {
    const { options } = this.#source;
    const deployment = this.#deploymentOf(changes, at);
    const engine = changes.engine ?? options.engine ?? SIMULATE_DEFAULTS.engine;
    const keepsOptions = engine === (options.engine ?? SIMULATE_DEFAULTS.engine);
    const engineOptions = { ...(keepsOptions ? options.engineOptions : {}), ...changes.engineOptions };
    checkEngine(engine, engineOptions, at);
    const tasks = tasksOf(deployment);
    const failures = new Map(options.failures);
    for (const { value, tasks: named } of namedTasks(changes.failures ?? {}, tasks, [...at, 'failures'])) {
      for (const task of named) failures.set(task, value);
    }
    const granularity = changes.granularity ?? options.granularity ?? SIMULATE_DEFAULTS.granularity;
    return {
      deployment,
      options: {
        ...options,
        engine,
        engineOptions,
        granularity: granularity === 'coarse' ? 'host' : granularity,
        policy: changes.policy ?? options.policy ?? 'engine',
        countUntracked: changes.countUntracked ?? options.countUntracked ?? false,
        workers: changes.workers === undefined ? (options.workers ?? null) : changes.workers,
        failures,
        timings: changeDurations(this.#timingsOf(deployment), changes, { tasks, at }),
      },
    };
  }

  prepare({ deployment, options }: Variant): Prepared | CyclicGranularity {
    return prepare(deployment, options, { structures: this.#structures });
  }

  #timingsOf(deployment: Deployment): ReadonlyMap<string, Timing> {
    const known = this.#timings.get(deployment) ?? this.#source.timingsOf(deployment);
    this.#timings.set(deployment, known);
    return known;
  }

  /** What changes the structure of a deployment; equal changes give one and the same deployment. */
  #deploymentOf({ parameters, dependencies, pools, hosts }: Changes, at: Path): Deployment {
    if (!parameters && !dependencies && !pools && !hosts) return this.#deployment;
    const key = JSON.stringify([parameters, dependencies, pools, hosts]);
    const known = this.#deployments.get(key);
    if (known) return known;
    let deployment = parameters ? this.#reloaded(parameters, at) : this.#deployment;
    if (dependencies) deployment = changeDependencies(deployment, dependencies, [...at, 'dependencies']);
    if (pools) deployment = withPools(deployment, pools, [...at, 'pools']);
    if (hosts) deployment = withHosts(deployment, hosts, [...at, 'hosts']);
    this.#deployments.set(key, deployment);
    return deployment;
  }

  #reloaded(parameters: Readonly<Record<string, string>>, at: Path): Deployment {
    const key = JSON.stringify([parameters]);
    const { reload } = this.#source;
    if (!reload) throw new StudyFault([...at, 'parameters'], 'parameters need the template to be loaded again');
    const deployment = this.#deployments.get(key) ?? reload(parameters);
    this.#deployments.set(key, deployment);
    return deployment;
  }
}

function checkEngine(engine: keyof typeof engines, engineOptions: Readonly<Record<string, string>>, at: Path): void {
  try {
    // An engine checks its settings when it is asked for its rules; of nothing, these are soon made.
    const nothing = new DeploymentBuilder({ file: '', format: '', version: '' }).build();
    engines[engine].rules(nothing, new EngineSettings(engines[engine], engineOptions));
  } catch (error) {
    if (error instanceof RangeError) throw new StudyFault([...at, 'engineOptions'], error.message);
    throw error;
  }
}

function withPools(deployment: Deployment, pools: Readonly<Record<string, number | null>>, at: Path): Deployment {
  const changed = new Map(deployment.pools);
  for (const [id, capacity] of Object.entries(pools)) {
    const pool = changed.get(id);
    if (!pool) throw new StudyFault([...at, id], `${noSuch('pool', id, [...changed.keys()])}`);
    if (capacity === null) changed.delete(id);
    else changed.set(id, { ...pool, capacity: demandCapacity(capacity, [...at, id]) });
  }
  return { ...deployment, pools: changed };
}

function withHosts(deployment: Deployment, hosts: Readonly<Record<string, number | null>>, at: Path): Deployment {
  const changed = new Map(deployment.groups);
  const known = [...changed.values()].filter(({ host }) => host !== null);
  for (const [id, capacity] of Object.entries(hosts)) {
    const group = known.find((one) => one.id === id);
    const names = known.map((one) => one.id);
    if (!group?.host) throw new StudyFault([...at, id], noSuch('host', id, names));
    if (group.host.order === 'listed') {
      throw new StudyFault([...at, id], `the components of '${id}' run in the order of their list, one after another`);
    }
    const host = { ...group.host, capacity: capacity === null ? null : demandCapacity(capacity, [...at, id]) };
    changed.set(id, { ...group, host });
  }
  return { ...deployment, groups: changed };
}

function demandCapacity(capacity: number, at: Path): number {
  if (Number.isSafeInteger(capacity) && capacity >= 1) return capacity;
  throw new StudyFault(at, `a capacity is 1, 2, 3, … or none, not ${capacity}`);
}

function noSuch(noun: string, id: string, known: readonly string[]): string {
  const hint = didYouMean(id, known) || (known.length === 0 ? '' : `; there are ${known.slice(0, 5).join(', ')}`);
  return `the template has no ${noun} '${id}'${hint}`;
}
