import { DrawMemory } from '../simulate/draws/draw-memory.ts';
import type { Threads } from '../simulate/replications/crew.ts';
import { joinParts, RunInProgress, type RunPart } from '../simulate/run-in-progress.ts';
import type { CyclicGranularity, GranularityRun } from '../simulate/simulation.ts';
import { concludeStudy, type FinishedRun, keptOf } from './conclude-study.ts';
import type { Sensitivity, StudyOutcome, TargetOutcome } from './outcome.ts';
import type { StudyOutline, StudyPlan } from './plan-study.ts';
import { sensitivityOf } from './sensitivity/sensitivity.ts';
import { rangeOf, type Shard, type StudyProgress } from './shard.ts';
import { searchTarget } from './sweeps/search-target.ts';
import type { Variant } from './variants/variants.ts';

export interface StudyRunOptions {
  readonly threads?: Threads | undefined;
  /** Its range of the replications of each run, and its share of the searches. */
  readonly shard?: Shard | null;
  /** Whether what the runs gave is kept as it came, to be written into a part. Default false. */
  readonly keepsParts?: boolean;
}

/** A part of a study, as plain data: parts of all shards make the whole. */
export interface StudyPart {
  readonly outline: StudyOutline;
  /** In the order of the plan; null for what was not begun. */
  readonly runs: readonly (RunPart | CyclicGranularity | null)[];
  /** By place among the targets; null for what another shard does, or what is not done. */
  readonly targets: readonly (TargetOutcome | null)[];
  readonly sensitivity: Sensitivity | null;
}

/**
 * A study that can be watched, interrupted, and taken up again: after each step it can be concluded with what is done.
 */
export class StudyInProgress {
  readonly #plan: StudyPlan;
  readonly #options: StudyRunOptions;
  readonly #finished: (FinishedRun | null)[];
  readonly #parts: (RunPart | CyclicGranularity | null)[];
  readonly #targets: (TargetOutcome | null)[];
  readonly #memory = new DrawMemory();
  #sensitivity: Sensitivity | null = null;
  #current: { readonly at: number; readonly run: RunInProgress } | null = null;

  constructor(plan: StudyPlan, options: StudyRunOptions = {}) {
    this.#plan = plan;
    this.#options = options;
    this.#finished = plan.runs.map(() => null);
    this.#parts = plan.runs.map(() => null);
    this.#targets = plan.targets.map(() => null);
  }

  /** Takes up what an interrupted study of the same plan and shard had done. */
  resume({ runs, targets, sensitivity }: StudyPart): void {
    runs.forEach((part, at) => {
      this.#parts[at] = part;
    });
    targets.forEach((outcome, at) => {
      this.#targets[at] = outcome;
    });
    this.#sensitivity = sensitivity;
  }

