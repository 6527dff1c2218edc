import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import type { GranularityRun, SimulateOptions } from '../simulation.ts';
import { type Scenario, scenario, seedExample } from '../testing/scenario.ts';

function runOf(input: Scenario, options: Partial<SimulateOptions> = {}): GranularityRun {
  const { deployment, timings } = scenario(input);
  const run = simulate(deployment, { timings, replications: 40, ...options });
  if ('cycle' in run) throw new Error(`cyclic: ${run.cycle}`);
  return run;
}

describe('bounds', () => {
  it('of the seed example: its critical path, and the work of two workers', () => {
    expect(runOf(seedExample(), { workers: 2 }).bounds).toEqual({
      criticalPath: { minimum: 18, median: 18, maximum: 18 },
      path: ['vmA.base', 'vmA.a1', 'vmB.b1', 'vmB.b2', 'vmB.b3'],
      work: { pool: 'workers', capacity: 2, minimum: 15, median: 15 },
    });
  });

  it('say that there is no greatest time', () => {
    const tasks = { a: { takes: 'uniform(2s, 4s)' }, b: { takes: 'lognormal(median=45s, p95=2m)', after: ['a'] } };
    const { criticalPath, path, work } = runOf({ tasks }).bounds;
    expect(criticalPath).toEqual({ minimum: 2, median: expect.closeTo(48, 9), maximum: null });
    expect([path, work]).toEqual([['a', 'b'], null]);
  });

  it('are never beaten: no replication of a random network ends before the least, or after the greatest', () => {
    const network = fc.record({
      takes: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
        minLength: 2,
        maxLength: 9,
      }),
      edges: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 14 }),
      workers: fc.option(fc.integer({ min: 1, max: 3 })),
    });
    fc.assert(
      fc.property(network, ({ takes, edges, workers }) => {
        const tasks = Object.fromEntries(
          takes.map(([low, more], at) => {
            const after = edges.filter(([from, to]) => to === at && from < at).map(([from]) => `t${from}`);
            return [`t${at}`, { takes: `uniform(${low}s, ${low + more}s)`, after }];
          }),
        );
        const { bounds, makespan } = runOf({ tasks }, { workers });
        const least = Math.max(bounds.criticalPath.minimum, bounds.work?.minimum ?? 0);
        expect(makespan?.min).toBeGreaterThanOrEqual(least - 1e-9);
        if (workers === null) expect(makespan?.max).toBeLessThanOrEqual((bounds.criticalPath.maximum ?? 0) + 1e-9);
      }),
      { seed: 7 },
    );
  });
});
