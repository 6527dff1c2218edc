import type { CompiledDeployment } from '../compile/compile.ts';
import { type Schedule, State } from '../kernel/schedule.ts';
import type { TraceEntry, TraceReason } from '../simulation.ts';
import { criticalPath } from './critical-path.ts';
import { releaseOf } from './release.ts';
import { slacks } from './slack.ts';

/**
 * A finished schedule in words, in the order of starts. A task that never became ready, or never ended, has the time at
 * which everything stood still.
 */
export function traceOf(
  compiled: CompiledDeployment,
  schedule: Schedule,
  durations: Float64Array,
): readonly TraceEntry[] {
  const { network, taskIds } = compiled;
  const critical = new Set(criticalPath(network, schedule, taskIds.length));
  const slack = slacks(network, schedule, spansOf(compiled, schedule, durations));
  const orHorizon = (time: number): number => (Number.isNaN(time) ? schedule.horizon : time);
  const entries = taskIds.map((task, node): TraceEntry => {
    const isCritical = critical.has(node);
    return {
      task,
      ready: orHorizon(schedule.ready[node] as number),
      start: orHorizon(schedule.start[node] as number),
      end: orHorizon(schedule.end[node] as number),
      outcome: outcomeOf(schedule.state[node] as number),
      reason: reasonOf(compiled, schedule, node),
      critical: isCritical,
      slack: isCritical ? 0 : (slack[node] as number),
      ...lateness(schedule, node),
    };
  });
  return entries.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** With an engine that rests, polls and serves in rounds a node takes what it took, not just its own time. */
function spansOf({ network }: CompiledDeployment, schedule: Schedule, durations: Float64Array): Float64Array {
  const { conduct, gates } = network;
  if (!conduct) return durations;
  return durations.map((duration, node) => {
    const isGated = (gates.counterOf[node] as number) >= 0;
    const taken = (schedule.end[node] as number) - (schedule.start[node] as number);
    const lag = conduct.lag[node] as number;
    return lag + (isGated || Number.isNaN(taken) ? duration : Math.max(duration, taken));
  });
}

/** What a polling engine noticed later than it was, and what had to be tried again. */
function lateness({ over, end, failedAttempts, undoneAt }: Schedule, node: number): Partial<TraceEntry> {
  const overAt = over?.[node] ?? Number.NaN;
  const failed = failedAttempts?.[node] ?? 0;
  return {
    ...(overAt < (end[node] as number) ? { over: overAt } : {}),
    ...(failed > 0 ? { failedAttempts: failed } : {}),
    ...(undoneAt && !Number.isNaN(undoneAt[node]) ? { undoneAt: undoneAt[node] as number } : {}),
  };
}

function outcomeOf(state: number): TraceEntry['outcome'] {
  if (state === State.done) return 'done';
  return state === State.failed ? 'failed' : 'stuck';
}

function reasonOf(compiled: CompiledDeployment, schedule: Schedule, node: number): TraceReason {
  if (schedule.isExpired[node] === 1) return { kind: 'timeout' };
  if (Number.isNaN(schedule.start[node])) return { kind: 'never' };
  const release = releaseOf(compiled.network, schedule, node);
  switch (release.kind) {
    case 'begin':
      return { kind: 'begin' };
    case 'slot':
      return {
        kind: 'slot',
        pool: compiled.poolIds[release.pool] as string,
        task: compiled.taskIds[release.node] as string,
      };
    case 'emission': {
      const counter = compiled.network.gates.counterOf[node] as number;
      const handle = compiled.handleIds[counter] as string;
      return { kind: 'signal', task: compiled.taskIds[release.node] as string, handle };
    }
    case 'predecessor':
      return paceOf(compiled, node, release.node) ?? prerequisiteOf(compiled, schedule, release.node);
  }
}

/** A leaf of a stack that waited for its turn only. */
function paceOf({ network, taskIds, milestoneGroups, wholeNode }: CompiledDeployment, node: number, before: number) {
  const lag = network.conduct?.lag[node] ?? 0;
  const isBegin = wholeNode !== null && before >= wholeNode - 1 && (before - taskIds.length) % 2 === 0;
  if (!isBegin || lag === 0) return null;
  return { kind: 'pace', group: milestoneGroups[(before - taskIds.length) >> 1] as string } as const;
}

/** Goes back through milestones to the task that ended last, and names the group whose end it was. */
function prerequisiteOf(compiled: CompiledDeployment, schedule: Schedule, before: number): TraceReason {
  const { taskIds, milestoneGroups, network } = compiled;
  let group: string | null = null;
  for (let node = before; ; ) {
    if (node < taskIds.length) {
      const task = taskIds[node] as string;
      return group === null ? { kind: 'prerequisite', task } : { kind: 'group', group, task };
    }
    const early = node - (network.nodeCount - compiled.earlyOf.length);
    if (early >= 0) return { kind: 'prerequisite', task: taskIds[compiled.earlyOf[early] as number] as string };
    const milestone = node - taskIds.length;
    // The end of a group says whose end it was; its begin only passes on what let it begin.
    if (milestone % 2 === 1) group = milestoneGroups[milestone >> 1] as string;
    const release = releaseOf(network, schedule, node);
    if (release.kind === 'begin') return { kind: 'begin' };
    node = release.node;
  }
}
