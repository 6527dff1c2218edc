import type { Rule } from '../rule.ts';
import { signalCycles } from '../waiting/signal-cycles.ts';

export const hiddenWaitCycle: Rule = {
  id: 'hidden-wait-cycle',
  severity: 'error',
  confidence: 'proved',
  summary: 'Scripts on different machines wait for each other.',
  why: 'There is no handle in sight: the loops that poll are the waits, each ends after the other.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {port_a: , port_b: }
hosts:
  a:
    base: 10s
    components:
      boot: {duration: 30s, wait: port_b, signals: port_a}
  b:
    base: 10s
    components:
      boot: {duration: 30s, wait: port_a, signals: port_b}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {port_a: , port_b: }
hosts:
  a:
    base: 10s
    components:
      open: {duration: 10s, signals: port_a}
      boot: {duration: 30s, wait: port_b}
  b:
    base: 10s
    components:
      boot: {duration: 30s, wait: port_a, signals: port_b}
`,
    },
  ],
  notInHeat:
    'In HOT the waits are loops of shell, and nothing says whose port they poll and who opens it; the native format says both.',
  *check(facts) {
    for (const { shape, finding } of signalCycles(facts)) if (shape === 'polled') yield finding;
  },
};
