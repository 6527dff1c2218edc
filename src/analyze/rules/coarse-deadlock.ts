import type { Rule } from '../rule.ts';
import { coarseDeadlocks } from '../waiting/coarse-deadlocks.ts';

export const coarseDeadlock: Rule = {
  id: 'coarse-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary: 'A deployment that completes between its components can never complete when whole groups wait for one another.',
  why: 'The groups are in no circle by themselves; a signal closes one, so an engine that orders whole groups stops for ever.',
  bad: [
    {
      file: 'native.yaml',
      text: `TODO
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `TODO
`,
    },
  ],
  *check(facts) {
    yield* coarseDeadlocks(facts);
  },
};
