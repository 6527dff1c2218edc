import { criticalPath } from '../../simulate/explain/critical-path.ts';
import { EventKernel } from '../../simulate/kernel/event-kernel.ts';
import { LongestPathKernel } from '../../simulate/kernel/longest-path-kernel.ts';
import { isPlain, type Network } from '../../simulate/kernel/network.ts';
import type { Prepared } from '../../simulate/prepare.ts';
import { EngineChances } from '../../simulate/replications/engine-chances.ts';

/** The makespan of one replication, and what it would be if a single duration were another. NaN when not completed. */
export interface Response {
  /** Runs a replication with its own times; what is asked afterwards is about this one. */
  readonly run: (replication: number, durations: Float64Array) => number;
  /** The tasks of its critical path. */
  readonly critical: () => readonly number[];
  /** The makespan if the task took so many seconds instead. */
  readonly with: (task: number, seconds: number) => number;
}

export function responseOf(prepared: Prepared): Response {
  const { network } = prepared.plan.input;
  return isPlain(network) && prepared.failing.length === 0
    ? new LongestPathResponse(network, prepared.plan.input.taskCount)
    : new EventResponse(prepared);
}

/**
 * Without limits and signals the makespan is max(M₀, B + d) in each duration d: M₀ is the longest way with d = 0, B the
 * longest way through the task without its own time. B comes from one pass forward and one back for all tasks at once;
 * M₀ is the makespan itself unless the task is critical, and then one pass more, from the task on.
 */
class LongestPathResponse implements Response {
  readonly #network: Network;
  readonly #taskCount: number;
  readonly #kernel: LongestPathKernel;
  readonly #place: Int32Array;
  readonly #tail: Float64Array;
  readonly #end: Float64Array;
  /** M₀ of each task that was asked about; NaN when it is not known yet. */
  readonly #without: Float64Array;
  #durations: Float64Array = new Float64Array(0);

  constructor(network: Network, taskCount: number) {
    this.#network = network;
    this.#taskCount = taskCount;
    this.#kernel = new LongestPathKernel(network);
    this.#place = new Int32Array(network.nodeCount);
    network.order.forEach((node, place) => {
      this.#place[node] = place;
    });
    this.#tail = new Float64Array(network.nodeCount);
    this.#end = new Float64Array(network.nodeCount);
    this.#without = new Float64Array(network.nodeCount);
  }

  run(_replication: number, durations: Float64Array): number {
    const { order, outStart, outNode } = this.#network;
    this.#durations = durations;
    this.#kernel.run(durations);
    this.#without.fill(Number.NaN);
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const node = order[at] as number;
      let longest = 0;
      for (let edge = outStart[node] as number; edge < (outStart[node + 1] as number); edge += 1) {
        const next = outNode[edge] as number;
        longest = Math.max(longest, (durations[next] as number) + (this.#tail[next] as number));
      }
      this.#tail[node] = longest;
    }
    return this.#kernel.horizon;
  }

  critical(): readonly number[] {
    return criticalPath(this.#network, this.#kernel, this.#taskCount).filter((node) => node < this.#taskCount);
  }

  with(task: number, seconds: number): number {
    const { horizon, ready } = this.#kernel;
    const through = (ready[task] as number) + (this.#tail[task] as number);
    const isCritical = through + (this.#durations[task] as number) >= horizon * (1 - 1e-12);
    if (!isCritical) return Math.max(horizon, through + seconds);
    if (Number.isNaN(this.#without[task])) this.#without[task] = this.#makespanWithout(task);
    return Math.max(this.#without[task] as number, through + seconds);
  }

  /** Only what comes after the task in the order can end otherwise. */
  #makespanWithout(task: number): number {
    const { order, inStart, inNode } = this.#network;
    this.#end.set(this.#kernel.end);
    let horizon = 0;
    for (let at = 0; at < order.length; at += 1) {
      const node = order[at] as number;
      if (at >= (this.#place[task] as number)) {
        let latest = 0;
        for (let edge = inStart[node] as number; edge < (inStart[node + 1] as number); edge += 1) {
          latest = Math.max(latest, this.#end[inNode[edge] as number] as number);
        }
        this.#end[node] = latest + (node === task ? 0 : (this.#durations[node] as number));
      }
      horizon = Math.max(horizon, this.#end[node] as number);
    }
    return horizon;
  }
}

/** Everything else is run again, on the same draws of all that is left to chance. */
export class EventResponse implements Response {
  readonly #prepared: Prepared;
  readonly #chances: EngineChances;
  readonly #kernel: EventKernel;
  readonly #durations: Float64Array;
  #replication = 0;
  #given: Float64Array = new Float64Array(0);

  /** @param capacities of the pools, where they are other than the plan's */
  constructor(prepared: Prepared, capacities?: Int32Array) {
    const { input, seed } = prepared.plan;
    const network = capacities ? { ...input.network, poolCapacity: capacities } : input.network;
    this.#prepared = prepared;
    this.#chances = new EngineChances({ ...input, network }, seed);
    this.#kernel = new EventKernel(this.#chances.network);
    this.#durations = new Float64Array(network.nodeCount);
  }

  run(replication: number, durations: Float64Array): number {
    this.#replication = replication;
    this.#given = durations;
    return this.#makespan(-1, 0);
  }

  critical(): readonly number[] {
    const { taskCount, network, engine } = this.#prepared.plan.input;
    const firstEarly = network.nodeCount - (engine?.earlyOf.length ?? 0);
    return criticalPath(this.#chances.network, this.#kernel, taskCount)
      .map((node) => (node < firstEarly ? node : (engine?.earlyOf[node - firstEarly] as number)))
      .filter((node) => node < taskCount);
  }

  with(task: number, seconds: number): number {
    return this.#makespan(task, seconds);
  }

  #makespan(task: number, seconds: number): number {
    const { taskCount, network } = this.#prepared.plan.input;
    this.#durations.set(this.#given);
    if (task >= 0) this.#durations[task] = seconds;
    this.#chances.fill(this.#replication, this.#durations);
    this.#kernel.run(this.#durations);
    if (this.#kernel.doneCount !== network.nodeCount) return Number.NaN;
    let makespan = 0;
    for (let node = 0; node < taskCount; node += 1) makespan = Math.max(makespan, this.#kernel.end[node] as number);
    return makespan;
  }
}
