import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const failureRace: Rule = {
  id: 'failure-race',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A wait goes on or fails, depending on whether a FAILURE is seen in time.',
  why: 'Any FAILURE stored when the engine looks fails the wait even if the count is reached; one that comes later is ignored.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  primary: {duration: 1m, signals: {handle: h, id: primary}}
  checker: {duration: 1m, signals: {handle: h, id: checker, status: FAILURE, optional: true}}
  wc: {wait: {handle: h, count: 1, timeout: 10m}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  primary: {duration: 1m, signals: {handle: h, id: primary}}
  checker:
    duration: 1m
    signals:
      - {handle: h, id: checker}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'failure') yield finding;
  },
};
