import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileInstance } from './compile.ts';
import { type Moment, type Shown, showMoment } from './schedules.ts';
import { compileSemantics, DONE } from './states.ts';
import { studyWaits } from './study.ts';
import { arbitraryCase } from './testing/arbitrary-case.ts';
import { deploymentOfCase } from './testing/deployment-of-case.ts';
import type { WaitingCase } from './testing/waiting-case.ts';

const moments: fc.Arbitrary<Moment> = fc.record({
  task: fc.nat(5),
  event: fc.constantFrom('start', 'go'),
  without: fc.nat(5),
});

it('in the monotone fragment the order of a fixpoint shows a moment exactly when a search does', () => {
  let shown = 0;
  fc.assert(
    fc.property(arbitraryCase({ conditions: true }), moments, (instance, moment) => {
      const { task, without } = moment;
      fc.pre(Math.max(task, without) < instance.tasks.length && task !== without);
      const whole = compileInstance(deploymentOfCase(instance)).instance;
      const searched = showMoment(whole, moment);
      const derived = showMoment(whole, moment, { mostTasks: 0 });
      expect(derived === 'none').toBe(searched === 'none');
      if (derived === 'none' || derived === null || searched === 'none' || searched === null) return;
      shown += 1;
      expect(derived.schedule.length).toBeGreaterThanOrEqual(searched.schedule.length);
      for (const run of [derived, searched]) expect(endOf(run).get(`t${without}`)).not.toBe(DONE);
    }),
    { numRuns: 300 },
  );
  expect(shown).toBeGreaterThan(50);
});

/** The phases after a schedule, every step of which must be possible. */
function endOf({ instance, schedule }: Shown): ReadonlyMap<string, number> {
  const semantics = compileSemantics(instance)!;
  let state = semantics.initial;
  for (const step of schedule) {
    expect(semantics.enabled(state)).toContainEqual(step);
    state = semantics.apply(state, step);
  }
  return new Map(instance.names.map((name, task) => [name, state[task]!]));
}

it('a wait with more senders than can be searched is still seen to go on in one run and to fail in another', () => {
  const senders = Array.from({ length: 60 }, (_, place) => ({
    name: `s${place}`,
    host: 'A',
    deps: [],
    wait: null,
    sends: [
      {
        handle: 'h',
        id: `s${place}`,
        when: 'end' as const,
        status: place % 2 === 0 ? ('SUCCESS' as const) : ('FAILURE' as const),
      },
    ],
  }));
  const wait = { name: 'w', host: 'A', deps: [], sends: [], wait: { handle: 'h', count: 2 } };
  const [study] = studyWaits(deploymentOfCase({ tasks: [wait, ...senders] }));
  expect(study!.answer).toBe('sometimes');
  expect(study!.failures.map(({ kind }) => kind)).toEqual(['race']);
});

it('of a search that was cut nothing is claimed that was not seen', () => {
  const sender = (name: string, status: 'SUCCESS' | 'FAILURE'): WaitingCase['tasks'][number] => ({
    name,
    host: 'A',
    deps: [],
    wait: null,
    sends: [{ handle: 'h', id: name, when: 'start', status }],
  });
  const wait = { name: 'w', host: 'A', deps: ['a'], sends: [], wait: { handle: 'h', count: 1 } };
  const [study] = studyWaits(deploymentOfCase({ tasks: [sender('a', 'FAILURE'), sender('b', 'SUCCESS'), wait] }), {
    states: 0,
  });
  expect(study).toMatchObject({ answer: 'undecided', failures: [], limit: 'work' });
});

it('of more conditions than can be combined some are tried: none, all, and each alone', () => {
  const conds = Array.from({ length: 14 }, (_, place) => `c${place}`);
  const senders = conds.map((cond) => ({
    name: `s-${cond}`,
    host: 'A',
    deps: [],
    wait: null,
    sends: [{ handle: 'h', id: cond, when: 'end' as const, cond }],
  }));
  const wait = { name: 'w', host: 'A', deps: [], sends: [], wait: { handle: 'h', count: 14 } };
  const [study] = studyWaits(deploymentOfCase({ conds, tasks: [wait, ...senders] }));
  expect(study).toMatchObject({ answer: 'sometimes', limit: null });
});
