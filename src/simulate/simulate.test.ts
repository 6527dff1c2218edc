import { describe, expect, it } from 'vitest';
import { named } from '../model/condition.ts';
import { unknown } from '../model/unknown.ts';
import { simulate } from './simulate.ts';
import type { GranularityRun, SimulateOptions } from './simulation.ts';
import { type Scenario, scenario, seedExample } from './testing/scenario.ts';

/** The run of a scenario that is not cyclic. */
function runOf(input: Scenario, options: Partial<SimulateOptions> = {}): GranularityRun {
  const { deployment, timings } = scenario(input);
  const run = simulate(deployment, { timings, replications: 1, ...options });
  if ('cycle' in run) throw new Error(`cyclic: ${run.cycle}`);
  return run;
}

/** `task start-end` for each task, and what released it; `!` marks the critical path. */
function checkTrace(input: Scenario, options: Partial<SimulateOptions>, expected: readonly string[]): void {
  const lines = runOf(input, options).trace.map(({ task, start, end, outcome, reason, critical, slack }) => {
    const who =
      'task' in reason
        ? ` ${'pool' in reason ? `${reason.pool} ` : ''}${'group' in reason ? `${reason.group} ` : ''}${reason.task}`
        : '';
    const fate = outcome === 'done' ? '' : ` ${outcome}`;
    return `${task} ${start}-${end}${fate} ${reason.kind}${who}${critical ? ' !' : ` +${slack}`}`;
  });
  expect(lines).toEqual(expected);
}

describe('the seed example', () => {
  it('takes 18 s at component granularity', () => {
    checkTrace(seedExample(), {}, [
      'vmB.base 0-4 begin +4',
      'vmA.base 0-6 begin !',
      'vmA.a1 6-8 prerequisite vmA.base !',
      'vmB.b1 8-10 prerequisite vmA.a1 !',
      'vmA.a2 8-12 prerequisite vmA.a1 +2',
      'vmB.b2 10-14 prerequisite vmB.b1 !',
      'vmA.a3 12-16 prerequisite vmA.a2 +2',
      'vmB.b3 14-18 prerequisite vmB.b2 !',
    ]);
  });

  it('takes 30 s at machine granularity', () => {
    checkTrace(seedExample(), { granularity: 'host' }, [
      'vmA.base 0-6 begin !',
      'vmA.a1 6-8 prerequisite vmA.base !',
      'vmA.a2 8-12 prerequisite vmA.a1 !',
      'vmA.a3 12-16 prerequisite vmA.a2 !',
      'vmB.base 16-20 group vmA vmA.a3 !',
      'vmB.b1 20-22 prerequisite vmB.base !',
      'vmB.b2 22-26 prerequisite vmB.b1 !',
      'vmB.b3 26-30 prerequisite vmB.b2 !',
    ]);
  });

  it('with a3 after b2 as well takes 18 s fine, and is a cycle of the machines', () => {
    expect(runOf(seedExample({ mutual: true })).makespan?.mean).toBe(18);
    const { deployment, timings } = scenario(seedExample({ mutual: true }));
    expect(simulate(deployment, { timings, granularity: 'host' })).toEqual({
      granularity: 'host',
      cycle: ['vmA', 'vmB'],
    });
  });
});

describe('orders that cannot be walked', () => {
  it('a fine cycle names its tasks, at either granularity', () => {
    const cyclic = { tasks: { a: { host: 'h', after: ['b'] }, b: { host: 'h', after: ['a'] } } };
    const { deployment, timings } = scenario(cyclic);
    expect(simulate(deployment, { timings })).toEqual({ granularity: 'fine', cycle: ['a', 'b'] });
    expect(simulate(deployment, { timings, granularity: 'host' })).toEqual({ granularity: 'host', cycle: ['a', 'b'] });
  });
});

describe('a large deployment', () => {
  it.each(['fine', 'host'] as const)('is run without its graphs of objects being made: %s', (granularity) => {
    const { deployment, timings } = scenario(seedExample());
    for (const graph of ['tasks', 'resources'] as const) {
      Object.defineProperty(deployment, graph, {
        get: () => {
          throw new Error(`the graph of ${graph} was asked for`);
        },
      });
    }
    expect(() => simulate(deployment, { timings, granularity, replications: 2 })).not.toThrow();
  });
});

