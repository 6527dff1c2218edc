import type { Rule } from '../rule.ts';
import { coarseDeadlocks } from '../waiting/coarse-deadlocks.ts';

export const coarseDeadlock: Rule = {
  id: 'coarse-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary:
    'A deployment that completes between its components can never complete when whole groups wait for one another.',
  why: 'The groups are in no circle by themselves; a signal closes one, so an engine that orders whole groups stops for ever.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  vmA:
    base: 10s
    components:
      a1: 5s
      a2: {duration: 5s, wait: ready}
  vmB:
    base: 10s
    components:
      b1: {duration: 5s, signals: ready}
      b2: {duration: 5s, after: vmA.a1}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: }
hosts:
  vmA:
    base: 10s
    components:
      a1: 5s
      a2: {duration: 5s, wait: ready}
  vmB:
    base: 10s
    components:
      b1: {duration: 5s, signals: ready}
      b2: 5s
`,
    },
  ],
  *check(facts) {
    yield* coarseDeadlocks(facts);
  },
};
