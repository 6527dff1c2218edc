import { describe, expect, it } from 'vitest';
import { checkEngine, engineRun } from '../testing/check-engine.ts';
import type { Scenario } from '../testing/scenario.ts';
import { engines } from './index.ts';
import { EngineSettings } from './settings.ts';

const create = { kind: 'create' } as const;

describe('taskflow', () => {
  const tasks = {
    b: { takes: 2, ...create },
    a: { takes: 1, ...create },
    y: { takes: 1, after: ['a'], ...create },
    x: { takes: 1, after: ['a'], ...create },
  };

  it('serial runs in waves: all that is ready before what comes after the first of them', () => {
    const options = { engine: 'taskflow', engineOptions: { executor: 'serial' } } as const;
    checkEngine({ tasks: { a: tasks.a, b: tasks.b, x: tasks.x } }, options, ['a 0-1', 'b 1-3', 'x 3-4']);
  });

  it('parallel is a queue: what is released by one end goes in order of the list, behind who waits', () => {
    const one = { engine: 'taskflow', engineOptions: { workers: '1' } } as const;
    checkEngine({ tasks }, one, ['b 0-2', 'a 2-3', 'y 3-4', 'x 4-5']);
    const two = { engine: 'taskflow', engineOptions: { workers: '2' } } as const;
    checkEngine({ tasks }, two, ['a 0-1', 'b 0-2', 'y 1-2', 'x 2-3']);
  });

  it('what the ends of one moment release is put in order together', () => {
    const together = {
      late: { takes: 1, after: ['q'], ...create },
      p: { takes: 1, ...create },
      q: { takes: 1, ...create },
      early: { takes: 1, after: ['p'], ...create },
    };
    const options = { engine: 'taskflow', engineOptions: { workers: '2' } } as const;
    checkEngine({ tasks: { ...together, more: { takes: 1, after: ['p', 'q'], ...create } } }, options, [
      'p 0-1',
      'q 0-1',
      'early 1-2',
      'late 1-2',
      'more 2-3',
    ]);
  });

  it('equal priorities are drawn: both orders happen', () => {
    const input = {
      tasks: { a: { takes: 2, ...create }, b: { takes: 1, ...create }, c: { takes: 2, after: ['b'], ...create } },
    };
    const engineOptions = { workers: '1', priority: 'equal' };
    const { samples, trace } = engineRun(input, { engine: 'taskflow', engineOptions, replications: 200 });
    expect([...new Set(samples)]).toEqual([5]);
    expect(trace.map(({ task }) => task)).toEqual(['a', 'b', 'c']);
    const both = { tasks: { ...input.tasks, d: { takes: 3, after: ['a'], ...create } } };
    const two = engineRun(both, {
      engine: 'taskflow',
      engineOptions: { ...engineOptions, workers: '1' },
      replications: 200,
    });
    expect(new Set(two.samples)).toEqual(new Set([8]));
  });

  it('overhead keeps its thread', () => {
    const options = { engine: 'taskflow', engineOptions: { workers: '1', overhead: '0.5s' } } as const;
    checkEngine({ tasks: { a: tasks.a, b: tasks.b } }, options, ['a 0-1.5', 'b 1.5-4']);
  });
});

describe('cloudformation', () => {
  const tasks = { a: { takes: 10, ...create }, b: { takes: 10, after: ['a'], ...create } };

  it('starts what is ready at once', () => {
    checkEngine({ tasks }, { engine: 'cloudformation' }, ['a 0-10', 'b 10-20', '[] 0-20']);
  });

  it('CONFIGURATION_COMPLETE lets dependents start early; the stack is complete with its last resource', () => {
    const engineOptions = { 'configured-after': '0.6' };
    checkEngine({ tasks }, { engine: 'cloudformation', engineOptions }, ['a 0-10', 'b 6-16', '[] 0-16']);
    const slow = { a: { takes: 30, ...create }, b: { takes: 1, after: ['a'], ...create } };
    checkEngine({ tasks: slow }, { engine: 'cloudformation', engineOptions }, ['a 0-30', 'b 18-19', '[] 0-30']);
  });

  it('services admit calls by a token bucket: of n at once the last after (n − burst) / rate', () => {
    const calls = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`r${at}`, { takes: 1 }]));
    const late = { z: { takes: 1, after: ['r6'] } };
    const engineOptions = { 'api-rate': '2', 'api-burst': '3' };
    checkEngine({ tasks: { ...calls, ...late } }, { engine: 'cloudformation', engineOptions }, [
      ...['r0 0-1', 'r1 0-1', 'r2 0-1', 'r3 0.5-1.5', 'r4 1-2', 'r5 1.5-2.5', 'r6 2-3', 'z 3-4', '[] 0-4'],
    ]);
    const both = { ...engineOptions, 'configured-after': '0.5' };
    expect(() => engineRun({ tasks: calls }, { engine: 'cloudformation', engineOptions: both })).toThrow(/together/);
  });

  it('the first failure stops the stack', () => {
    const failures = new Map([['a', { probability: 1 }]]);
    checkEngine({ tasks }, { engine: 'cloudformation', failures }, ['a 0-10 !', 'b 10-10 …', '[] 0-10 !']);
  });

  it.each([
    // 60 s of its own for the inner stack, or 70 s for all.
    ['its own timeout', { inner: 60 }, ['first 0-10', 'fast 10-15', 'slow 10-70 !', 'last 70-70 …', '[] 0-70 !']],
    ['that of the stack around', { '': 70 }, ['first 0-10', 'fast 10-15', 'slow 10-70 !', 'last 70-70 …', '[] 0-70 !']],
  ])('what is under way in a nested stack is given up at %s, and that is a timeout', (_name, limits, expected) => {
    const nested: Scenario = {
      tasks: {
        first: { takes: 10, ...create },
        fast: { takes: 5, stack: 'inner', ...create },
        slow: { takes: 120, stack: 'inner', ...create },
        last: { takes: 1, ...create },
      },
      stacks: { inner: { after: ['first'] } },
      afterStacks: { last: ['inner'] },
      limits,
    };
    checkEngine(nested, { engine: 'cloudformation' }, [...expected, '[inner] 10-70 !']);
    const { failures, trace } = engineRun(nested, { engine: 'cloudformation' });
    expect(failures).toMatchObject({ timedOut: 1, stuck: 0, first: [{ task: 'slow', timedOut: 1 }] });
    expect(trace.map(({ reason }) => reason.kind)).toEqual(['begin', 'prerequisite', 'timeout', 'never']);
  });
});

