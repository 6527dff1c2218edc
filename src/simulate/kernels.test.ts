import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRunner, type KernelId, type ReplicationPlan } from './replications/replication-plan.ts';
import { runShare } from './replications/share.ts';
import { simulateWith } from './simulate.ts';
import type { CyclicGranularity, GranularityRun, SimulateOptions } from './simulation.ts';
import { inProcessThreads } from './testing/in-process-threads.ts';
import { type Scenario, scenario, seedExample } from './testing/scenario.ts';

/** Drawn, constant, instant and stepped times: ties are frequent. */
const TIMES = [
  '0s',
  '1s',
  '2s',
  'uniform(1s, 2s)',
  'lognormal(median=2s, p95=9s)',
  'exponential(mean=1s)',
  'empirical(1s, 2s, 2s, 4s)',
  'normal(1s, 3s)',
];

/**
 * Up to 30 tasks, some on hosts and some untracked, in pools that overlap; an edge leads from a lower to a higher
 * one.
 */
const scenarios: fc.Arbitrary<Scenario> = fc.integer({ min: 1, max: 30 }).chain((count) =>
  fc
    .record({
      takes: fc.array(fc.constantFrom(...TIMES), { minLength: count, maxLength: count }),
      before: fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: count, maxLength: count }),
      hosts: fc.array(fc.constantFrom('', 'vmA', 'vmB'), { minLength: count, maxLength: count }),
      untracked: fc.array(fc.nat(5), { minLength: count, maxLength: count }),
      pools: fc.array(
        fc.record({ capacity: fc.integer({ min: 1, max: 3 }), members: fc.array(fc.nat(count - 1), { minLength: 1 }) }),
        { maxLength: 3 },
      ),
    })
    .map(({ takes, before, hosts, untracked, pools }) => ({
      tasks: Object.fromEntries(
        takes.map((time, task) => {
          const after = task === 0 ? [] : [...new Set((before[task] as number[]).map((other) => nameOf(other % task)))];
          const host = hosts[task] === '' ? {} : { host: hosts[task] as string };
          return [nameOf(task), { takes: time, after, tracked: untracked[task] !== 0, ...host }];
        }),
      ),
      pools: Object.fromEntries(
        pools.map(({ capacity, members }, pool) => [
          `pool ${pool}`,
          { capacity, tasks: [...new Set(members)].map(nameOf) },
        ]),
      ),
    })),
);

function nameOf(task: number): string {
  return `t${String(task).padStart(2, '0')}`;
}

type Given = Omit<SimulateOptions, 'timings'>;

function run(input: Scenario, options: Given, kernel: KernelId | null): GranularityRun | CyclicGranularity {
  const { deployment, timings } = scenario(input);
  return simulateWith(deployment, { timings, ...options }, { kernel });
}

describe('kernels that can run a network give the same bytes', () => {
  it.each<KernelId>(['lanes', 'plain-lanes', 'pass'])('events and %s, without limits', (kernel) => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 70 }), (input, replications) => {
        const options: Given = { engine: 'ideal', replications };
        expect(run(input, options, kernel)).toEqual(run(input, options, 'events'));
      }),
      { numRuns: 60 },
    );
  });

  it('events and lanes, at coarse granularity', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const options: Given = { engine: 'ideal', replications: 20, granularity: 'host', countUntracked: true };
        expect(run(input, options, 'lanes')).toEqual(run(input, options, 'events'));
      }),
      { numRuns: 60 },
    );
  });

  it('events and slots, with pools that overlap, workers, and coarse milestones', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.record({
          workers: fc.constantFrom(null, 1, 2, 5),
          granularity: fc.constantFrom('fine' as const, 'host' as const),
          replications: fc.integer({ min: 1, max: 40 }),
        }),
        (input, options) => {
          expect(run(input, options, 'slots')).toEqual(run(input, options, 'events'));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['lanes', 3, null],
    ['lanes', 1_000, null],
    ['slots', 1_000, 2],
  ] as const)('%s over %d replications of the example, across blocks', (kernel, replications, workers) => {
    const options: Given = { replications, workers, engine: 'ideal' };
    const input = { tasks: mapTimes(seedExample().tasks) };
    expect(run(input, options, null)).toEqual(run(input, options, 'events'));
    expect(run(input, options, kernel)).toEqual(run(input, options, 'events'));
  });

  it('a limit chooses the kernel, and each is what it says', () => {
    const plan = planOf({ tasks: { a: { takes: 'uniform(1s, 2s)' }, b: { takes: 1 } } }, 1);
    expect(createRunner(plan).constructor.name).toBe('SlotRunner');
    expect(createRunner(planOf({ tasks: { a: { takes: 1 } } }, null)).constructor.name).toBe('LaneRunner');
  });
});

describe('threads share the work and change nothing', () => {
  const input = { tasks: mapTimes(seedExample().tasks) };

  it.each([
    ['lanes', null, 1, 3000],
    ['lanes', null, 3, 3001],
    ['slots', 2, 1, 2000],
    ['slots', 2, 3, 777],
  ] as const)('%s with %s workers on %d more threads, %d replications', (_kernel, workers, count, replications) => {
    const options: Given = { replications, workers, engine: 'ideal' };
    expect(run(input, { ...options, threads: inProcessThreads(count) }, null)).toEqual(run(input, options, null));
  });

  it('also when replications fail, and ends are kept of those that complete', () => {
    const failing: Scenario = {
      tasks: { s: { takes: 'uniform(0s, 10s)' }, w: { takes: 1 } },
      signals: [{ handle: 'h', sender: 's' }],
      waits: { w: { handle: 'h', count: 1, timeoutSeconds: 5 } },
    };
    const alone = run(failing, { replications: 4000 }, null);
    const shared = run(failing, { replications: 4000, threads: inProcessThreads(2) }, null);
    expect(shared).toEqual(alone);
    expect('samples' in alone && alone.failedReplications).toBeGreaterThan(1000);
  });

  it('the second round goes on where the first ended', () => {
    const single: Scenario = { tasks: { a: { takes: 'uniform(0s, 1s)' } } };
    const given: Given = { replications: 262_144 + 8, engine: 'ideal' };
    const result = run(single, given, null);
    if (!('samples' in result)) throw new Error('cyclic');
    expect(result.samples.slice(262_144)).not.toEqual(result.samples.slice(0, 8));
    expect(run(single, { ...given, threads: inProcessThreads(1) }, null)).toEqual(result);
  });

  it('another thread reads the plan as text', () => {
    const plan = planOf(input, null);
    const sent = structuredClone(plan);
    expect(runShare(createRunner(sent), { first: 8, count: 8, keptEnds: 8 })).toEqual(
      runShare(createRunner(plan), { first: 8, count: 8, keptEnds: 8 }),
    );
  });
});

function mapTimes(tasks: Scenario['tasks']): Scenario['tasks'] {
  return Object.fromEntries(
    Object.entries(tasks).map(([id, task]) => [id, { ...task, takes: `lognormal(median=${task.takes}s, p95=30s)` }]),
  );
}

/** The plan that a scenario leads to. */
function planOf(input: Scenario, workers: number | null): ReplicationPlan {
  let seen: ReplicationPlan | null = null;
  const threads = inProcessThreads(1, (plan) => {
    seen = plan;
  });
  run(input, { replications: 512, workers, engine: 'ideal', threads }, null);
  if (!seen) throw new Error('no plan');
  return seen;
}
