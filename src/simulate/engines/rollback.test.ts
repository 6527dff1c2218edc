import { describe, expect, it } from 'vitest';
import { engineRun } from '../testing/check-engine.ts';
import type { Scenario } from '../testing/scenario.ts';

const create = { kind: 'create' } as const;
const CERTAIN = new Map([['bad', { probability: 1 }]]);

/** When each task was undone, by id; those that were not are absent. And when the failure was over. */
function undone(input: Scenario, rollback: string): Readonly<Record<string, number>> {
  const engineOptions = { rollback };
  const run = engineRun(input, { engine: 'cloudformation', engineOptions, failures: CERTAIN });
  const times = run.trace.flatMap(({ task, undoneAt }) => (undoneAt === undefined ? [] : [[task, undoneAt] as const]));
  return { ...Object.fromEntries(times), over: run.failures?.time.mean as number };
}

describe('a stack that has failed', () => {
  const chain: Scenario = {
    tasks: {
      net: { takes: 10, ...create },
      vm: { takes: 20, after: ['net'], ...create },
      bad: { takes: 4, after: ['vm'], ...create },
      never: { takes: 1, after: ['bad'], ...create },
    },
  };

  it('is undone from the end backwards, each in its part of its time', () => {
    // Fails at 34: 2 s, then 10 s, then 5 s.
    expect(undone(chain, '0.5')).toEqual({ bad: 36, vm: 46, net: 51, over: 51 });
  });

  it('stays as it is unless that is asked for', () => {
    expect(undone(chain, 'none')).toEqual({ over: 34 });
  });

  it('is undone side by side, but nothing before its own end', () => {
    const tasks = {
      bad: { takes: 4, ...create },
      done: { takes: 2, ...create },
      busy: { takes: 10, ...create },
      boot: { takes: 60, after: ['done'], kind: 'boot', tracked: false } as const,
    };
    // What nobody tracks goes with its machine.
    expect(undone({ tasks }, '1')).toEqual({ bad: 8, done: 6, busy: 20, over: 20 });
  });

  it('a nested stack goes before what the whole of it came after', () => {
    const nested: Scenario = {
      tasks: {
        first: { takes: 10, ...create },
        inner: { takes: 5, stack: 's', ...create },
        bad: { takes: 1, ...create },
      },
      stacks: { s: { after: ['first'] } },
      afterStacks: { bad: ['s'] },
    };
    // Fails at 16: 1 s, then 5 s, then 10 s.
    expect(undone(nested, '1')).toEqual({ bad: 17, inner: 22, first: 32, over: 32 });
  });

  it('one that is stuck is not undone', () => {
    const stuck: Scenario = {
      tasks: { a: { takes: 3, ...create }, w: { kind: 'wait' } },
      waits: { w: { handle: 'h', count: 1 } },
    };
    const options = { engine: 'cloudformation', engineOptions: { rollback: '1' } } as const;
    const run = engineRun(stuck, options);
    expect([run.failures?.stuck, run.failures?.time.mean]).toEqual([1, 3]);
    expect(run.trace.some(({ undoneAt }) => undoneAt !== undefined)).toBe(false);
  });

  it('with what each engine of Heat needs from one deletion to the next', () => {
    const over = (engine: 'heat-convergence' | 'heat-legacy', rollback: string): number => {
      return engineRun(chain, { engine, engineOptions: { rollback }, failures: CERTAIN }).failures?.time.mean as number;
    };
    expect(over('heat-convergence', '0') - over('heat-convergence', 'none')).toBeCloseTo(3 * 0.21, 9);
    expect(over('heat-legacy', '0') - over('heat-legacy', 'none')).toBeCloseTo(3 * 1.035, 9);
  });
});