describe('limits', () => {
  const three = { tasks: { a: { takes: 3 }, b: { takes: 1 }, c: { takes: 2 } } };
  const pooled = { ...three, pools: { api: { capacity: 1, tasks: ['a', 'b', 'c'] } } };

  it('a pool serves first come, first served, ties by id', () => {
    checkTrace(pooled, {}, ['a 0-3 begin !', 'b 3-4 slot api a !', 'c 4-6 slot api b !']);
  });

  it('the ideal engine knows no pools', () => {
    checkTrace(pooled, { engine: 'ideal' }, ['b 0-1 begin +2', 'c 0-2 begin +1', 'a 0-3 begin !']);
  });

  it('workers limit every engine', () => {
    checkTrace(three, { engine: 'ideal', workers: 2 }, ['b 0-1 begin +0', 'a 0-3 begin !', 'c 1-3 slot workers b +0']);
  });

  it('a host of capacity 1 runs its components one at a time, and its server beside them', () => {
    const onHost = {
      tasks: {
        vm: { takes: 5, host: 'h', kind: 'server' },
        x: { takes: 2, host: 'h' },
        y: { takes: 2, host: 'h' },
      },
      hosts: { h: { order: 'free', capacity: 1 } },
    } as const;
    checkTrace(onHost, {}, ['x 0-2 begin +1', 'vm 0-5 begin !', 'y 2-4 slot host h x +1']);
  });

  it('a task that needs two pools holds neither until it has both', () => {
    const two = {
      tasks: { a: { takes: 4 }, b: { takes: 1 }, c: { takes: 1 } },
      pools: { p: { capacity: 1, tasks: ['a', 'b'] }, q: { capacity: 1, tasks: ['b', 'c'] } },
    };
    checkTrace(two, {}, ['c 0-1 begin +4', 'a 0-4 begin !', 'b 4-5 slot p a !']);
  });

  it('a newcomer does not overtake who already waits', () => {
    const queue = {
      tasks: { a: { takes: 2 }, b: { takes: 2 }, early: { takes: 1, after: ['a'] } },
      pools: { p: { capacity: 1, tasks: ['a', 'b', 'early'] } },
    };
    checkTrace(queue, {}, ['a 0-2 begin !', 'b 2-4 slot p a !', 'early 4-5 slot p b !']);
  });
});

describe('what does not exist, and what is unknown', () => {
  it('a task whose condition is false is not there, and nothing waits for it', () => {
    const input = {
      tasks: { a: { takes: 5, when: named('big') }, b: { takes: 1, after: ['a'] } },
      conditions: { big: false },
    };
    checkTrace(input, {}, ['b 0-1 begin !']);
  });

  it('an undecided condition is taken as true, and said', () => {
    const run = runOf({ tasks: { a: { takes: 5, when: named('big') } } });
    expect([run.makespan?.mean, run.notes]).toEqual([5, ["condition 'big' is taken as true"]]);
  });

  it('an unknown pool capacity is taken as no limit, and said', () => {
    const run = runOf({ tasks: { a: { takes: 1 } }, pools: { p: { capacity: unknown('no value'), tasks: ['a'] } } });
    expect(run.notes).toEqual(["pool 'p' is taken as without limit: no value"]);
  });

  it('makespan counts untracked tasks, complete does not', () => {
    const run = runOf({ tasks: { vm: { takes: 2 }, boot: { takes: 9, after: ['vm'], tracked: false } } });
    expect([run.makespan?.mean, run.complete?.mean]).toEqual([11, 2]);
  });

  it('a coarse group waits for untracked tasks only when told to', () => {
    const input = {
      tasks: {
        vm: { takes: 2, host: 'A' },
        boot: { takes: 9, host: 'A', after: ['vm'], tracked: false },
        next: { takes: 1, host: 'B', after: ['vm'] },
      },
    };
    expect(runOf(input, { granularity: 'host' }).complete?.mean).toBe(3);
    expect(runOf(input, { granularity: 'host', countUntracked: true }).complete?.mean).toBe(12);
  });
});

it('the order in which a template lists its tasks changes nothing', () => {
  const input: Scenario = {
    tasks: {
      a: { takes: 'uniform(1, 3)', host: 'h' },
      b: { takes: 'exponential(mean=2)', host: 'h' },
      c: { takes: 'exponential(mean=2)', host: 'g', after: ['a'] },
      d: { takes: 'exponential(mean=2)', host: 'g' },
    },
    hosts: { h: { order: 'free', capacity: 1 }, g: { order: 'free', capacity: 1 } },
    pools: { p: { capacity: 2, tasks: ['a', 'c', 'd'] } },
  };
  const reversed = { ...input, tasks: Object.fromEntries(Object.entries(input.tasks).reverse()) };
  for (const granularity of ['fine', 'host'] as const) {
    const [one, other] = [input, reversed].map((each) => runOf(each, { granularity, replications: 200 }));
    expect(other).toEqual(one);
  }
});

it('the assumed times that the makespan rests on are named', () => {
  const { deployment, timings } = scenario({ tasks: { a: { takes: 5 }, b: { takes: 1, after: ['a'] }, c: {} } });
  const guessed = new Map([...timings].map(([id, timing]) => [id, { ...timing, origin: 'assumed' as const }]));
  const run = simulate(deployment, { timings: guessed, replications: 3 });
  expect('notes' in run && run.notes).toEqual([
    'the makespan rests on assumed times: a (critical in 100 %), b (critical in 100 %)',
  ]);
});

it('an option out of range is misuse', () => {
  const { deployment, timings } = scenario({ tasks: { a: {} } });
  expect(() => simulate(deployment, { timings, replications: 0 })).toThrow(RangeError);
  expect(() => simulate(deployment, { timings, workers: 1.5 })).toThrow(RangeError);
  expect(() => simulate(deployment, { timings: new Map() })).toThrow("task 'a' has no timing");
});

it('a deployment without tasks takes no time', () => {
  expect(runOf({ tasks: {} })).toMatchObject({ makespan: { mean: 0 }, trace: [], critical: [], failedReplications: 0 });
});
