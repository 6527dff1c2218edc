import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const updateNoRewait: Rule = {
  id: 'update-no-rewait',
  severity: 'warning',
  confidence: 'proved',
  summary: 'An update makes a signaller anew while the wait for it stays as it is.',
  why: 'A wait that is complete does not wait again, so what comes after it is not held back for the new work.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 2m, signals: {handle: h, id: app}}
  wc: {wait: h}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
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
  app: {duration: 2m, signals: {handle: h2, id: app}}
  wc: {wait: h2}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h1: }
tasks:
  app: {duration: 1m, signals: {handle: h1, id: app}}
  wc: {wait: h1}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'no-rewait') yield finding;
  },
};
