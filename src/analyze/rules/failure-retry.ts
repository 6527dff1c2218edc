import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const failureRetry: Rule = {
  id: 'failure-retry',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A script sends FAILURE and later SUCCESS with the same id.',
  why: 'The wait fails if the engine looks between the two; CloudFormation takes the second for a retransmission and always fails.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  try: {duration: 1m, signals: {handle: h, id: app, status: FAILURE}}
  retry: {duration: 1m, after: try, signals: {handle: h, id: app}}
  wc: {wait: {handle: h, timeout: 10m}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  try: 1m
  retry: {duration: 1m, after: try, signals: {handle: h, id: app}}
  wc: {wait: {handle: h, timeout: 10m}}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'retry') yield finding;
  },
};
