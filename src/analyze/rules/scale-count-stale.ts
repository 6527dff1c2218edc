import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const scaleCountStale: Rule = {
  id: 'scale-count-stale',
  severity: 'warning',
  confidence: 'proved',
  summary: 'After scaling, a wait with a new count is partly satisfied by signals of the old members.',
  why: 'Old signals stay on the handle, so as many of the new or replaced members are not waited for.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  node0: {duration: 1m, signals: {handle: h, id: node0}}
  node1: {duration: 1m, signals: {handle: h, id: node1}}
  node2: {duration: 1m, signals: {handle: h, id: node2}}
  node3: {duration: 1m, signals: {handle: h, id: node3}}
  wc: {wait: {handle: h, count: 4}}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  node0: {duration: 1m, signals: {handle: h, id: node0}}
  node1: {duration: 1m, signals: {handle: h, id: node1}}
  wc: {wait: {handle: h, count: 2}}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h2: }
tasks:
  node0: {duration: 1m, signals: {handle: h2, id: node0}}
  node1: {duration: 1m, signals: {handle: h2, id: node1}}
  node2: {duration: 1m, signals: {handle: h2, id: node2}}
  node3: {duration: 1m, signals: {handle: h2, id: node3}}
  wc: {wait: {handle: h2, count: 4}}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h1: }
tasks:
  node0: {duration: 1m, signals: {handle: h1, id: node0}}
  node1: {duration: 1m, signals: {handle: h1, id: node1}}
  wc: {wait: {handle: h1, count: 2}}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'scaled') yield finding;
  },
};
