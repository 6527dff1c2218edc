/** What the row shows, and a native text without its first line. */
export type Row = readonly [name: string, text: string];

/** Small cases for each rule about waits; `waiting-rules.golden.txt` has what the rule says of them. */
export const waitingRuleCases: Readonly<Record<string, readonly Row[]>> = {
  'signal-cycle': [
    [
      'the signaller depends on the wait',
      `handles: {h: }
tasks:
  wc: {wait: {handle: h, timeout: 10m}}
  app: {after: wc}
  boot: {after: app, signals: h}`,
    ],
    [
      'two waits, each before the signaller of the other, are one cycle',
      `handles: {h_db: , h_app: }
tasks:
  wc_db: {wait: h_db}
  wc_app: {wait: h_app}
  db: {after: wc_app, signals: h_db}
  app: {after: wc_db, signals: h_app}`,
    ],
    [
      'a wait before its consumers is well',
      'handles: {h: }\ntasks:\n  boot: {signals: h}\n  wc: {wait: h}\n  app: {after: wc}',
    ],
    [
      'a wait behind a cycle is not in it',
      `handles: {h: , g: }
tasks:
  wc: {wait: h}
  app: {after: wc, signals: h}
  later: {wait: g}
  end: {after: app, signals: g}`,
    ],
    [
      'one of two signals behind the wait is enough when both are counted',
      `handles: {h: }
tasks:
  wc: {wait: {handle: h, count: 2}}
  a: {signals: {handle: h, id: a}}
  b: {after: wc, signals: {handle: h, id: b}}`,
    ],
    [
      'a cycle that exists under a condition',
      `conditions: {late: unknown}
handles: {h: }
tasks:
  wc: {wait: h}
  gate: {after: wc, when: late}
  app: {after: gate, signals: h}`,
    ],
  ],
  'count-unreachable': [
    [
      'fewer senders than the count',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {signals: h}\n  wc: {wait: {handle: h, count: 3}}',
    ],
    ['nobody signals', 'handles: {h: }\ntasks:\n  wc: {wait: {handle: h, timeout: 60}}'],
    [
      'a failure is no signal that counts',
      'handles: {h: }\ntasks:\n  a: {signals: {handle: h, status: FAILURE}}\n  wc: {wait: h}',
    ],
    ['what is stored before counts', 'handles: {h: {initial: old}}\ntasks:\n  wc: {wait: h}'],
    [
      'the same id twice is for another rule',
      'handles: {h: }\ntasks:\n  a: {signals: {handle: h, id: x}}\n  b: {signals: {handle: h, id: x}}\n  wc: {wait: {handle: h, count: 2}}',
    ],
  ],
  'duplicate-signal-id': [
    [
      'enough signals, too few ids',
      'handles: {h: }\ntasks:\n  a: {signals: {handle: h, id: x}}\n  b: {signals: {handle: h, id: x}}\n  wc: {wait: {handle: h, count: 2}}',
    ],
  ],
  'conditional-signal': [
    [
      'the only sender may be off',
      'conditions: {with_db: unknown}\nhandles: {h: }\ntasks:\n  db: {when: with_db, signals: h}\n  wc: {wait: h}',
    ],
    [
      'the wait is off with it',
      'conditions: {with_db: unknown}\nhandles: {h: }\ntasks:\n  db: {when: with_db, signals: h}\n  wc: {wait: h, when: with_db}',
    ],
    [
      'one of two alternatives always signals',
      'conditions: {big: unknown}\nhandles: {h: }\ntasks:\n  a: {when: big, signals: h}\n  b: {when: not big, signals: h}\n  wc: {wait: h}',
    ],
    [
      'more conditions than can be tried are not called clean',
      `conditions: { ${Array.from({ length: 13 }, (_, index) => `c${index}: unknown`).join(', ')} }
handles: {h: }
tasks:
${Array.from({ length: 13 }, (_, index) => `  s${index}: {when: c${index}, signals: {handle: h, id: s${index}}}`).join('\n')}
  s13: {when: not c0, signals: {handle: h, id: other}}
  wc: {wait: h}`,
    ],
  ],
  'count-too-small': [
    [
      'one of three',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {signals: h}\n  c: {signals: h}\n  wc: {wait: h}\n  lb: {after: wc}',
    ],
    [
      'the others are done anyhow',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {after: a, signals: h}\n  wc: {after: b, wait: h}',
    ],
    [
      'what comes after the wait comes after the others as well',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {signals: h}\n  wc: {wait: h}\n  lb: {after: [wc, a, b]}',
    ],
    [
      'a consumer after the wait and one of the two',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {signals: h}\n  wc: {wait: h}\n  lb: {after: [wc, a]}',
    ],
    [
      'all are counted',
      'handles: {h: }\ntasks:\n  a: {signals: h}\n  b: {signals: h}\n  wc: {wait: {handle: h, count: 2}}',
    ],
  ],
  'shared-handle': [
    [
      'the second phase finds the first signal',
      'handles: {h: }\ntasks:\n  s1: {signals: h}\n  w1: {wait: h}\n  s2: {after: w1, signals: h}\n  w2: {wait: h, after: w1}',
    ],
    [
      'a growing count is a phase',
      'handles: {h: }\ntasks:\n  s1: {signals: h}\n  w1: {wait: h}\n  s2: {after: w1, signals: h}\n  w2: {wait: {handle: h, count: 2}, after: w1}',
    ],
  ],
};
