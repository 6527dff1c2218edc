import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Prepared, prepare } from '../../simulate/prepare.ts';
import type { SimulateOptions } from '../../simulate/simulation.ts';
import { type Scenario, scenario } from '../../simulate/testing/scenario.ts';
import type { Sensitivity } from '../outcome.ts';
import type { SensitivityRequest } from '../study.ts';
import { EventResponse, responseOf } from './response.ts';
import { sensitivityOf } from './sensitivity.ts';

function prepared(input: Scenario, options: Partial<SimulateOptions> = {}): Prepared {
  const { deployment, timings } = scenario(input);
  const made = prepare(deployment, { timings, replications: 100_000, ...options });
  if ('cycle' in made) throw new Error('cyclic');
  return made;
}

function sensitivity(
  input: Scenario,
  request: SensitivityRequest,
  options: Partial<SimulateOptions> = {},
): Sensitivity {
  const steps = sensitivityOf(prepared(input, options), request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('a chain, where everything is known', () => {
  // Variances 4 / 12 · 4² = 16 / 3 and 2² / 12 = 1 / 3: shares 16 / 17 and 1 / 17.
  const chain = {
    tasks: {
      a: { takes: 'uniform(0s, 8s)' },
      b: { takes: 'uniform(0s, 2s)', after: ['a'] },
      c: { after: ['b'], takes: 3 },
    },
  };
  const { tasks, notes } = sensitivity(chain, { replications: 20_000 });
  const [a, b, c] = tasks;

  it('total effects are shares of variance', () => {
    expect([a?.task, b?.task, c?.task]).toEqual(['a', 'b', 'c']);
    expect(a?.totalEffect?.ciLow).toBeLessThan(16 / 17);
    expect(a?.totalEffect?.ciHigh).toBeGreaterThan(16 / 17);
    expect(b?.totalEffect?.estimate).toBeCloseTo(1 / 17, 2);
    expect(c?.totalEffect).toBeNull();
  });

  it('correlations are their roots, and the schedule sensitivity the same where all are critical', () => {
    expect(a?.cruciality).toBeCloseTo(Math.sqrt(16 / 17), 2);
    expect(b?.scheduleSensitivity).toBeCloseTo(Math.sqrt(1 / 17), 2);
    expect(c?.cruciality).toBeNull();
    expect(a?.criticality).toBe(1);
  });

  it('gains are parts of the means, and a tornado goes from p10 to p90', () => {
    expect(a?.gain?.estimate).toBeCloseTo(0.4, 1);
    expect(c?.gain).toEqual({
      estimate: expect.closeTo(0.3, 9),
      ciLow: expect.closeTo(0.3, 9),
      ciHigh: expect.closeTo(0.3, 9),
    });
    expect((a?.tornado?.high ?? 0) - (a?.tornado?.low ?? 0)).toBeCloseTo(6.4, 6);
    expect(notes).toEqual([]);
  });
});

it('one more worker saves what it saves', () => {
  const tasks = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { takes: 2 }]));
  const { limits, notes } = sensitivity({ tasks }, { tasks: 2, replications: 50 }, { workers: 1 });
  expect(limits).toEqual([{ limit: 'workers', capacity: 1, gain: { estimate: 4, ciLow: 4, ciHigh: 4 } }]);
  expect(notes).toEqual(['each answer is a run of its own, so only the 2 most critical of 4 tasks were asked']);
});

it('a duration that does not matter has no effect, and one that nobody else has has all', () => {
  const tasks = { a: { takes: 'uniform(10s, 20s)' }, b: { takes: 'uniform(0s, 1s)' } };
  const [first, second] = sensitivity({ tasks }, { replications: 2000 }).tasks;
  expect(first?.totalEffect?.ciLow).toBeLessThan(1);
  expect(first?.totalEffect?.ciHigh).toBeGreaterThan(1);
  expect(second).toMatchObject({
    task: 'b',
    criticality: 0,
    totalEffect: { estimate: 0, ciHigh: 0 },
    gain: { estimate: 0 },
  });
});

it('the makespan as max(M0, B + d) equals a run with that duration, on random networks', () => {
  const network = fc.record({
    takes: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 9 }),
    edges: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 14 }),
    task: fc.nat(8),
    seconds: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(network, ({ takes, edges, task, seconds }) => {
      const tasks = Object.fromEntries(
        takes.map((time, at) => [
          `t${at}`,
          { takes: time, after: edges.filter(([from, to]) => to === at && from < at).map(([from]) => `t${from}`) },
        ]),
      );
      const made = prepared({ tasks }, { engine: 'ideal' });
      const durations = made.plan.input.constants;
      const [fast, slow] = [responseOf(made), new EventResponse(made)];
      expect(fast.run(0, durations)).toBe(slow.run(0, durations));
      const asked = task % takes.length;
      expect(fast.with(asked, seconds)).toBeCloseTo(slow.with(asked, seconds), 9);
    }),
    { seed: 11, numRuns: 500 },
  );
});

it('refuses to shorten by what is neither a share nor a time', () => {
  expect(() => sensitivity({ tasks: { a: { takes: 1 } } }, { shorten: 'much' })).toThrow('10% or a time');
});
