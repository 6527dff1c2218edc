import { compileDigraph, type Digraph } from '../graph/digraph.ts';
import type { Environment } from '../model/condition.ts';
import type { Deployment } from '../model/deployment.ts';
import { type OrderOptions, type TaskOrder, taskOrder } from '../model/granularity.ts';
import { type Granularity, unitOf } from '../model/groups.ts';
import { resolveTimings } from '../model/timing/resolve-timings.ts';
import type { Timing, TimingOptions } from '../model/timing/timing.ts';
import { isUnknown } from '../model/unknown.ts';
import { type CircleReport, findCircles } from './circles.ts';
import { type CoarseView, coarseView } from './coarse-view.ts';
import { type ConditionalGraph, compileResources, compileTasks } from './conditional-graph.ts';

/** A level of groups at which order may be enforced. */
export type CoarseLevel = Exclude<Granularity, 'fine'>;

/** A granularity's order with its compiled graph. */
export interface CompiledOrder extends TaskOrder {
  readonly digraph: Digraph;
}

export interface FactsOptions {
  /** The revision that is deployed now: rules about updates compare the two. */
  readonly previous?: Deployment;
  /** What the user says of durations: rules about timeouts use them. */
  readonly timing?: TimingOptions;
}

/**
 * What rules may ask of a deployment; each fact is computed at first use and remembered, so no rule depends on
 * another.
 */
export class Facts {
  readonly deployment: Deployment;
  /** The revision that is deployed now; null when the deployment is new. */
  readonly previous: Deployment | null;
  readonly #timing: TimingOptions;
  readonly #remembered = new Map<string, unknown>();

  constructor(deployment: Deployment, options: FactsOptions = {}) {
    this.deployment = deployment;
    this.previous = options.previous ?? null;
    this.#timing = options.timing ?? {};
  }

  /** How long each task takes and where that is from. */
  get timings(): ReadonlyMap<string, Timing> {
    return this.remember('timings', () => resolveTimings(this.deployment, this.#timing));
  }

  /** The named conditions that the chosen parameters decide. */
  get environment(): Environment {
    return this.remember('environment', () => {
      const decided = new Map<string, boolean>();
      for (const { name, value } of this.deployment.conditions.values())
        if (!isUnknown(value)) decided.set(name, value);
      return decided;
    });
  }

  /** The graph as the orchestrator sees it. */
  get resources(): ConditionalGraph {
    return this.remember('resources', () => compileResources(this.deployment));
  }

  /** The fine graph. */
  get tasks(): ConditionalGraph {
    return this.remember('tasks', () => compileTasks(this.deployment));
  }

  /** Dependencies that run in a cycle, in either graph, each once. */
  get circles(): CircleReport {
    return this.remember('circles', () => findCircles(this));
  }

  /** The levels at which groups differ: without a nested stack, stacks are but hosts. */
  get levels(): readonly CoarseLevel[] {
    const hasStack = [...this.deployment.groups.values()].some(({ kind }) => kind === 'stack');
    return hasStack ? ['host', 'stack'] : ['host'];
  }

  /** By node of `tasks`: the group that acts as one at a level. */
  units(level: CoarseLevel): readonly string[] {
    return this.remember(`units of ${level}`, () => this.tasks.ids.map((id) => unitOf(this.deployment, id, level)));
  }

  /** The groups of a level, what orders them, and which component dependencies make each arrow. */
  coarse(level: CoarseLevel): CoarseView {
    return this.remember(`coarse ${level}`, () => coarseView(this, level));
  }

  /** The order that a granularity enforces. */
  order(granularity: Granularity, options: OrderOptions = {}): CompiledOrder {
    return this.remember(`order ${granularity} ${options.countUntracked === true}`, () => {
      const order = taskOrder(this.deployment, granularity, options);
      return { ...order, digraph: compileDigraph(order.nodeCount, order.from, order.to) };
    });
  }

  /** The tasks of each host, by the host's id, in template order. */
  get tasksOfHost(): ReadonlyMap<string, readonly string[]> {
    return this.remember('tasks of host', () => {
      const hosts = new Map<string, string[]>();
      for (const group of this.deployment.groups.values()) if (group.kind === 'host') hosts.set(group.id, []);
      this.deployment.tasks.forEachNode((id, { group }) => hosts.get(group)?.push(id));
      return hosts;
    });
  }

  /**
   * Computes a fact at its first use. A fact that only one group of rules needs is made this way in their own folder.
   */
  remember<T>(name: string, compute: () => T): T {
    if (!this.#remembered.has(name)) this.#remembered.set(name, compute());
    return this.#remembered.get(name) as T;
  }
}
