import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const lostWakeup: Rule = {
  id: 'lost-wakeup',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A signal may come before anybody listens on a handle that keeps nothing.',
  why: 'The waiter then waits for ever; whether it does depends on who is faster.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: {trigger: edge}}
tasks:
  producer: {duration: 1m, signals: ready}
  consumer: {duration: 1m, wait: ready}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {ready: {trigger: level}}
tasks:
  producer: {duration: 1m, signals: ready}
  consumer: {duration: 1m, wait: ready}
`,
    },
  ],
  notInHeat: 'The handles of Heat keep every signal.',
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'lost') yield finding;
  },
};
