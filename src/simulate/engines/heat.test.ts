import { describe, expect, it } from 'vitest';
import { checkEngine, engineRun } from '../testing/check-engine.ts';
import type { Scenario } from '../testing/scenario.ts';

type Options = Readonly<Record<string, string>>;

function convergence(engineOptions: Options = {}) {
  return {
    engine: 'heat-convergence',
    engineOptions: { load: '0', 'leaf-order': 'listed', ...engineOptions },
  } as const;
}

function legacy(engineOptions: Options = {}) {
  return { engine: 'heat-legacy', engineOptions: { load: '0', 'start-order': 'listed', ...engineOptions } } as const;
}

const create = { kind: 'create' } as const;

describe('convergence', () => {
  it('looks at a resource each second from its own start', () => {
    const tasks = { a: { takes: 2.5, ...create }, b: { takes: 0.2, after: ['a'], ...create } };
    checkEngine({ tasks }, convergence(), ['a 0-3', 'b 3-4', '[] 0-4']);
    checkEngine({ tasks }, convergence({ poll: '2s' }), ['a 0-4', 'b 4-6', '[] 0-6']);
  });

  it('finds at its first look what takes no time', () => {
    const tasks = { a: create, b: { after: ['a'], ...create } };
    checkEngine({ tasks }, convergence(), ['a 0-0', 'b 0-0', '[] 0-0']);
  });

  it('starts leaves a second apart, and nobody else', () => {
    const tasks = { a: create, b: create, c: create, d: { after: ['c'], ...create }, e: { after: ['c'], ...create } };
    checkEngine({ tasks }, convergence(), ['a 0-0', 'b 1-1', 'c 2-2', 'd 2-2', 'e 2-2', '[] 0-2']);
    checkEngine({ tasks }, convergence({ stagger: '0s' }), ['a 0-0', 'b 0-0', 'c 0-0', 'd 0-0', 'e 0-0', '[] 0-0']);
    const first = { tasks: { a: create, b: create, c: create } };
    checkEngine(first, convergence({ 'leaf-order': 'c a' }), ['c 0-0', 'a 1-1', 'b 2-2', '[] 0-2']);
    expect(engineRun(first, convergence()).trace.map(({ reason }) => reason)).toEqual([
      { kind: 'begin' },
      { kind: 'pace', group: '' },
      { kind: 'pace', group: '' },
    ]);
  });

  it('draws the order of leaves anew each time, whatever ran before', () => {
    const tasks = { a: { takes: 5, ...create }, b: { takes: 1, ...create } };
    const options = { engine: 'heat-convergence', engineOptions: { load: '0' }, replications: 400 } as const;
    const { samples } = engineRun({ tasks }, options);
    const late = [...samples].filter((makespan) => makespan === 6).length;
    expect([...new Set(samples)].sort()).toEqual([5, 6]);
    expect(Math.abs(late - 200)).toBeLessThan(5 * 10);
    expect(engineRun({ tasks }, { ...options, replications: 40 }).samples).toEqual(samples.slice(0, 40));
  });

  it('a resource holds its thread until it is seen to be complete', () => {
    const tasks = { a: { takes: 1.5, ...create }, b: { takes: 1.5, ...create }, c: { takes: 1, ...create } };
    const options = convergence({ stagger: '0s', threads: '1', processes: '2' });
    checkEngine({ tasks }, options, ['a 0-2', 'b 0-2', 'c 2-3', '[] 0-3']);
  });

  it('counts each cost once: a hop, a look, a record', () => {
    const tasks = { a: { takes: 1, ...create }, b: { takes: 1, after: ['a'], ...create } };
    // A look that finds nothing costs 0.01 s, to record the end 0.06 s, a hop 0.15 s, the stack's end 0.08 s.
    checkEngine({ tasks }, convergence({ load: '1' }), ['a 0-1.07', 'b 1.22-2.29', '[] 0-2.37']);
  });
});

