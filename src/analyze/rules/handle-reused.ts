import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const handleReused: Rule = {
  id: 'handle-reused',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A new wait uses a handle that holds signals of an earlier operation.',
  why: 'It counts the stored signals and completes at once, or fails on an old FAILURE.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
  new: {duration: 1m, signals: {handle: h, id: new}}
  wc2: {wait: h}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: , h2: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
  new: {duration: 1m, signals: {handle: h2, id: new}}
  wc2: {wait: h2}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'reused') yield finding;
  },
};