describe('what may fail', () => {
  const input: Scenario = { tasks: { a: { takes: 2 }, b: { takes: 1, after: ['a'] }, other: { takes: 9 } } };

  it('is tried again after pauses that double; then those after it never start', () => {
    const failures = new Map([['a', { probability: 1, retries: 2, pauseSeconds: 3 }]]);
    // 2 + 3 + 2 + 6 + 2.
    checkEngine(input, { failures }, ['other 0-9', 'a 0-15 !', 'b 15-15 …']);
    const { trace } = engineRun(input, { failures });
    expect(trace.find(({ task }) => task === 'a')?.failedAttempts).toBe(3);
  });

  it('fails as often as it is told to, and is known to have failed when it did', () => {
    const failures = new Map([['a', { probability: 0.3, retries: 1, pauseSeconds: 1 }]]);
    const { failures: found, completed, samples } = engineRun(input, { failures, replications: 20_000 });
    const expected = 0.09;
    expect(Math.abs(found!.probability - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 20_000));
    expect([found!.time.min, found!.time.max]).toEqual([5, 5]);
    expect(found!.first).toEqual([{ task: 'a', probability: found!.probability, timedOut: 0 }]);
    expect(completed?.length).toBe(samples.length);
  });

  it('draws each attempt anew: the time of the second is not that of the first', () => {
    const failures = new Map([['a', { probability: 0.5, retries: 1 }]]);
    const { samples } = engineRun(
      { tasks: { a: { takes: 'exponential(mean=1)' } } },
      { failures, replications: 20_000 },
    );
    // Half of the completed: of three that complete, two at the first attempt and one at the second: mean 4/3, and
    // E[T²] = (2·2 + 1·6) / 3, so the variance is 10/3 − 16/9 = 14/9 if the two times are independent.
    const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
    const variance = samples.reduce((sum, one) => sum + (one - mean) ** 2, 0) / samples.length;
    expect(Math.abs(mean - 4 / 3)).toBeLessThan(5 * Math.sqrt(14 / 9 / samples.length));
    expect(Math.abs(variance - 14 / 9)).toBeLessThan(0.12);
  });

  it('costs nothing when nothing can', () => {
    const failures = new Map([['a', { probability: 0 }]]);
    expect(engineRun(input, { failures }).samples).toEqual(engineRun(input, {}).samples);
  });
});

describe('who goes first', () => {
  const input: Scenario = {
    tasks: { a: { takes: 1 }, b: { takes: 1 }, c: { takes: 1 }, long: { takes: 5, after: ['c'] } },
  };

  it('the longest way to the end, when told so', () => {
    checkEngine(input, { workers: 1, policy: 'critical-path-first' }, ['c 0-1', 'long 1-6', 'a 6-7', 'b 7-8']);
    const two = { workers: 2, policy: 'critical-path-first' } as const;
    checkEngine(input, two, ['a 0-1', 'c 0-1', 'b 1-2', 'long 1-6']);
    expect(engineRun(input, { workers: 2 }).makespan?.max).toBe(7);
  });

  it('by lot: every order that the slots allow', () => {
    const { samples } = engineRun(input, { workers: 2, policy: 'random', replications: 300 });
    expect([...new Set(samples)].sort()).toEqual([6, 7]);
  });

  it('and in which order leaves start', () => {
    const engineOptions = { load: '0' };
    const options = { engine: 'heat-convergence', engineOptions, policy: 'critical-path-first' } as const;
    checkEngine(input, options, ['c 0-1', 'a 1-2', 'long 1-6', 'b 2-3', '[] 0-6']);
  });
});

describe('settings', () => {
  const settings = (given: Readonly<Record<string, string>>) => new EngineSettings(engines['heat-convergence'], given);

  for (const { name, run, message } of [
    {
      name: 'an option that is not there',
      run: () => settings({ pol: '1s' }),
      message: /no option 'pol' \(did you mean 'poll'\?\)/,
    },
    {
      name: 'no time',
      run: () => settings({ poll: 'soon' }).seconds('poll'),
      message: /poll must be a time such as 5s/,
    },
    {
      name: 'a distribution where one time is meant',
      run: () => settings({ poll: 'uniform(1s, 2s)' }).seconds('poll'),
      message: /not a distribution/,
    },
    { name: 'no number of threads', run: () => settings({ threads: '0' }).count('threads'), message: /1, 2, 3/ },
    { name: 'a negative load', run: () => settings({ load: '-1' }).number('load'), message: /a number from 0 up/ },
  ]) {
    it(`refuses ${name}`, () => {
      expect(run).toThrow(RangeError);
      expect(run).toThrow(message);
    });
  }
});
