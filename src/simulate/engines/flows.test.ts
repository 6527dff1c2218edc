import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetryRule } from '../../model/deployment.ts';
import { constant } from '../../model/durations/parse-duration.ts';
import type { TaskFailure } from '../simulation.ts';
import { engineRun } from '../testing/check-engine.ts';
import type { Scenario, ScenarioTask } from '../testing/scenario.ts';

/** `pre`, then a flow that runs again as a whole — `x`, then `y` and `z` — and `post`. Undoing takes a second. */
function flow(retry: RetryRule): Scenario {
  const inner = { stack: 'inner', undoDuration: constant(1) };
  return {
    stacks: { inner: { after: ['pre'] } },
    tasks: {
      pre: { takes: 1, undoDuration: constant(1) },
      again: { stack: 'inner', kind: 'create', retry },
      x: { ...inner, takes: 2, after: ['again'] },
      y: { ...inner, takes: 1, after: ['x'] },
      z: { ...inner, takes: 3, after: ['x'] },
      post: { takes: 1 },
    },
    enters: { again: ['pre'], post: ['y', 'z'] },
    afterStacks: { post: ['inner'] },
  };
}

/** `task start-end undone at` of each, or when the engine gives up. */
function check(retry: RetryRule, y: TaskFailure, expected: readonly string[], options: Record<string, string> = {}) {
  const run = engineRun(flow(retry), {
    ...{ engine: 'taskflow', failures: new Map([['y', y]]) },
    engineOptions: { workers: 'none', ...options },
  });
  const lines = run.trace
    .filter(({ task, outcome }) => task !== 'again' && outcome !== 'stuck')
    .map(({ task, start, end, outcome, undoneAt }) => {
      const undone = undoneAt === undefined ? '' : ` undone at ${undoneAt}`;
      return `${task} ${start}-${end}${outcome === 'failed' ? ' !' : ''}${undone}`;
    });
  const end = run.makespan ? `done at ${run.makespan.mean}` : `given up at ${run.failures?.time.mean}`;
  expect([...lines, end]).toEqual(expected);
}

const BAD = { probability: 1 };

describe('a flow after a failure', () => {
  it('undoes what it ran, from the end backwards, when what was under way has ended, and runs again', () => {
    // y is undone from 4 to 5, z ends at 6 and is undone by 7, x by 8.
    check({ attempts: 2, onExhausted: 'revert' }, { ...BAD, only: 1 }, [
      ...['pre 0-1', 'x 8-10 undone at 8', 'y 10-11 undone at 5', 'z 10-13 undone at 7', 'post 13-14'],
      'done at 14',
    ]);
  });

  it('runs as often as its retry says', () => {
    check({ attempts: 3, onExhausted: 'revert' }, { ...BAD, only: 2 }, [
      ...['pre 0-1', 'x 15-17 undone at 15', 'y 17-18 undone at 12', 'z 17-20 undone at 14', 'post 20-21'],
      'done at 21',
    ]);
  });

  it('that gives up is undone itself, and nothing around it', () => {
    check({ attempts: 1, onExhausted: 'revert' }, BAD, [
      ...['pre 0-1', 'x 1-3 undone at 8', 'y 3-4 ! undone at 5', 'z 3-6 undone at 7'],
      'given up at 8',
    ]);
  });

  it.each([
    ['its retry says so', 'revert-all', {}],
    ['the engine leaves it to the flow around, which has none', 'revert', { 'defer-reverts': 'yes' }],
  ] as const)('that gives up undoes everything when %s', (_when, onExhausted, options) => {
    const expected = ['pre 0-1 undone at 9', 'x 1-3 undone at 8', 'y 3-4 ! undone at 5', 'z 3-6 undone at 7'];
    check({ attempts: 1, onExhausted }, BAD, [...expected, 'given up at 9'], options);
  });

  it('is left as it is when the engine never resolves', () => {
    const expected = ['pre 0-1', 'x 1-3', 'y 3-4 !', 'z 3-6', 'given up at 6'];
    check({ attempts: 3, onExhausted: 'revert' }, BAD, expected, { 'never-resolve': 'yes' });
  });

  it('serial: all of a wave runs before anything is undone', () => {
    check(
      { attempts: 1, onExhausted: 'revert' },
      BAD,
      ['pre 0-1', 'x 1-3 undone at 10', 'y 3-4 ! undone at 8', 'z 4-7 undone at 9', 'given up at 10'],
      { executor: 'serial' },
    );
  });

  it('draws a new time for all that runs again', () => {
    const { tasks, ...rest } = flow({ attempts: 2, onExhausted: 'revert' });
    const x = { ...tasks.x, takes: 'uniform(1s, 3s)' };
    const { samples } = engineRun(
      { ...rest, tasks: { ...tasks, x } },
      { engine: 'taskflow', failures: new Map([['y', { ...BAD, only: 1 }]]), replications: 20_000 },
    );
    // 10 + x + x' with two independent times of mean 2 and variance 1/3.
    const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
    const variance = samples.reduce((sum, one) => sum + (one - mean) ** 2, 0) / samples.length;
    expect(Math.abs(mean - 14)).toBeLessThan(5 * Math.sqrt(2 / 3 / samples.length));
    expect(Math.abs(variance - 2 / 3)).toBeLessThan(0.03);
  });
});

it('without a failure the kernel of flows gives the same bytes as that of events', () => {
  const network = fc.record({
    takes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }),
    arrows: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 }),
    workers: fc.integer({ min: 1, max: 4 }),
    executor: fc.constantFrom('parallel', 'serial'),
  });
  fc.assert(
    fc.property(network, ({ takes, arrows, workers, executor }) => {
      const tasks: Record<string, ScenarioTask> = Object.fromEntries(
        takes.map((seconds, at) => {
          const after = arrows.filter(([a, b]) => a < b && b === at).map(([a]) => `t${a}`);
          return [`t${at}`, { takes: seconds, after: [...new Set(after)] }];
        }),
      );
      const options = { engine: 'taskflow', engineOptions: { executor, workers: String(workers) } } as const;
      const plain = engineRun({ tasks }, options);
      // Nobody will live to see it fail, but it might.
      const flows = engineRun({ tasks }, { ...options, failures: new Map([['t0', { probability: 1e-300 }]]) });
      expect(flows.trace.map(({ task, start, end }) => [task, start, end])).toEqual(
        plain.trace.map(({ task, start, end }) => [task, start, end]),
      );
      expect(flows.samples).toEqual(plain.samples);
    }),
    { numRuns: 200 },
  );
});
