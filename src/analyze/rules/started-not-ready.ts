import type { Rule } from '../rule.ts';
import { racyTaskReads } from '../waiting/racy-reads.ts';

export const startedNotReady: Rule = {
  id: 'started-not-ready',
  severity: 'warning',
  confidence: 'proved',
  summary: 'Something that was started is taken for ready.',
  why: 'The order ends at the start of the other; what makes it ready goes on afterwards.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  db:
    base: 10s
    components:
      start: 5s
      init: 30s
tasks:
  web: {duration: 10s, after: db.start, reads: db.init}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  db:
    base: 10s
    components:
      start: 5s
      init: 30s
tasks:
  web: {duration: 10s, after: db.init, reads: db.init}
`,
    },
  ],
  notInHeat:
    'In HOT it is a wait condition that says when a server is ready, and `consumer-skips-wait` speaks of who goes on without it; the native format says it with `reads`.',
  *check(facts) {
    yield* racyTaskReads(facts);
  },
};
