import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate/simulate.ts';
import { type Scenario, scenario, seedExample } from '../simulate/testing/scenario.ts';
import type { StudyOutcome } from './outcome.ts';
import { type RunStudyOptions, runStudy } from './run-study.ts';
import { type Study, StudyFault } from './study.ts';

function study(input: Scenario, asked: Study, options: RunStudyOptions = {}): StudyOutcome {
  const { deployment, timings } = scenario(input);
  return runStudy(deployment, asked, { timingsOf: () => timings, replications: 200, ...options });
}

/** `name mean (difference)` of each scenario, in the order of the study. */
function checkScenarios(input: Scenario, asked: Study, expected: readonly string[]): void {
  const lines = study(input, asked).scenarios.map(({ name, makespan, difference, cycle }) => {
    if (cycle) return `${name} circle ${cycle.join(' ')}`;
    const round = (value: number | undefined): string => String(Number(value?.toFixed(6)));
    return `${name} ${round(makespan?.mean)}${difference ? ` (${round(difference.estimate)})` : ''}`;
  });
  expect(lines).toEqual(expected);
}

describe('scenarios', () => {
  it('change durations by id, glob, type and factor; the narrower name wins', () => {
    checkScenarios(
      seedExample(),
      {
        scenarios: {
          id: { set: { 'vmA.base': '1s' } },
          glob: { set: { 'vm?.b*': '1s', 'vmA.base': '10s' } },
          type: { scale: { 'type:test': 0.5 } },
          both: { set: { 'vmA.base': '10s' }, scale: { 'vmA.base': 2 } },
        },
      },
      ['base 18', 'id 14 (-4)', 'glob 20 (2)', 'type 9 (-9)', 'both 32 (14)'],
    );
  });

  it('change workers, granularity and engine', () => {
    checkScenarios(
      seedExample(),
      {
        scenarios: { coarse: { granularity: 'coarse' }, 'one worker': { workers: 1 }, 'no limit': { engine: 'ideal' } },
      },
      ['base 18', 'coarse 30 (12)', 'one worker 30 (12)', 'no limit 18 (0)'],
    );
  });

  it('add, remove and refine dependencies; machines stand for their tasks', () => {
    checkScenarios(
      seedExample(),
      {
        scenarios: {
          without: { dependencies: { remove: ['vmA.a1 -> vmB.b1'] } },
          coarse: { dependencies: { add: ['vmA -> vmB.base'] } },
          refined: { dependencies: { refine: [{ replace: 'vmA -> vmB', by: ['vmA.base -> vmB.b1'] }] } },
          circle: { dependencies: { add: ['vmB.b3 -> vmA.a1'] } },
        },
      },
      ['base 18', 'without 16 (-2)', 'coarse 30 (12)', 'refined 16 (-2)', 'circle circle vmA.a1 vmB.b1 vmB.b2 vmB.b3'],
    );
  });

  it('change pools, hosts and failures', () => {
    const tasks = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { takes: 2, host: 'h' }]));
    const hosts = { h: { order: 'free', capacity: 2 } } as const;
    const pools = { api: { capacity: 1, tasks: ['a', 'b'] } };
    checkScenarios(
      { tasks, hosts, pools },
      {
        scenarios: {
          host: { hosts: { h: 1 } },
          free: { hosts: { h: null }, pools: { api: null } },
          pool: { hosts: { h: 4 } },
        },
      },
      ['base 4', 'host 8 (4)', 'free 2 (-2)', 'pool 4 (0)'],
    );
    const { scenarios } = study({ tasks }, { scenarios: { fails: { failures: { 'a*': { probability: 0.5 } } } } });
    expect(scenarios[1]?.failed?.estimate).toBeGreaterThan(0.3);
    expect(scenarios[1]?.failed?.ciLow).toBeLessThan(0.5);
    expect(scenarios[1]?.failed?.ciHigh).toBeGreaterThan(0.5);
  });

  it('load the template again for parameters, and not without a loader', () => {
    const { deployment, timings } = scenario(seedExample());
    const asked = { scenarios: { smaller: { parameters: { size: '1' } } } };
    const small = scenario({ tasks: { only: { takes: 3 } } });
    const outcome = runStudy(deployment, asked, {
      replications: 10,
      reload: (parameters) => (parameters.size === '1' ? small.deployment : deployment),
      timingsOf: (one) => (one === deployment ? timings : small.timings),
    });
    expect(outcome.scenarios[1]?.makespan?.mean).toBe(3);
    expect(() => runStudy(deployment, asked, { timingsOf: () => timings })).toThrow(StudyFault);
  });

  it('are compared on common random numbers: a constant change has a difference without spread', () => {
    const tasks = { a: { takes: 'lognormal(median=45s, p95=2m)' }, b: { takes: 5, after: ['a'] } };
    const { scenarios } = study({ tasks }, { scenarios: { faster: { set: { b: '2s' } } } });
    const { estimate, ciLow, ciHigh } = scenarios[1]?.difference ?? {};
    expect(estimate).toBeCloseTo(-3, 9);
    expect((ciHigh ?? 1) - (ciLow ?? 0)).toBeLessThan(1e-9);
  });

  it('are what simulate alone says: what runs share changes no draw', () => {
    const tasks = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [
        `t${at}`,
        { takes: 'lognormal(median=4s, p95=9s)', after: at > 2 ? ['t0'] : [] },
      ]),
    );
    const { deployment, timings } = scenario({ tasks });
    const { scenarios } = study(
      { tasks },
      { scenarios: { two: { workers: 2 }, again: { workers: 3 } } },
      { replications: 3000 },
    );
    for (const [at, workers] of [null, 2, 3].entries()) {
      const alone = simulate(deployment, { timings, workers, replications: 3000 });
      expect(scenarios[at]?.makespan).toEqual('cycle' in alone ? null : alone.makespan);
    }
  });

  it('are ranked by their mean', () => {
    const { ranking, scenarios } = study(seedExample(), {
      scenarios: {
        slow: { workers: 1 },
        fast: { scale: { '*': 0.1 } },
        never: { dependencies: { add: ['vmB.b3 -> vmA.a1'] } },
      },
    });
    expect(ranking).toEqual(['fast', 'base', 'slow', 'never']);
    expect(scenarios.map(({ rank }) => rank)).toEqual([2, 3, 1, null]);
  });
});

