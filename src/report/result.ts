import type { Evidence, Fix } from '../analyze/finding.ts';
import type { GroupKind, ReasonKind, TaskKind } from '../model/deployment.ts';
import type { Confidence, Severity } from '../model/diagnostic.ts';
import type { Span } from '../model/span.ts';
import type { TimingOrigin } from '../model/timing/timing.ts';
import type { Criticality, FailureSummary, SampleSummary, StackTrace, TraceEntry } from '../simulate/simulation.ts';
import type { Chosen } from '../study/chosen.ts';
import type {
  BoundsDocument,
  PrecisionDocument,
  ProbabilityDocument,
  SensitivityDocument,
  StudyDocument,
} from './study-document.ts';

/** The version of every document below; a change that breaks a reader raises it. */
export const RESULT_VERSION = 1;

/** What `makespan graph --format json` prints. */
export interface GraphDocument {
  readonly version: typeof RESULT_VERSION;
  readonly tasks: readonly GraphTask[];
  readonly dependencies: readonly GraphDependency[];
  readonly groups: readonly { readonly id: string; readonly kind: GroupKind; readonly parent: string | null }[];
  readonly handles: readonly GraphHandle[];
  readonly values: readonly GraphValue[];
  readonly unknowns: readonly { readonly cause: string; readonly span: Span | null }[];
  readonly diagnostics: readonly FindingDocument[];
}

export interface GraphTask {
  readonly id: string;
  readonly type: string;
  readonly kind: TaskKind | 'resource';
  readonly group: string;
  readonly tracked: boolean;
  /** Condition in words; absent when it always exists. */
  readonly when?: string;
  readonly span: Span;
}

export interface GraphDependency {
  readonly prerequisite: string;
  readonly dependent: string;
  readonly reasons: readonly {
    readonly kind: ReasonKind;
    readonly via: string;
    readonly value?: { readonly provided: string; readonly consumed: string };
    readonly when?: string;
    readonly span: Span;
  }[];
}

export interface GraphHandle {
  readonly id: string;
  readonly signals: readonly {
    readonly sender: string;
    readonly at: 'start' | 'end';
    readonly id: string | null;
    readonly span: Span;
  }[];
  readonly waits: readonly {
    readonly task: string;
    readonly count: number | null;
    readonly timeoutSeconds: number | null;
    readonly span: Span;
  }[];
  readonly span: Span;
}

export interface GraphValue {
  readonly name: string;
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
}

/** What `makespan check --format json` prints. */
export interface CheckDocument {
  readonly version: typeof RESULT_VERSION;
  readonly findings: readonly FindingDocument[];
  readonly summary: Readonly<Record<Severity, number>>;
  /** Findings that a comment or the baseline holds back, when they were asked for. */
  readonly suppressed?: readonly SuppressedFinding[];
}

export interface FindingDocument {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly file: string;
  /** 1 when there is no place in the file. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly related: readonly { readonly message: string; readonly span: Span }[];
  readonly evidence: readonly Evidence[];
  /** The keys that lead to the place in its file: `resources/server/depends_on`. It stays when lines move. */
  readonly path?: string;
  /** The environments under which it holds, when several were checked. */
  readonly environments?: readonly string[];
  /** What would mend it. */
  readonly fix?: Fix;
  /** Of a dependency: seconds that the deployment takes longer with it than without it, where that was measured. */
  readonly cost?: GainDocument;
}

export interface SuppressedFinding extends FindingDocument {
  readonly suppressedBy: { readonly kind: 'comment' | 'baseline'; readonly reason: string | null };
}

/** What `makespan simulate --format json` prints. Seconds everywhere. */
export interface SimulationDocument extends Chosen {
  readonly version: typeof RESULT_VERSION;
  readonly engine: string;
  readonly seed: string;
  readonly replications: number;
  readonly workers: number | null;
  readonly granularities: Readonly<Record<string, GranularityDocument>>;
  /** Paired differences coarse − fine on common random numbers; null when one of them has no makespan. */
  readonly gain: GainDocument | null;
  readonly timings: readonly TimingDocument[];
  readonly notes: readonly string[];
}

export type GranularityDocument =
  | { readonly cycle: readonly string[] }
  | {
      readonly makespan: SampleSummary | null;
      /** To the last tracked task: when the engine says COMPLETE. */
      readonly complete: SampleSummary | null;
      readonly critical: readonly Criticality[];
      readonly failedReplications: number;
      /** Why and when replications failed; absent when none did. */
      readonly failures?: FailureSummary;
      /** The schedule's stacks, where the engine runs them as wholes; the first is the deployment (`''`). */
      readonly stacks?: readonly StackTrace[];
      readonly distribution: DistributionDocument | null;
      readonly trace?: readonly TraceEntry[];
      readonly endQuantiles?: readonly { readonly task: string; readonly p10: number; readonly p90: number }[];
      readonly network?: NetworkDocument;
      /** Exact intervals of what went wrong; absent when nothing can. */
      readonly probabilities?: { readonly failed: ProbabilityDocument; readonly timedOut: ProbabilityDocument };
      readonly bounds?: BoundsDocument;
      /** When a precision was asked for. */
      readonly precision?: PrecisionDocument;
      /** When it was asked for. */
      readonly sensitivity?: SensitivityDocument;
    };

/**
 * What the kernel ran, so that a page can run it again with other durations: the arrays of `Network` by their names,
 * and each task's median in seconds. Null patience is without end; null gates means that there are none.
 */
export interface NetworkDocument {
  readonly tasks: readonly string[];
  readonly medians: readonly number[];
  readonly pools: readonly string[];
  readonly nodeCount: number;
  readonly arrays: Readonly<Record<string, readonly number[]>>;
  readonly gates: {
    readonly counterCount: number;
    readonly arrays: Readonly<Record<string, readonly (number | null)[]>>;
  } | null;
}

/** A sample as a histogram over equal bins, and as an empirical distribution on a grid of probabilities. */
export interface DistributionDocument {
  readonly binStart: number;
  readonly binWidth: number;
  readonly counts: readonly number[];
  /** Quantiles at 0 %, 1 %, …, 100 %. */
  readonly percentiles: readonly number[];
}

/** The mean of paired differences on common random numbers with its 95 % interval: coarse − fine, or with − without. */
export interface GainDocument {
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Over the mean of the longer: coarse, or with it; 0 … 1. */
  readonly relative: number;
}

export interface TimingDocument {
  readonly task: string;
  readonly duration: string;
  readonly meanSeconds: number;
  readonly origin: TimingOrigin;
  readonly source: string;
}

/** A template's text, so that a finding can be shown with its lines when the template is gone. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
}

/** A rule in two sentences: what is wrong, and what it costs. */
export interface RuleDocument {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
}

/** Everything printed or drawn comes from one of these: plain, versioned, JSON-safe. */
export interface Result {
  readonly version: typeof RESULT_VERSION;
  readonly tool: { readonly name: 'makespan'; readonly version: string };
  readonly template: { readonly file: string; readonly format: string; readonly version: string };
  readonly sources: readonly SourceDocument[];
  readonly graph: GraphDocument;
  readonly check: CheckDocument;
  /** Null when the template could not be simulated (it was rejected). */
  readonly simulation: SimulationDocument | null;
  /** What the rules say that the findings name, so that a page can explain them. */
  readonly rules?: readonly RuleDocument[];
  /** What-ifs, when a study was run. */
  readonly study?: StudyDocument;
}
