import { conclude, type FrameOptions, frameOf, type RunFrame } from './conclude.ts';
import type { DrawMemory } from './draws/draw-memory.ts';
import type { Prepared } from './prepare.ts';
import type { Threads } from './replications/crew.ts';
import { Replicator, type Stretch } from './replications/replicator.ts';
import { Tally } from './replications/tally.ts';
import type { GranularityRun } from './simulation.ts';
import { demandPrecision, firstLook, nextLook, type Precision } from './statistics/precision.ts';

export interface RunOptions extends FrameOptions {
  readonly threads?: Threads | undefined;
  /** What runs after one another share. */
  readonly memory?: DrawMemory | null;
  /** Looks at the sample and stops when it is precise enough; never with a range. */
  readonly precision?: Precision | undefined;
  /** Which replications; default all of the plan. */
  readonly range?: { readonly first: number; readonly end: number };
  /** Whether what the replications gave is kept as it came, to be written into a part. Default false. */
  readonly keepsStretches?: boolean;
}

/** A part of a run, as plain data. Parts whose ranges join make the whole run. */
export interface RunPart {
  readonly frame: RunFrame;
  /** Of the whole run. */
  readonly replications: number;
  readonly first: number;
  readonly end: number;
  /** In order, from `first` on; they reach `end` unless it was interrupted. */
  readonly stretches: readonly Stretch[];
}

/**
 * A run that can be watched, interrupted, and taken up again: after each step it can be concluded with what is done.
 *
 * @example
 * const run = new RunInProgress(prepared, {});
 * for (const { done, total } of run.steps()) if (isEnough(done, total)) break;
 * run.conclude().makespan?.mean;
 */
export class RunInProgress {
  readonly frame: RunFrame;
  readonly #prepared: Prepared;
  readonly #options: RunOptions;
  readonly #tally: Tally;
  readonly #stretches: Stretch[] = [];
  readonly #pending: Stretch[] = [];
  readonly #first: number;
  readonly #end: number;
  #at: number;

  constructor(prepared: Prepared, options: RunOptions) {
    const { replications, input } = prepared.plan;
    if (options.precision) demandPrecision(options.precision);
    this.#prepared = prepared;
    this.#options = options;
    this.frame = frameOf(prepared, options);
    const tracksAll = input.engine === null && input.isTracked.every((tracked) => tracked === 1);
    this.#tally = new Tally({ taskCount: input.taskCount, replications, keepsEnds: this.frame.keepsEnds, tracksAll });
    this.#first = options.range?.first ?? 0;
    this.#end = options.range?.end ?? replications;
    this.#at = this.#first;
  }

  /** Replications done. */
  get done(): number {
    return this.#at - this.#first;
  }

  /** Takes up what an interrupted run of the same plan and range had done. */
  resume(stretches: readonly Stretch[]): void {
    // A precision looks at the sample at certain counts, so what was done is looked at again on the way.
    if (this.#options.precision) this.#pending.push(...stretches);
    else for (const stretch of stretches) this.#take(stretch);
  }

  /** Runs on to the end of the range, or until the sample is precise enough. */
  *steps(): Generator<{ readonly done: number; readonly total: number }, void> {
    const { threads, precision, memory = null } = this.#options;
    const { plan, drawnDurations } = this.#prepared;
    const replicator = new Replicator(plan, {
      durations: drawnDurations,
      threads,
      memory,
      keepsEnds: this.frame.keepsEnds,
    });
    try {
      let look: number | null = precision ? firstLook(precision) : this.#end;
      while (look !== null) {
        const to: number = Math.min(look, this.#end);
        while (this.#pending[0] && this.#pending[0].first < to) this.#take(this.#pending.shift() as Stretch);
        const room = this.#first === 0 ? this.#tally.ends.room : null;
        for (const stretch of replicator.run(this.#at, Math.max(0, to - this.#at), room)) {
          this.#take(stretch);
          yield { done: this.done, total: to - this.#first };
        }
        look = precision && to < this.#end ? nextLook(precision, this.#tally.makespans.summary(), this.#at) : null;
      }
    } finally {
      replicator.close();
    }
  }

  conclude(): GranularityRun {
    return conclude(this.frame, this.#tally, this.#options.precision);
  }

  part(): RunPart {
    const { replications } = this.#prepared.plan;
    return { frame: this.frame, replications, first: this.#first, end: this.#end, stretches: this.#stretches };
  }

  #take(stretch: Stretch): void {
    this.#tally.add(stretch.result);
    if (this.#options.keepsStretches) this.#stretches.push(stretch);
    this.#at = stretch.first + stretch.count;
  }
}

/** Parts in the order of their replications, none missing and none twice, as the run that they are parts of. */
export function joinParts(parts: readonly RunPart[]): GranularityRun {
  const { frame, replications } = parts[0] as RunPart;
  const tally = new Tally({ taskCount: frame.taskIds.length, replications, keepsEnds: frame.keepsEnds });
  for (const { stretches } of parts) for (const { result } of stretches) tally.add(result);
  return conclude(frame, tally);
}
