import { nameList } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { longWaitChains } from '../waiting/stack-limits.ts';
import { secondsText } from '../waiting/wait-times.ts';

export const timeoutNesting: Rule = {
  id: 'timeout-nesting',
  severity: 'warning',
  confidence: 'proved',
  summary: 'Waits that follow one another may together last longer than the stack around them.',
  why: 'The outer limit fires while an inner wait is still within its own, so the failure is reported in the wrong place.',
  bad: [],
  good: [],
  *check(facts) {
    for (const { limit, waits, seconds } of longWaitChains(facts)) {
      yield {
        message:
          `the waits ${nameList(waits.map(({ task }) => task))} follow one another and can take ${secondsText(seconds)}, ` +
          `but ${limit.what} is given up after ${secondsText(limit.seconds)}`,
        at: waits[0]!.span,
        related: waits.map(({ task, span }) => ({ message: `'${task}' waits here`, span })),
      };
    }
  },
};