describe('waits in convergence', () => {
  const wait = (signals: Scenario['signals'], timeoutSeconds: number, handle = {}): Scenario => ({
    tasks: {
      s1: { takes: 2.2, tracked: false, kind: 'boot' },
      s2: { takes: 2.4, tracked: false, kind: 'boot' },
      w: { kind: 'wait' },
    },
    waits: { w: { handle: 'h', count: 1, timeoutSeconds } },
    handles: { h: handle },
    ...(signals ? { signals } : {}),
  });

  for (const { name, signals, timeout, expected } of [
    {
      name: 'a signal is seen at the next look',
      signals: [{ handle: 'h', sender: 's1' }],
      timeout: 9,
      expected: 'w 0-3',
    },
    {
      name: 'the timeout is looked at first',
      signals: [{ handle: 'h', sender: 's1' }],
      timeout: 3,
      expected: 'w 0-3 !',
    },
    { name: 'a timeout is seen at the next look', signals: [], timeout: 1.5, expected: 'w 0-2 !' },
    {
      name: 'a failure wins over a count that is met in the same look',
      signals: [
        { handle: 'h', sender: 's1' },
        { handle: 'h', sender: 's2', status: 'FAILURE' as const },
      ],
      timeout: 9,
      expected: 'w 0-3 !',
    },
    {
      name: 'a failure that is overwritten before the look was never there',
      signals: [
        { handle: 'h', sender: 's1', id: 'x', status: 'FAILURE' as const },
        { handle: 'h', sender: 's2', id: 'x' },
      ],
      timeout: 9,
      expected: 'w 0-3',
    },
  ]) {
    it(name, () => {
      const { trace } = engineRun(wait(signals, timeout), convergence());
      const { start, end, outcome } = trace.find(({ task }) => task === 'w')!;
      expect(`w ${start}-${end}${outcome === 'failed' ? ' !' : ''}`).toBe(expected);
    });
  }
});

describe('nested stacks', () => {
  const nested: Scenario = {
    stacks: { n: {} },
    tasks: {
      x: { takes: 1.2, stack: 'n', ...create },
      y: { takes: 3, stack: 'n', ...create },
      z: { takes: 1, ...create },
    },
    afterStacks: { z: ['n'] },
  };

  it('are one whole to those after them, and see their own leaves start apart', () => {
    checkEngine(nested, convergence(), ['x 0-2', 'y 1-4', 'z 4-5', '[] 0-5', '[n] 0-4']);
  });

  it('are looked at by the stack around them each second from where they began', () => {
    const options = convergence({ load: '1', 'nested-begin': '0.5s', hop: '0s' });
    const { stacks = [], trace } = engineRun(nested, options);
    const start = new Map(trace.map((entry) => [entry.task, entry.start]));
    expect(start.get('x')).toBe(0.5);
    expect(stacks[1]).toMatchObject({ group: 'n', start: 0 });
    // Its last resource ends at 4.59; looks are at 0.5, 1.51, … 5.55.
    expect(stacks[1]!.end).toBeCloseTo(0.5 + 5 * 1.01 + 0.06, 9);
  });

  it('whose cycle only the wholes make are not walked', () => {
    const tasks = { a: { stack: 'n', ...create }, b: { stack: 'n', ...create }, m: create };
    const input: Scenario = { stacks: { n: { after: ['m'] } }, tasks, afterStacks: { m: ['n'] } };
    expect(() => engineRun(input, convergence())).toThrow(/cyclic: .*n/);
    expect(engineRun(input, {}).makespan?.max).toBe(0);
  });

  it('fail the stack around them', () => {
    const failures = new Map([['x', { probability: 1 }]]);
    const lines = ['x 0-2 !', 'y 1-4', 'z 4-4 …', '[] 0-2 !', '[n] 0-2 !'];
    checkEngine(nested, { ...convergence(), failures }, lines);
  });
});

describe('failures', () => {
  const tasks = {
    bad: { takes: 2, ...create },
    long: { takes: 4.5, ...create },
    after: { after: ['long'], ...create },
  };
  const failures = new Map([['bad', { probability: 1 }]]);

  it('in convergence fail the stack at once; what is under way goes on, nothing new starts', () => {
    const options = { ...convergence({ stagger: '0s' }), failures };
    checkEngine({ tasks }, options, ['bad 0-2 !', 'long 0-5', 'after 5-5 …', '[] 0-2 !']);
  });

  it('in legacy fail it when what was under way has ended', () => {
    checkEngine({ tasks }, { ...legacy(), failures }, ['bad 0-2 !', 'long 0-5', 'after 5-5 …', '[] 0-5 !']);
  });

  it('in legacy are seen a round later when nothing was under way', () => {
    checkEngine({ tasks: { bad: tasks.bad } }, { ...legacy(), failures }, ['bad 0-2 !', '[] 0-3 !']);
  });

  it('by the timeout of the stack give up what is under way at its next look', () => {
    const late = { tasks: { a: { takes: 9, ...create }, b: { after: ['a'], ...create } } };
    const lines = ['a 0-4 !', 'b 4-4 …', '[] 0-4 !'];
    checkEngine(late, convergence({ timeout: '3.5s' }), lines);
    checkEngine(late, legacy({ timeout: '3.5s' }), lines);
    expect(engineRun(late, convergence({ timeout: '3.5s' })).failures).toMatchObject({
      probability: 1,
      timedOut: 1,
      first: [{ task: 'a', probability: 1, timedOut: 1 }],
    });
  });
});

