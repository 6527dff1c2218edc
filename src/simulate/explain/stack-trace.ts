import type { CompiledDeployment } from '../compile/compile.ts';
import { type Schedule, State } from '../kernel/schedule.ts';
import type { StackTrace } from '../simulation.ts';

/** The stacks of a finished schedule, the whole deployment first; empty when the engine knows none. */
export function stackTraceOf(compiled: CompiledDeployment, schedule: Schedule): readonly StackTrace[] {
  const { wholeNode, milestoneGroups, taskIds } = compiled;
  if (wholeNode === null) return [];
  const orHorizon = (time: number): number => (Number.isNaN(time) ? schedule.horizon : time);
  const firstStack = (wholeNode - 1 - taskIds.length) >> 1;
  return milestoneGroups.slice(firstStack).map((group, index): StackTrace => {
    const begin = wholeNode - 1 + 2 * index;
    const state = schedule.state[begin + 1];
    // What it takes to begin a stack belongs to the stack.
    const lag = index === 0 ? 0 : (compiled.beginSeconds[index] as number);
    return {
      group,
      start: orHorizon((schedule.start[begin] as number) - lag),
      end: orHorizon(schedule.end[begin + 1] as number),
      outcome: state === State.done ? 'done' : state === State.failed ? 'failed' : 'stuck',
    };
  });
}
