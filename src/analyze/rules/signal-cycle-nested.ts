import type { Rule } from '../rule.ts';
import { signalCycles } from '../waiting/signal-cycles.ts';

export const signalCycleNested: Rule = {
  id: 'signal-cycle-nested',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait inside a nested stack needs a signal from something that comes after the nested stack.',
  why: 'No single template shows the circle: the stack completes after the wait, and the signaller starts after the stack.',
  bad: [],
  good: [],
  *check(facts) {
    for (const { shape, finding } of signalCycles(facts)) if (shape === 'nested') yield finding;
  },
};
