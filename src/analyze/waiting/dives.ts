import type { End } from './search.ts';
import { type Semantics, type State, type Transition, WAITING } from './states.ts';

/** Which of the possible transitions a run takes: the one with the least number. */
type Preference = (transition: Transition, state: State) => number;

/**
 * A few whole runs that lie far apart, each in a straight line: what a search that was cut could not reach. A wait that
 * goes on in one and not in another is proved to be satisfied sometimes.
 */
export function dives(semantics: Semantics, wait: number): readonly End[] {
  const { sends, waitHandle } = semantics.instance;
  const handle = waitHandle[wait]!;
  const fails = new Set(sends.filter((send) => send.failure && send.handle === handle).map((send) => send.task));
  const waits = (task: number): boolean => waitHandle[task] !== -1;
  const preferences: readonly Preference[] = [
    // The wait as soon as it can, failures last.
    ({ task, kind }) => (task === wait ? (kind === 'start' ? 1 : 0) : fails.has(task) ? 3 : 2),
    // Failures first, the wait last.
    ({ task }) => (fails.has(task) ? 0 : task === wait ? 2 : 1),
    // Waits fill every slot that they can.
    ({ task, kind }) => (kind === 'start' && waits(task) ? 0 : kind === 'start' ? 1 : 2),
    // Nobody waits before the others are done.
    ({ task, kind }) => (kind === 'start' && waits(task) ? 2 : kind === 'start' ? 1 : 0),
    // The last in the list first.
    ({ task }, state) => (state[task] === WAITING ? -1 : semantics.instance.names.length - task),
  ];
  return preferences.map((preference) => dive(semantics, preference));
}

/** One run to its end. A task moves at most three times, so this is short. */
function dive(semantics: Semantics, preference: Preference): End {
  const schedule: Transition[] = [];
  let state = semantics.initial;
  for (;;) {
    const [first, ...rest] = semantics.enabled(state);
    if (first === undefined) return { phases: state.slice(0, semantics.instance.names.length), schedule };
    let best = first;
    for (const one of rest) if (preference(one, state) < preference(best, state)) best = one;
    schedule.push(best);
    state = semantics.apply(state, best);
  }
}
