import { nameList } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';
import { rangeText, secondsText, unstatedPhrase, waitTimes } from '../waiting/wait-times.ts';

export const timerStartsEarly: Rule = {
  id: 'timer-starts-early',
  severity: 'warning',
  confidence: 'likely',
  summary:
    'A wait starts its timer before what must happen ahead of its signaller, which then counts against the timeout.',
  why: 'The timeout runs from the start of the wait, so it must also cover everything that the signaller itself waits for; it works on a fast day.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, timeout: 600}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  vol: uniform(2m, 5m)
  app: {duration: "uniform(2m, 4m)", after: vol}
  boot: {duration: "uniform(1m, 2m)", after: app, signals: h}
  wc: {wait: {handle: h, timeout: 5m}}
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 600}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  vol: uniform(2m, 5m)
  app: {duration: "uniform(2m, 4m)", after: vol}
  boot: {duration: "uniform(1m, 2m)", after: app, signals: h}
  wc: {after: app, wait: {handle: h, timeout: 5m}}
`,
    },
  ],
  *check(facts) {
    for (const times of waitTimes(facts)) {
      const { study, timeoutSeconds, start, satisfied } = times;
      const uncovered = times.uncovered();
      if (uncovered.length === 0 || (times.isStated() && times.bound() <= timeoutSeconds)) continue;
      const [quick, slow] = [satisfied.quick - start.quick, satisfied.slow - start.slow];
      const takes = `which takes ${rangeText(quick, slow)} from there`;
      yield {
        message:
          `'${study.wait.task}' starts its timer of ${secondsText(timeoutSeconds)} without waiting for ${nameList(uncovered)}: ` +
          `it must also cover the way to the signal of ${taskPhrase(facts.deployment, times.lastSender)}, ${takes}${unstatedPhrase(facts, times)}`,
        at: study.wait.span,
        missingOrder: { dependent: study.wait.task, prerequisites: uncovered },
        confidence: slow > timeoutSeconds ? 'likely' : 'possible',
        related: uncovered.map((task) => ({
          message: `'${task}' comes before the signal, not before the wait`,
          span: facts.deployment.tasks.getNodeAttribute(task, 'span'),
        })),
        evidence: [
          {
            kind: 'interval',
            title: 'from the start of the wait to its last signal',
            unit: 's',
            low: quick,
            high: slow,
          },
        ],
      };
    }
  },
};
