import type { Rule } from '../rule.ts';
import { sequenceCircles } from '../waiting/sequence-circles.ts';

export const crossHostSequenceDeadlock: Rule = {
  id: 'cross-host-sequence-deadlock',
  severity: 'error',
  confidence: 'proved',
  summary: 'The lists of several machines hold each other up.',
  why: 'Each machine runs its list in order; each is right alone, together they can never move.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  s1:
    base: 10s
    components:
      a1: {duration: 5s, after: s2.b2}
      a2: 5s
  s2:
    base: 10s
    components:
      b1: {duration: 5s, after: s1.a2}
      b2: 5s
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
hosts:
  s1:
    base: 10s
    components:
      a2: 5s
      a1: {duration: 5s, after: s2.b2}
  s2:
    base: 10s
    components:
      b2: 5s
      b1: {duration: 5s, after: s1.a2}
`,
    },
  ],
  notInHeat: 'In HOT nothing fixes the turns on a server: of its deployments one runs that is ready.',
  *check(facts) {
    for (const { hosts, finding } of sequenceCircles(facts)) if (hosts.length > 1) yield finding;
  },
};
