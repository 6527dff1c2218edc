import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { joinParts, RunInProgress, type RunOptions } from './run-in-progress.ts';
import { simulate } from './simulate.ts';
import type { SimulateOptions } from './simulation.ts';
import { inProcessThreads } from './testing/in-process-threads.ts';
import { type Scenario, scenario } from './testing/scenario.ts';

const PLAIN: Scenario = {
  tasks: {
    a: { takes: 'exponential(mean=5s)' },
    b: { takes: 'lognormal(median=4s, p95=9s)', after: ['a'] },
    c: { takes: 'uniform(1s, 20s)' },
  },
};
/** Half of all replications time out. */
const FAILING: Scenario = {
  tasks: {
    a: { takes: 'uniform(1s, 9s)' },
    w: { kind: 'wait', takes: 0 },
    z: { takes: 'uniform(0s, 1s)', after: ['w'] },
  },
  handles: { h: {} },
  signals: [{ handle: 'h', sender: 'a' }],
  waits: { w: { handle: 'h', count: 1, timeoutSeconds: 5 } },
};

function begin(input: Scenario, options: Partial<SimulateOptions>, run: RunOptions = {}): RunInProgress {
  const { deployment, timings } = scenario(input);
  const prepared = prepare(deployment, { timings, ...options });
  if ('cycle' in prepared) throw new Error('cyclic');
  return new RunInProgress(prepared, run);
}

function finish(run: RunInProgress): RunInProgress {
  for (const _step of run.steps());
  return run;
}

describe.each([
  ['where everything completes', PLAIN],
  ['where half of it fails', FAILING],
])('a run in parts, %s', (_name, input) => {
  const replications = 5003;
  const { deployment, timings } = scenario(input);
  const whole = simulate(deployment, { timings, replications });

  it('keeps the ends of all tasks', () => {
    if ('cycle' in whole) throw new Error('cyclic');
    expect(whole.endQuantiles.size).toBe(Object.keys(input.tasks).length);
  });

  it.each([2, 7])('of which there are %i joins to the same', (parts) => {
    const ranges = Array.from({ length: parts }, (_, index) => ({
      first: Math.floor((index * replications) / parts),
      end: Math.floor(((index + 1) * replications) / parts),
    }));
    const options = { keepsStretches: true, threads: inProcessThreads(1) };
    const done = ranges.map((range) => finish(begin(input, { replications }, { ...options, range })).part());
    expect(joinParts(done)).toEqual(whole);
  });

  it('that was interrupted goes on where it stopped', () => {
    // Rounds are as long as a network is small, so the first part is cut by hand.
    const first = finish(begin(input, { replications }, { keepsStretches: true, range: { first: 0, end: 777 } }));
    const second = begin(input, { replications }, { keepsStretches: true });
    second.resume(first.part().stretches);
    expect(second.done).toBe(777);
    expect(finish(second).conclude()).toEqual(whole);
  });
});

describe('a run until it is precise enough', () => {
  const precision = { statistic: 'mean', relative: 0.02 } as const;

  it('stops when the interval is narrow enough, and says so', () => {
    const {
      precision: reached,
      makespan,
      replications,
    } = finish(begin(PLAIN, { replications: 1_000_000 }, { precision })).conclude();
    expect(reached).toMatchObject({ reached: true, replications, interval: { estimate: makespan?.mean } });
    const half = ((makespan?.ciHigh ?? 0) - (makespan?.ciLow ?? 0)) / 2;
    expect(half).toBeLessThanOrEqual(0.02 * (makespan?.mean ?? 0));
    expect(half).toBeGreaterThan(0.015 * (makespan?.mean ?? 0));
    expect(replications % 256).toBe(0);
  });

  it('stops at the most replications, and says that it does not suffice', () => {
    const run = finish(begin(PLAIN, { replications: 2000 }, { precision: { relative: 0.001 } })).conclude();
    expect(run.precision).toMatchObject({ reached: false, replications: 2000 });
  });

  it('does not depend on the threads', () => {
    const [one, three] = [undefined, inProcessThreads(2)].map((threads) => {
      return finish(begin(PLAIN, { replications: 1_000_000 }, { precision, threads })).conclude();
    });
    expect(three).toEqual(one);
  });

  it.each([0, 1, Number.NaN])('refuses a relative half-width of %d', (relative) => {
    expect(() => begin(PLAIN, {}, { precision: { relative } })).toThrow(RangeError);
  });
});
