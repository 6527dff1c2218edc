import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileInstance } from './compile.ts';
import { type Moment, type Shown, showMoment } from './schedules.ts';
import { compileSemantics, DONE } from './states.ts';
import { arbitraryCase } from './testing/arbitrary-case.ts';
import { deploymentOfCase } from './testing/deployment-of-case.ts';

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
