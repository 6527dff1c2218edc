import { stackTraceOf } from './explain/stack-trace.ts';
import { traceOf } from './explain/trace.ts';
import { eventKernelOf } from './kernel/event-kernel-of.ts';
import { LongestPathKernel } from './kernel/longest-path-kernel.ts';
import { isPlain } from './kernel/network.ts';
import type { Prepared } from './prepare.ts';
import { EngineChances } from './replications/engine-chances.ts';
import type { Tally } from './replications/tally.ts';
import type { Criticality, GranularityRun } from './simulation.ts';
import { probabilityOf } from './statistics/binomial-interval.ts';
import { boundsOf } from './statistics/bounds.ts';
import { failureSummary } from './statistics/failure-counts.ts';
import { type Precision, precisionReached } from './statistics/precision.ts';

/** What a run says whatever was drawn: plain data, so that parts of a run can carry it. */
export interface RunFrame
  extends Pick<GranularityRun, 'granularity' | 'trace' | 'stacks' | 'rerun' | 'bounds' | 'notes'> {
  readonly taskIds: readonly string[];
  readonly assumed: readonly string[];
  readonly keepsEnds: boolean;
}

export interface FrameOptions {
  /** Whether there is one schedule, and the spread of the ends of all tasks. Default true. */
  readonly trace?: boolean;
}

/** The frame of a run: its bounds, and one schedule with every duration at its median. */
export function frameOf(prepared: Prepared, { trace = true }: FrameOptions = {}): RunFrame {
  const { granularity, compiled, plan, durations, failing, notes, assumed } = prepared;
  const { network, constants } = plan.input;
  return {
    granularity,
    taskIds: compiled.taskIds,
    assumed: [...assumed],
    keepsEnds: trace,
    bounds: boundsOf(compiled, durations),
    ...(trace ? medianTrace(prepared) : { trace: [] }),
    // What an engine does beside the order of tasks, and planned failures, are not in the network's arrays.
    ...(network.conduct || failing.length > 0 || !trace
      ? {}
      : { rerun: { network, taskIds: compiled.taskIds, poolIds: compiled.poolIds, medians: constants } }),
    notes,
  };
}

/** A run that has been tallied. */
export function conclude(frame: RunFrame, tally: Tally, precision?: Precision): GranularityRun {
  const { taskIds, assumed, keepsEnds, notes, ...rest } = frame;
  const { makespans, completes, completed, criticalCounts, ends, failed, replications } = tally;
  const failedReplications = replications - makespans.count;
  const makespan = makespans.summary();
  const critical = criticality(taskIds, criticalCounts, makespans.count);
  const reached = precision ? precisionReached(precision, makespan, replications) : null;
  const timedOut = failed.timedOut.reduce((sum, one) => sum + one, 0);
  const statistics = statisticsNotes(tally, keepsEnds ? Math.min(ends.kept, replications) : replications);
  return {
    ...rest,
    makespan,
    complete: completes.summary(),
    samples: makespans.samples,
    ...(failedReplications === 0 ? {} : { completed }),
    failedReplications,
    replications,
    probabilities: {
      failed: probabilityOf(failedReplications, replications),
      timedOut: probabilityOf(timedOut, replications),
    },
    ...(reached ? { precision: reached } : {}),
    critical,
    ...(failedReplications === 0 ? {} : { failures: failureSummary(failed, { taskIds, replications }) }),
    endQuantiles: ends.byTask(taskIds),
    notes: [...notes, ...statistics, ...assumedTimes(critical, new Set(assumed))],
  };
}

function medianTrace({
  compiled,
  plan,
  failing,
}: Prepared): Pick<GranularityRun, 'trace'> & Pick<GranularityRun, 'stacks'> {
  const { network, taskIds, wholeNode, earlyOf, variation } = compiled;
  const medians = plan.input.constants;
  if (isPlain(network) && failing.length === 0) {
    const kernel = new LongestPathKernel(network);
    kernel.run(medians);
    return { trace: traceOf(compiled, kernel, medians) };
  }
  const engine = { wholeNode, earlyOf, variation, failing };
  const chances = new EngineChances({ network, taskCount: taskIds.length, engine }, plan.seed);
  const kernel = eventKernelOf(chances.network);
  const durations = medians.slice();
  chances.fill(-1, durations);
  kernel.run(durations);
  const stacks = stackTraceOf(compiled, kernel);
  return { trace: traceOf(compiled, kernel, durations), ...(stacks.length === 0 ? {} : { stacks }) };
}

/** By falling index, then by id. */
function criticality(taskIds: readonly string[], counts: Float64Array, completed: number): readonly Criticality[] {
  return taskIds
    .map((task, node) => ({ task, index: (counts[node] as number) / Math.max(1, completed) }))
    .filter(({ index }) => index > 0)
    .sort((a, b) => b.index - a.index);
}

/** What is not exact any more because there are so many replications. */
function statisticsNotes({ makespans, replications }: Tally, kept: number): readonly string[] {
  const notes: string[] = [];
  if (kept < replications) notes.push(`p10 and p90 of each task's end are of the first ${kept} replications`);
  if (makespans.quantileError > 0) {
    const error = (100 * makespans.quantileError).toFixed(1);
    notes.push(`quantiles of more than ${makespans.kept} makespans come from a sketch: off by ${error} % at most`);
    notes.push(`single makespans are kept of the first ${makespans.kept} replications that completed`);
  }
  return notes;
}

/** Nobody shall take a guess for a measurement: names the assumed times that the makespan rests on. */
function assumedTimes(critical: readonly Criticality[], isAssumed: ReadonlySet<string>): readonly string[] {
  const assumed = critical.filter(({ task }) => isAssumed.has(task));
  if (assumed.length === 0) return [];
  const named = assumed.slice(0, 5).map(({ task, index }) => `${task} (critical in ${Math.round(100 * index)} %)`);
  const more = assumed.length > named.length ? `, and ${assumed.length - named.length} more` : '';
  return [`the makespan rests on assumed times: ${named.join(', ')}${more}`];
}
