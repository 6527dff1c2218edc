import type { Row } from './waiting-rule-cases.ts';

/** Cases for the rules about races, pools, lists and updates: see `waiting-rule-cases.ts`. */
export const contestCases: Readonly<Record<string, readonly Row[]>> = {
  'failure-race': [
    [
      'a failure that comes or not, beside a success that is enough',
      `handles: {h: }
tasks:
  primary: {signals: {handle: h, id: p}}
  checker: {signals: {handle: h, id: c, status: FAILURE, optional: true}}
  wc: {wait: h}`,
    ],
    [
      'a failure under a condition that is open',
      `conditions: {checked: unknown}
handles: {h: }
tasks:
  primary: {signals: {handle: h, id: p}}
  checker: {when: checked, signals: {handle: h, id: c, status: FAILURE}}
  wc: {wait: h}`,
    ],
    [
      'what is stored before is enough until a failure comes',
      `handles: {h: {initial: old}}
tasks:
  checker: {signals: {handle: h, id: c, status: FAILURE}}
  wc: {wait: h}`,
    ],
    [
      'a failure before the wait can begin is no race',
      `handles: {h: }
tasks:
  primary: {signals: {handle: h, id: p}}
  checker: {signals: {handle: h, id: c, status: FAILURE, optional: true}}
  wc: {after: [primary, checker], wait: h}`,
    ],
    [
      'a failure in place of one of the counted signals is no race',
      `handles: {h: }
tasks:
  a: {signals: [{handle: h, id: a, status: FAILURE, optional: true}]}
  b: {signals: {handle: h, id: b}}
  wc: {wait: {handle: h, count: 2}}`,
    ],
  ],
  'failure-retry': [
    [
      'the same id fails and succeeds',
      `handles: {h: }
tasks:
  try: {signals: {handle: h, id: x, status: FAILURE}}
  again: {after: try, signals: {handle: h, id: x}}
  wc: {wait: h}`,
    ],
    [
      'where repeats are ignored the wait always fails',
      `handles: {h: {duplicates: ignore}}
tasks:
  try: {signals: {handle: h, id: x, status: FAILURE}}
  again: {after: try, signals: {handle: h, id: x}}
  wc: {after: again, wait: h}`,
    ],
  ],
  'mixed-signal-ids': [
    [
      'the example of four signals without an id and "5" twice',
      `handles: {h: }
tasks:
  boot: {signals: [h, h, h, h, {handle: h, id: "5"}, {handle: h, id: "5"}]}
  wc: {wait: {handle: h, count: 5}}`,
    ],
    [
      'an id that is no number meets no other',
      'handles: {h: }\ntasks:\n  boot: {signals: [h, {handle: h, id: last}]}\n  wc: {wait: {handle: h, count: 2}}',
    ],
    [
      'a number that is not reached by counting',
      'handles: {h: }\ntasks:\n  boot: {signals: [h, {handle: h, id: "7"}]}\n  wc: {wait: {handle: h, count: 2}}',
    ],
  ],
  'lost-wakeup': [
    [
      'the producer may be faster',
      'handles: {h: {trigger: edge}}\ntasks:\n  producer: {signals: h}\n  consumer: {wait: h}',
    ],
    [
      'a producer that starts when the consumer says that it listens',
      `handles: {h: {trigger: edge}, listening: }
tasks:
  consumer: {wait: h, signals: {handle: listening, at: start}}
  gate: {wait: listening}
  producer: {after: gate, signals: h}`,
    ],
  ],
  'pool-starvation': [
    [
      'two waits fill two workers',
      `handles: {g: , h: }
tasks:
  w1: {wait: g}
  w2: {wait: h}
  s1: {signals: g}
  s2: {signals: h}
pools:
  workers: {capacity: 2, tasks: all, holds-while-waiting: true}`,
    ],
    [
      'waits that release their worker starve nobody',
      `handles: {g: }
tasks:
  w1: {wait: g}
  s1: {signals: g}
pools:
  workers: {capacity: 1, tasks: all}`,
    ],
    [
      'waits that come after their senders began never fill the pool',
      `handles: {g: , h: }
tasks:
  s1: {signals: g}
  w1: {after: s1, wait: g}
  s2: {after: w1, signals: h}
  w2: {after: s2, wait: h}
pools:
  workers: {capacity: 1, tasks: all, holds-while-waiting: true}`,
    ],
  ],
  'batch-deadlock': [
    [
      'one member at a time, each waits for all',
      `handles: {h: }
tasks:
  m0: {signals: {handle: h, id: m0, at: start}, wait: {handle: h, count: 2}}
  m1: {signals: {handle: h, id: m1, at: start}, wait: {handle: h, count: 2}}
pools:
  batch: {capacity: 1, tasks: all, holds-while-waiting: true}`,
    ],
  ],
  'host-sequence-deadlock': [
    [
      'the sender is queued behind the one that waits',
      `handles: {h: }
hosts:
  s1:
    components:
      a: {wait: h}
      b: {signals: h}`,
    ],
    [
      'on a machine that runs them side by side nothing is queued',
      `handles: {h: }
hosts:
  s1:
    parallel: true
    components:
      a: {wait: h}
      b: {signals: h}`,
    ],
  ],
  'cross-host-sequence-deadlock': [
    [
      'two lists in opposite order, with an order that works',
      `hosts:
  s1: {components: {a1: {after: s2.b2}, a2: }}
  s2: {components: {b1: {after: s1.a2}, b2: }}`,
    ],
    ['a cycle without lists is for another rule', 'tasks:\n  a: {after: b}\n  b: {after: a}'],
  ],
  'hidden-wait-cycle': [
    [
      'two machines poll each other',
      `handles: {pa: , pb: }
hosts:
  a: {components: {boot: {wait: pb, signals: pa}}}
  b: {components: {boot: {wait: pa, signals: pb}}}`,
    ],
  ],
  'unordered-data-read': [
    [
      'a second signal may come before or after the read',
      `handles: {h: }
tasks:
  a: {signals: {handle: h, id: a}}
  b: {signals: {handle: h, id: b}}
  wc: {wait: h}
  app: {after: wc, reads: {handle: h}}`,
    ],
    [
      'all signals are there',
      `handles: {h: }
tasks:
  a: {signals: {handle: h, id: a}}
  wc: {wait: h}
  app: {after: wc, reads: {handle: h}}`,
    ],
  ],
  'started-not-ready': [
    [
      'ordered after the start only',
      'hosts:\n  db: {components: {start: , init: }}\ntasks:\n  web: {after: db.start, reads: db.init}',
    ],
    [
      'ordered after what it reads',
      'hosts:\n  db: {components: {start: , init: }}\ntasks:\n  web: {after: db.init, reads: db.init}',
    ],
  ],
  'transport-overwrite': [
    [
      'two senders, one object',
      `handles: {h: {transport: single-object}}
tasks:
  a: {signals: h}
  b: {signals: h}
  wc: {wait: {handle: h, count: 2}}`,
    ],
  ],
  'coarse-deadlock': [
    [
      'a signal closes a cycle that the machines alone do not have',
      `handles: {h: }
hosts:
  A: {components: {a1: , a2: {wait: h}}}
  B: {components: {b1: {signals: h}, b2: {after: A.a1}}}`,
    ],
    [
      'what can never complete between components either is for another rule',
      `handles: {h: }
hosts:
  A: {components: {a1: , a2: {wait: h}}}
  B: {components: {b1: {after: A.a2, signals: h}}}`,
    ],
  ],
};
