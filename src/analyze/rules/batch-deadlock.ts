import type { Rule } from '../rule.ts';
import { poolDeadlocks } from '../waiting/crowded-pools.ts';

export const batchDeadlock: Rule = {
  id: 'batch-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary: 'Members of a batch wait for members that the batch has no room for.',
  why: 'The next member is created when one is complete, and that one completes after the signal of the next.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {all_up: }
tasks:
  m0: {duration: 1m, signals: {handle: all_up, id: m0, at: start}, wait: {handle: all_up, count: 3}}
  m1: {duration: 1m, signals: {handle: all_up, id: m1, at: start}, wait: {handle: all_up, count: 3}}
  m2: {duration: 1m, signals: {handle: all_up, id: m2, at: start}, wait: {handle: all_up, count: 3}}
pools:
  batch: {capacity: 1, tasks: all, holds-while-waiting: true}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {all_up: }
tasks:
  m0: {duration: 1m, signals: {handle: all_up, id: m0, at: start}, wait: {handle: all_up, count: 3}}
  m1: {duration: 1m, signals: {handle: all_up, id: m1, at: start}, wait: {handle: all_up, count: 3}}
  m2: {duration: 1m, signals: {handle: all_up, id: m2, at: start}, wait: {handle: all_up, count: 3}}
pools:
  batch: {capacity: 3, tasks: all, holds-while-waiting: true}
`,
    },
  ],
  notInHeat:
    'A wait condition of Heat sees only the handles of its own stack, so a member of a group cannot wait for another; the native format says it with a pool that holds.',
  *check(facts) {
    for (const { when, finding } of poolDeadlocks(facts)) if (when === 'always') yield finding;
  },
};
