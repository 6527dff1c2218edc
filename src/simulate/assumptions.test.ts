import { describe, it } from 'vitest';
import { unknown } from '../model/unknown.ts';
import { checkWait } from './testing/check-wait.ts';
import type { Scenario } from './testing/scenario.ts';

const TWO = { w: { kind: 'wait' }, a: { takes: 2 }, b: { takes: 5 } } as const;
const WAIT_2 = { w: { handle: 'h', count: 2 } };

describe('what nobody can know is assumed, and said', () => {
  const cause = unknown("parameter 'n' has no value");

  it.each<[string, Scenario, string, string]>([
    [
      'an optional signal is sent',
      { tasks: TWO, waits: { w: { handle: 'h', count: 1 } }, signals: [{ handle: 'h', sender: 'a', optional: true }] },
      '0-2 done signal a',
      "the signal of 'a' to 'h' is optional and taken as sent",
    ],
    [
      'an optional FAILURE is not sent',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 1 } },
        signals: [
          { handle: 'h', sender: 'a', status: 'FAILURE', optional: true },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-5 done signal b',
      "the signal of 'a' to 'h' that tells of a FAILURE is taken as not sent",
    ],
    [
      'an unknown count is one of each sender',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: cause } },
        signals: [
          { handle: 'h', sender: 'a' },
          { handle: 'h', sender: 'b' },
        ],
      },
      '0-5 done signal b',
      "wait 'w' is taken to need 2 signals, all that are sent to it: parameter 'n' has no value",
    ],
    [
      'an unknown timeout is none',
      {
        tasks: TWO,
        waits: { w: { handle: 'h', count: 1, timeoutSeconds: cause } },
        signals: [{ handle: 'h', sender: 'b' }],
      },
      '0-5 done signal b',
      "wait 'w' is taken to have no timeout: parameter 'n' has no value",
    ],
    [
      'an unknown handle does not hold back',
      { tasks: TWO, waits: { w: { handle: cause, count: 1 } } },
      '0-0 done begin',
      "wait 'w' is taken as satisfied at once: parameter 'n' has no value",
    ],
    [
      'an unknown id is one of its own',
      {
        tasks: TWO,
        waits: WAIT_2,
        signals: [
          { handle: 'h', sender: 'a', id: cause },
          { handle: 'h', sender: 'b', id: 'x' },
        ],
      },
      '0-5 done signal b',
      "the signal of 'a' to 'h' is taken to have an id of its own: parameter 'n' has no value",
    ],
    [
      'an unknown status is SUCCESS',
      { tasks: TWO, waits: { w: { handle: 'h', count: 1 } }, signals: [{ handle: 'h', sender: 'a', status: cause }] },
      '0-2 done signal a',
      "the signal of 'a' to 'h' is taken as SUCCESS: parameter 'n' has no value",
    ],
  ])('%s', (_name, input, expected, note) => checkWait(input, expected, [note]));
});
