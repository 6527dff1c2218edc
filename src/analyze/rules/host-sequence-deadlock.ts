import type { Rule } from '../rule.ts';
import { sequenceCircles } from '../waiting/sequence-circles.ts';
import { signalCycles } from '../waiting/signal-cycles.ts';

export const hostSequenceDeadlock: Rule = {
  id: 'host-sequence-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary: 'A component waits for one that is queued behind it on the same machine.',
  why: 'A machine runs its list one at a time, each to its end, so the one that is waited for never gets its turn.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  s1:
    base: 10s
    components:
      dep_a: {duration: 5s, wait: ready}
      dep_b: {duration: 5s, signals: ready}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  s1:
    base: 10s
    components:
      dep_b: {duration: 5s, signals: ready}
      dep_a: {duration: 5s, wait: ready}
`,
    },
  ],
  notInHeat:
    'A wait condition of Heat takes no turn on a server, and what a script on it waits for no HOT template says; the native format does, with `wait`.',
  *check(facts) {
    for (const { shape, finding } of signalCycles(facts)) if (shape === 'listed') yield finding;
    for (const { hosts, finding } of sequenceCircles(facts)) if (hosts.length === 1) yield finding;
  },
};
