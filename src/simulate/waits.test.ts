import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';
import { checkWait } from './testing/check-wait.ts';
import { type Scenario, scenario } from './testing/scenario.ts';

const W = { kind: 'wait' } as const;
const TWO = { w: W, a: { takes: 2 }, b: { takes: 5 } };
const WAIT_2 = { w: { handle: 'h', count: 2 } };

describe('a wait', () => {
  it.each<[string, Scenario, string]>([
    [
      'goes on when the last of its signals comes',
      {
        tasks: TWO,
        waits: WAIT_2,
        signals: [
          { handle: 'h', sender: 'a' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-5 done signal b',
    ],
    [
      'counts signals that came before it began',
      {
        tasks: { ...TWO, w: { ...W, after: ['b'] } },
        waits: { w: { handle: 'h', count: 1 } },
        signals: [{ handle: 'h', sender: 'a' }],
      },
      '5-5 done prerequisite b',
    ],
    [
      'loses early signals of an edge-triggered handle',
      {
        tasks: { ...TWO, w: { ...W, after: ['b'] } },
        handles: { h: { trigger: 'edge' } },
        waits: { w: { handle: 'h', count: 1 } },
        signals: [{ handle: 'h', sender: 'a' }],
      },
      '5-5 stuck prerequisite b',
    ],
    [
      'hears a signal sent at the start of a task',
      {
        tasks: { ...TWO, b: { takes: 5, after: ['a'] } },
        waits: { w: { handle: 'h', count: 1 } },
        signals: [{ handle: 'h', sender: 'b', at: 'start' }],
      },
      '0-2 done signal b',
    ],
    [
      'fails at its timeout',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 2, timeoutSeconds: 4 } },
        signals: [
          { handle: 'h', sender: 'a' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-4 failed timeout',
    ],
    [
      'is satisfied by a signal at the very moment of its timeout',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 2, timeoutSeconds: 5 } },
        signals: [
          { handle: 'h', sender: 'a' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-5 done signal b',
    ],
    [
      'starts its timeout when it begins',
      {
        tasks: { ...TWO, w: { ...W, after: ['a'] } },
        waits: { w: { handle: 'h', count: 1, timeoutSeconds: 4 } },
        signals: [{ handle: 'h', sender: 'b' }],
      },
      '2-5 done signal b',
    ],
    [
      'starts its timeout with another task where that is said',
      {
        tasks: { ...TWO, w: { ...W, after: ['a'] } },
        waits: { w: { handle: 'h', count: 1, timeoutSeconds: 4, timedFrom: 'a' } },
        signals: [{ handle: 'h', sender: 'b' }],
      },
      '2-4 failed timeout',
    ],
    [
      'fails at once when that timeout is over before it begins',
      {
        tasks: { ...TWO, w: { ...W, after: ['b'] } },
        waits: { w: { handle: 'h', count: 1, timeoutSeconds: 4, timedFrom: 'a' } },
      },
      '5-5 failed timeout',
    ],
    [
      'without a timeout and without signals stands still for ever',
      { tasks: TWO, waits: WAIT_2, signals: [{ handle: 'h', sender: 'a' }] },
      '0-5 stuck begin',
    ],
    [
      'counts the same id once',
      {
        tasks: TWO,
        waits: WAIT_2,
        signals: [
          { handle: 'h', sender: 'a', id: 'x' },
          { handle: 'h', sender: 'b', id: 'x' },
        ],
      },
      '0-5 stuck begin',
    ],
    [
      'counts each member of a group',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 3 } },
        signals: [
          { handle: 'h', sender: 'a' },
          { handle: 'h', sender: 'b', id: 'm', multiplicity: 2 },
        ],
      },
      '0-5 done signal b',
    ],
    [
      'fails at once when a FAILURE comes',
      {
        tasks: TWO,
        waits: WAIT_2,
        signals: [
          { handle: 'h', sender: 'a', status: 'FAILURE' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-2 failed signal a',
    ],
    [
      'fails by a FAILURE even if the count is met together with it',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 1 } },
        signals: [
          { handle: 'h', sender: 'a', id: '1' },
          { handle: 'h', sender: 'a', id: '2', status: 'FAILURE' },
        ],
      },
      '0-2 failed signal a',
    ],
    [
      'forgets a FAILURE that the same id overwrites',
      {
        tasks: { ...TWO, w: { ...W, after: ['b'] } },
        waits: { w: { handle: 'h', count: 1 } },
        signals: [
          { handle: 'h', sender: 'a', id: 'x', status: 'FAILURE' },
          { handle: 'h', sender: 'b', id: 'x' },
        ],
      },
      '5-5 done prerequisite b',
    ],
    [
      'keeps the first word where duplicates are ignored',
      {
        tasks: { ...TWO, w: { ...W, after: ['b'] } },
        handles: { h: { duplicates: 'ignore' } },
        waits: { w: { handle: 'h', count: 1 } },
        signals: [
          { handle: 'h', sender: 'a', id: 'x', status: 'FAILURE' },
          { handle: 'h', sender: 'b', id: 'x' },
        ],
      },
      '5-5 failed prerequisite b',
    ],
    [
      'sees the numbers that the engine gives collide with explicit ids',
      {
        tasks: TWO,
        waits: WAIT_2,
        signals: [
          { handle: 'h', sender: 'a', id: '2' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-5 stuck begin',
    ],
    [
      'counts what a handle held before the deployment',
      { tasks: TWO, handles: { h: { initial: ['old'] } }, waits: WAIT_2, signals: [{ handle: 'h', sender: 'a' }] },
      '0-2 done signal a',
    ],
  ])('%s', (_name, input, expected) => checkWait(input, expected));
});

describe('a wait and slots', () => {
  const one = (holdsWhileWaiting: boolean): Scenario => ({
    tasks: { w: W, x: { takes: 2 } },
    pools: { p: { capacity: 1, tasks: ['w', 'x'], holdsWhileWaiting } },
    waits: { w: { handle: 'h', count: 1 } },
    signals: [{ handle: 'h', sender: 'x' }],
  });

  it('that holds its slot starves who would signal', () => checkWait(one(true), '0-0 stuck begin'));
  it('that gives it back lets the other run, and takes a slot again', () => checkWait(one(false), '0-2 done signal x'));
});

it('a wait that resumes does not overtake who already waits for the slot', () => {
  // At 2 s `m` gives both slots back; `x` takes the second and opens the gate of `g` before the first is handed out.
  const { deployment, timings } = scenario({
    tasks: { g: { ...W, takes: 1 }, m: { takes: 2 }, x: { takes: 9 }, y: { takes: 3 } },
    pools: {
      first: { capacity: 1, tasks: ['g', 'm', 'y'], holdsWhileWaiting: false },
      second: { capacity: 1, tasks: ['m', 'x'] },
    },
    waits: { g: { handle: 'h', count: 1 } },
    signals: [{ handle: 'h', sender: 'x', at: 'start' }],
  });
  const run = simulate(deployment, { timings, replications: 1 });
  const ends = 'trace' in run ? run.trace.map(({ task, end }) => `${task} ${end}`) : [];
  expect(ends.sort()).toEqual(['g 6', 'm 2', 'x 11', 'y 5']);
});

it('a task whose signal opens a gate can be no later than the wait can', () => {
  const { deployment, timings } = scenario({
    tasks: { w: W, a: { takes: 2 }, b: { takes: 5 }, c: { takes: 4, after: ['w'] }, d: { takes: 10 } },
    waits: WAIT_2,
    signals: [
      { handle: 'h', sender: 'a' },
      { handle: 'h', sender: 'b' },
    ],
  });
  const run = simulate(deployment, { timings, replications: 1 });
  const slack = 'trace' in run ? run.trace.map((entry) => `${entry.task} +${entry.slack}`) : [];
  expect(slack.sort()).toEqual(['a +4', 'b +1', 'c +1', 'd +0', 'w +1']);
});

it('a path that runs through a signal sent at a start does not count the time of its sender', () => {
  const { deployment, timings } = scenario({
    tasks: { w: W, a: { takes: 2 }, long: { takes: 3, after: ['a'] }, c: { takes: 9, after: ['w'] } },
    waits: { w: { handle: 'h', count: 1 } },
    signals: [{ handle: 'h', sender: 'long', at: 'start' }],
  });
  const run = simulate(deployment, { timings, replications: 1 });
  const critical = 'trace' in run ? run.trace.filter((entry) => entry.critical).map(({ task }) => task) : [];
  expect(critical.sort()).toEqual(['a', 'c', 'w']);
});