describe('sweeps', () => {
  it('cross their parameters, the last fastest, and share runs that are alike', () => {
    const { sweeps } = study(seedExample(), {
      sweeps: [{ over: { workers: '1..2', 'scale.*': ['0.5', '1'] } }],
    });
    expect(sweeps[0]?.points.map(({ values, mean }) => `${values.join(' ')}: ${mean?.estimate}`)).toEqual([
      '1 0.5: 15',
      '1 1: 30',
      '2 0.5: 9',
      '2 1: 18',
    ]);
    expect(sweeps[0]?.parameters[0]).toEqual({ name: 'workers', kind: 'number', values: ['1', '2'] });
  });
});

describe('targets', () => {
  const tasks = Object.fromEntries(Array.from({ length: 64 }, (_, at) => [`t${at}`, { takes: 1 }]));

  it('search for the least value by galloping and bisection', () => {
    const { targets } = study({ tasks }, { targets: [{ goal: 'p95 <= 4s', least: 'workers', among: '1..64' }] });
    expect(targets[0]).toMatchObject({ verdict: 'met', answer: '16', monotone: 'assumed' });
    expect(targets[0]?.trail.map(({ value }) => value)).toEqual(['1', '2', '4', '8', '16', '12', '14', '15']);
    expect(targets[0]?.sentence).toContain('holds from workers = 16 on');
  });

  it('search for the greatest value from the other end', () => {
    const { targets } = study(
      { tasks },
      {
        base: { workers: 16 },
        targets: [{ goal: 'mean <= 10s', greatest: 'scale.*', among: '0.5..8/0.5' }],
      },
    );
    expect(targets[0]).toMatchObject({ verdict: 'met', answer: '2.5', seek: 'greatest' });
  });

  it('say when no value does', () => {
    const { targets } = study({ tasks }, { targets: [{ goal: 'mean < 0.5 s', least: 'workers', among: '1..64*4' }] });
    expect(targets[0]).toMatchObject({ verdict: 'not-met', answer: null, at: null });
  });

  it('say when only the estimate is on the right side', () => {
    const random = { a: { takes: 'uniform(0s, 2s)' } };
    const { targets } = study(
      { tasks: random },
      { targets: [{ goal: 'mean <= 0.95s', least: 'scale.a', among: ['1', '2'] }] },
    );
    expect(targets[0]).toMatchObject({ verdict: 'likely', monotone: 'known', answer: '1' });
    expect(targets[0]?.sentence).toContain('probably');
  });

  it('ask for a share of failures', () => {
    const failing = { a: { takes: 1 } };
    const { targets } = study(
      { tasks: failing },
      {
        targets: [{ goal: 'failed <= 20%', greatest: 'failures.a', among: ['0.01', '0.1', '0.4', '0.8'] }],
      },
    );
    expect(targets[0]).toMatchObject({ answer: '0.1', statistic: 'failed', limit: 0.2 });
  });
});

describe('drivers', () => {
  it('find what moves the makespan most, and leave out what moves nothing', () => {
    const { drivers } = study(seedExample(), { drivers: true, base: { workers: 1 } });
    expect(drivers[0]).toMatchObject({ kind: 'workers', from: '1', to: '2', difference: { estimate: -12 } });
    const { drivers: free } = study(seedExample(), { drivers: true });
    expect(free.map(({ name }) => name)).toEqual(['vmA.base', 'vmB.b2', 'vmB.b3', 'vmA.a1', 'vmB.b1']);
  });
});

it.each<[string, Study, readonly (string | number)[], string]>([
  [
    'a task',
    { scenarios: { x: { set: { 'vmA.a11': '1s' } } } },
    ['scenarios', 'x', 'set', 'vmA.a11'],
    "did you mean 'vmA.a1'",
  ],
  [
    'a duration',
    { scenarios: { x: { set: { 'vmA.a1': '1 fortnight' } } } },
    ['scenarios', 'x', 'set', 'vmA.a1'],
    'unknown unit',
  ],
  ['an engine option', { base: { engineOptions: { poll: '1s' } } }, ['base', 'engineOptions'], 'no option'],
  [
    'a parameter',
    { sweeps: [{ over: { wrkers: '1..2' } }] },
    ['sweeps', 0, 'over', 'wrkers'],
    "did you mean 'workers'",
  ],
  ['a range', { sweeps: [{ over: { workers: '5..2' } }] }, ['sweeps', 0, 'over', 'workers'], 'rises'],
  [
    'a goal',
    { targets: [{ goal: 'p96 <= 1s', least: 'workers', among: '1..2' }] },
    ['targets', 0, 'goal'],
    'did you mean',
  ],
  [
    'a dependency',
    { base: { dependencies: { remove: ['vmA.a3 -> vmB.b3'] } } },
    ['base', 'dependencies', 'remove', 0],
    'no such',
  ],
  ['a pool', { base: { pools: { api: 1 } } }, ['base', 'pools', 'api'], 'no pool'],
])('says where %s is wrong', (_name, asked, path, message) => {
  try {
    study(seedExample(), asked);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(StudyFault);
    expect((error as StudyFault).path).toEqual(path);
    expect((error as StudyFault).message).toContain(message);
  }
});
