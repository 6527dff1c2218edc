import type { Rule } from '../rule.ts';
import { poolDeadlocks } from '../waiting/crowded-pools.ts';

export const poolStarvation: Rule = {
  id: 'pool-starvation',
  severity: 'error',
  confidence: 'proved',
  summary: 'Waits that keep their slot can fill a pool before the tasks that would signal them get one.',
  why: 'By one order of events the deployment completes, by another nothing moves any more.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h1: , h2: }
tasks:
  wc1: {wait: h1}
  wc2: {wait: h2}
  web1: {duration: 1m, signals: h1}
  web2: {duration: 1m, signals: h2}
pools:
  workers: {capacity: 2, tasks: all, holds-while-waiting: true}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h1: , h2: }
tasks:
  wc1: {wait: h1}
  wc2: {wait: h2}
  web1: {duration: 1m, signals: h1}
  web2: {duration: 1m, signals: h2}
pools:
  workers: {capacity: 3, tasks: all, holds-while-waiting: true}
`,
    },
  ],
  notInHeat:
    'How many workers an engine has, and what keeps them, stands in no HOT template; the native format says it with `pools`.',
  *check(facts) {
    for (const { when, finding } of poolDeadlocks(facts)) if (when !== 'always') yield finding;
  },
};
