import type { Row } from './waiting-rule-cases.ts';

/** Cases for the rules about time: see `waiting-rule-cases.ts`. */
export const timeCases: Readonly<Record<string, readonly Row[]>> = {
  'timer-starts-early': [
    [
      'the timer also runs while the machine is built',
      `handles: {h: }
tasks:
  app: "uniform(2m, 9m)"
  boot: {duration: "uniform(1m, 2m)", after: app, signals: h}
  wc: {wait: {handle: h, timeout: 5m}}`,
    ],
    [
      'times that are stated and always fit',
      `handles: {h: }
tasks:
  app: "uniform(1m, 2m)"
  boot: {duration: 1m, after: app, signals: h}
  wc: {wait: {handle: h, timeout: 5m}}`,
    ],
    [
      'the timer starts with the sender',
      `handles: {h: }
tasks:
  app: "uniform(2m, 9m)"
  boot: {duration: "uniform(1m, 2m)", after: app, signals: h}
  wc: {after: app, wait: {handle: h, timeout: 5m}}`,
    ],
  ],
  'timeout-too-short': [
    [
      'too short however quick',
      'handles: {h: }\ntasks:\n  boot: {duration: "uniform(18m, 20m)", signals: h}\n  wc: {wait: {handle: h, timeout: 15m}}',
    ],
    [
      'too short on a slow day',
      'handles: {h: }\ntasks:\n  boot: {duration: "uniform(10m, 20m)", signals: h}\n  wc: {wait: {handle: h, timeout: 15m}}',
    ],
    [
      'what nobody stated is not held against the timeout',
      'handles: {h: }\ntasks:\n  boot: {signals: h}\n  wc: {wait: {handle: h, timeout: 15m}}',
    ],
    [
      'too short in nineteen of twenty runs is not proved',
      `handles: {h: }
tasks:
  app: 1m
  boot: {duration: "lognormal(median=30m, p95=40m)", after: app, signals: h}
  wc: {after: app, wait: {handle: h, timeout: 15m}}`,
    ],
    [
      'a wait that begins late may find its signal there',
      `handles: {h: }
tasks:
  boot: {duration: 20m, signals: h}
  other: {duration: "uniform(1m, 10m)"}
  wc: {after: other, wait: {handle: h, timeout: 15m}}`,
    ],
  ],
  'timeout-exceeds-stack': [
    [
      'the whole is given up first',
      'timeout: 1h\nhandles: {h: }\ntasks:\n  boot: {duration: 1m, signals: h}\n  wc: {wait: {handle: h, timeout: 2h}}',
    ],
    ['no limit is stated', 'handles: {h: }\ntasks:\n  boot: {signals: h}\n  wc: {wait: {handle: h, timeout: 2h}}'],
  ],
  'timeout-nesting': [
    [
      'two waits in a row are longer than the whole',
      `timeout: 15m
handles: {g: , h: }
tasks:
  a: {signals: g}
  w1: {wait: {handle: g, timeout: 10m}}
  b: {after: w1, signals: h}
  w2: {after: w1, wait: {handle: h, timeout: 10m}}`,
    ],
    [
      'two waits side by side are not',
      `timeout: 15m
handles: {g: , h: }
tasks:
  a: {signals: [g, h]}
  w1: {wait: {handle: g, timeout: 10m}}
  w2: {wait: {handle: h, timeout: 10m}}`,
    ],
  ],
};