describe('legacy', () => {
  it('takes a second a level, but for the first', () => {
    const tasks = { a: create, b: { after: ['a'], ...create }, c: { after: ['b'], ...create } };
    checkEngine({ tasks }, legacy(), ['a 0-0', 'b 0-1', 'c 1-2', '[] 0-2']);
  });

  it('sees in the rounds of the stack, whenever a resource started', () => {
    const tasks = {
      a: { takes: 1.5, ...create },
      b: { takes: 2.2, ...create },
      c: { takes: 1.1, after: ['a'], ...create },
    };
    checkEngine({ tasks }, legacy(), ['a 0-2', 'b 0-3', 'c 2-4', '[] 0-4']);
  });

  it('looks at who starts while others are under way', () => {
    const tasks = { a: { takes: 5, ...create }, b: { takes: 1, ...create }, c: { takes: 1, after: ['b'], ...create } };
    checkEngine({ tasks }, legacy(), ['b 0-1', 'a 0-5', 'c 1-2', '[] 0-5']);
  });

  it('what one look costs delays all others', () => {
    const tasks = {
      a: { takes: 2, type: 'slow', ...create },
      b: { takes: 2, type: 'slow', ...create },
      c: { takes: 1, ...create },
    };
    // Round at 0: a and b block a second each, and c is over when it is looked at; then a rest.
    checkEngine({ tasks }, legacy({ 'blocking-poll': 'slow: 1' }), ['c 0-2', 'a 0-3', 'b 0-3', '[] 0-3']);
  });
});

describe("a machine's agent", () => {
  const machine = (components: Scenario['tasks']): Scenario => ({
    tasks: { vm: { takes: 1, kind: 'server', host: 'vm' }, ...components },
  });
  const options = convergence({ 'agent-poll': '5s' });

  it('runs what it sees when it looks, one after another by name', () => {
    const input = machine({
      p: { takes: 2, host: 'vm', after: ['vm'], turnName: 'z' },
      q: { takes: 3, host: 'vm', after: ['vm'], turnName: 'a' },
    });
    checkEngine(input, options, ['vm 0-1', 'q 1-4', 'p 1-6', '[] 0-6']);
  });

  it('does not see before its next look what comes while it is away', () => {
    const input = machine({
      p: { takes: 2, host: 'vm', after: ['vm'] },
      q: { takes: 1, host: 'vm', after: ['p'] },
    });
    // It runs p from 1 to 3, and looks again at 8.
    checkEngine(input, options, ['vm 0-1', 'p 1-3', 'q 3-9', '[] 0-9']);
  });

  it('does not see at work what comes meanwhile', () => {
    const input = machine({
      p: { takes: 3, host: 'vm', after: ['vm'] },
      s: { takes: 2, ...create },
      q: { takes: 1, host: 'vm', after: ['s'] },
    });
    // It runs p from 1 to 4, and looks again at 9.
    const noStagger = convergence({ 'agent-poll': '5s', stagger: '0s' });
    checkEngine(input, noStagger, ['vm 0-1', 's 0-2', 'p 1-4', 'q 2-10', '[] 0-10']);
  });

  it('rests longer and longer, from when its machine is there, and its last rest repeats', () => {
    const tasks = {
      vm: { kind: 'server', host: 'vm' },
      s: { takes: 11, ...create },
      p: { takes: 1, host: 'vm', after: ['s'] },
    } as const;
    const backOff = convergence({ stagger: '0s', 'agent-poll': '1s, 2s, 4s' });
    // Looks at 0, 1, 3, 7, 11, 15, …; at 11.5 the next is at 15.
    checkEngine({ tasks }, backOff, ['vm 0-0', 's 0-11', 'p 11-12', '[] 0-12']);
    const later = { ...tasks, s: { takes: 11.5, ...create }, p: { ...tasks.p, after: ['s'] } };
    checkEngine({ tasks: later }, backOff, ['vm 0-0', 's 0-12', 'p 12-16', '[] 0-16']);
  });

  it('in legacy, too, a deployment is seen to be complete in the rounds of the stack', () => {
    const input = machine({ p: { takes: 1.5, host: 'vm', after: ['vm'] } });
    checkEngine(input, legacy({ 'agent-poll': '5s' }), ['vm 0-1', 'p 1-3', '[] 0-3']);
  });
});