  *steps(): Generator<StudyProgress, void> {
    const { runs, targets } = this.#plan;
    const total = runs.length + targets.length + (this.#doesSensitivity() ? 1 : 0);
    let before = 0;
    const scaled = function* (steps: Generator<StudyProgress, void>): Generator<StudyProgress, void> {
      for (const { done, total: of } of steps) yield { done: before + done / Math.max(1, of), total };
      before += 1;
    };
    for (const [at, variant] of runs.entries()) yield* scaled(this.#run(at, variant()));
    for (const at of targets.keys()) yield* scaled(this.#search(at));
    if (this.#doesSensitivity()) yield* scaled(this.#sense());
  }

  /** With what is done: a run under way counts with the replications it has. */
  conclude(): StudyOutcome {
    const finished = [...this.#finished];
    if (this.#current && this.#current.run.done > 0) {
      finished[this.#current.at] = keptOf(this.#current.run.conclude(), finished[0] ?? null, this.#keepsSamples());
    }
    return concludeStudy(this.#plan.outline, {
      runs: finished,
      targets: this.#targets,
      sensitivity: this.#sensitivity,
    });
  }

  part(): StudyPart {
    const runs = [...this.#parts];
    if (this.#current) runs[this.#current.at] = this.#current.run.part();
    return { outline: this.#plan.outline, runs, targets: this.#targets, sensitivity: this.#sensitivity };
  }

  *#run(at: number, variant: Variant): Generator<StudyProgress, void> {
    const prepared = this.#plan.prepare(variant);
    if ('cycle' in prepared) {
      this.#finished[at] = prepared;
      this.#parts[at] = prepared;
      return;
    }
    const range = rangeOf(prepared.plan.replications, this.#options.shard ?? null);
    const run = new RunInProgress(prepared, {
      threads: this.#options.threads,
      memory: this.#memory,
      trace: false,
      keepsStretches: this.#options.keepsParts ?? false,
      ...(this.#options.shard ? { range } : { precision: variant.options.precision }),
    });
    const earlier = this.#parts[at];
    if (earlier && 'stretches' in earlier) run.resume(earlier.stretches);
    this.#current = { at, run };
    yield* run.steps();
    this.#current = null;
    if (this.#options.keepsParts) this.#parts[at] = run.part();
    this.#finished[at] = keptOf(run.conclude(), this.#finished[0] ?? null, this.#keepsSamples() || at === 0);
  }

  *#search(at: number): Generator<StudyProgress, void> {
    const target = this.#plan.targets[at];
    if (!target || this.#targets[at] || !this.#isMine(at)) return;
    const plan = this.#plan;
    const { threads } = this.#options;
    const memory = this.#memory;
    const measure = function* (variant: Variant): Generator<
      StudyProgress,
      {
        readonly run: GranularityRun;
        readonly prepared: Exclude<ReturnType<StudyPlan['prepare']>, CyclicGranularity>;
      } | null
    > {
      const prepared = plan.prepare(variant);
      if ('cycle' in prepared) return null;
      const run = new RunInProgress(prepared, { threads, memory, trace: false, precision: variant.options.precision });
      for (const _step of run.steps()) yield { done: 0.5, total: 1 };
      return { run: run.conclude(), prepared };
    };
    this.#targets[at] = yield* searchTarget(target, measure);
  }

  *#sense(): Generator<StudyProgress, void> {
    const { sensitivity } = this.#plan.study;
    const prepared = this.#plan.prepare((this.#plan.runs[0] as () => Variant)());
    if (this.#sensitivity || 'cycle' in prepared) return;
    this.#sensitivity = yield* sensitivityOf(prepared, typeof sensitivity === 'object' ? sensitivity : {});
  }

  #doesSensitivity(): boolean {
    return Boolean(this.#plan.study.sensitivity) && this.#isMine(this.#plan.targets.length);
  }

  /** What cannot be cut goes to the shards in turn. */
  #isMine(place: number): boolean {
    const { shard } = this.#options;
    return !shard || place % shard.of === shard.index - 1;
  }

  #keepsSamples(): boolean {
    return this.#current === null || this.#plan.outline.scenarios.some(({ run }) => run === this.#current?.at);
  }
}

/** The parts of all shards, in their order, as the study that they are parts of. */
export function joinStudyParts(parts: readonly StudyPart[]): StudyOutcome {
  const { outline, runs } = parts[0] as StudyPart;
  const finished: (FinishedRun | null)[] = [];
  runs.forEach((first, at) => {
    if (first === null || 'cycle' in first) finished.push(first);
    else {
      const run = joinParts(parts.map((part) => part.runs[at] as RunPart));
      finished.push(keptOf(run, finished[0] ?? null, at === 0 || outline.scenarios.some((one) => one.run === at)));
    }
  });
  return concludeStudy(outline, {
    runs: finished,
    targets: Array.from({ length: outline.targets }, (_, at) =>
      firstOf(parts.map(({ targets }) => targets[at] ?? null)),
    ),
    sensitivity: firstOf(parts.map(({ sensitivity }) => sensitivity)),
  });
}

function firstOf<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}
