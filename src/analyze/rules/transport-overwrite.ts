import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { senderList, timeoutPhrase } from '../waiting/story.ts';
import { signalsOf, waitStudies } from '../waiting/wait-facts.ts';

export const transportOverwrite: Rule = {
  id: 'transport-overwrite',
  severity: 'warning',
  confidence: 'proved',
  summary: 'Several senders write to one object that keeps only the last signal.',
  why: 'Each sender is told that its signal arrived, but the count is never reached.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: {transport: single-object}}
tasks:
  a: {duration: 1m, signals: {handle: h, id: a}}
  b: {duration: 1m, signals: {handle: h, id: b}}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  a: {duration: 1m, signals: {handle: h, id: a}}
  b: {duration: 1m, signals: {handle: h, id: b}}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
`,
    },
  ],
  notInHeat:
    'A handle of Heat asks the store to keep every version of its object; the native format says otherwise with `transport: single-object`.',
  *check(facts) {
    for (const { wait } of waitStudies(facts)) {
      if (isUnknown(wait.handle) || isUnknown(wait.count) || wait.count < 2) continue;
      const handle = facts.deployment.handles.get(wait.handle)!;
      if (handle.transport !== 'single-object') continue;
      const signals = signalsOf(facts, wait.handle);
      yield {
        message:
          `${senderList(facts.deployment, signals)} write to the one object of '${wait.handle}', which keeps only the last: ` +
          `'${wait.task}' needs ${wait.count}; ${timeoutPhrase(wait)}`,
        at: handle.span,
        related: signals.map(({ sender, span }) => ({ message: `'${sender}' writes here`, span })),
      };
    }
  },
};
