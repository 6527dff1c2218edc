import { compileInstance } from '../compile.ts';
import { buildNetwork } from '../network.ts';
import { type Range, searchBox, type TimedVerdict } from '../timed/box-search.ts';
import type { TimedNetwork } from '../timed/time-bounds.ts';
import { deploymentOfCase } from './deployment-of-case.ts';
import type { CaseVerdict, WaitingCase } from './waiting-case.ts';

/** Judges a case with durations. @param parts the budget of the search */
export function verdictOfTimedCase(instance: WaitingCase, parts: number): CaseVerdict {
  const { instance: compiled } = compileInstance(deploymentOfCase(instance));
  const seconds = (of: (task: WaitingCase['tasks'][number]) => number): Float64Array =>
    Float64Array.from(instance.tasks, of);
  const timed: TimedNetwork = {
    network: buildNetwork(compiled),
    timeouts: seconds((task) => task.wait?.timeout ?? Infinity),
  };
  const box = { low: seconds((task) => task.dur?.[0] ?? 0), high: seconds((task) => task.dur?.[1] ?? 0) };
  const verdict = searchBox(timed, box, { left: parts });
  const { names } = compiled;
  const range = (value: Range): unknown => (verdict.complete ? value : 'undecided');
  return {
    completes: verdict.completes,
    timeouts: byName(names, verdict.timeouts),
    finish: Object.fromEntries(names.map((name, task) => [name, range(verdict.finish[task]!)])),
    waitTime: verdict.complete ? byName(names, verdict.waitTime) : 'undecided',
    makespan: range(verdict.makespan),
    ...(instance.stackTimeout == null ? {} : { stackTimeout: stackTimeout(verdict, instance.stackTimeout) }),
  };
}

function byName(names: readonly string[], values: ReadonlyMap<number, unknown>): CaseVerdict {
  return Object.fromEntries([...values].map(([task, value]) => [names[task]!, value]));
}

/** Whether a run that would complete takes longer than the stack may. */
function stackTimeout({ makespan, complete }: TimedVerdict, limit: number): string {
  if (makespan !== null && makespan[0] <= limit && makespan[1] > limit) return 'sometimes';
  if (!complete) return 'undecided';
  return makespan !== null && makespan[0] > limit ? 'always' : 'never';
}
