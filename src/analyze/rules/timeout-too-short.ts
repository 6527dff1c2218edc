import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';
import { rangeText, secondsText, unstatedPhrase, waitTimes } from '../waiting/wait-times.ts';

export const timeoutTooShort: Rule = {
  id: 'timeout-too-short',
  severity: 'error',
  confidence: 'likely',
  summary: 'The timeout of a wait is shorter than the work of the task that signals it.',
  why: 'Even with the right dependencies the wait fails before the signal can come.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: 1m
  boot: {duration: "uniform(18m, 23m)", after: app, signals: h}
  wc: {after: app, wait: {handle: h, timeout: 15m}}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 900}
  app:
    type: OS::Nova::Server
    metadata: {makespan: {duration: 1m, boot: 20m}}
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: 1m
  boot: {duration: "uniform(18m, 23m)", after: app, signals: h}
  wc: {after: app, wait: {handle: h, timeout: 30m}}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 1800}
  app:
    type: OS::Nova::Server
    metadata: {makespan: {duration: 1m, boot: 20m}}
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  *check(facts) {
    for (const times of waitTimes(facts)) {
      const { study, timeoutSeconds, inside, lastSender } = times;
      if (Math.max(inside.quick, inside.slow) <= timeoutSeconds) continue;
      const isStated = times.isStated();
      // What nobody stated is wide: only what is too long even when all is quick is worth a word.
      const expected = isStated ? inside.slow : inside.quick;
      if (expected <= timeoutSeconds) continue;
      const range = `${rangeText(inside.quick, inside.slow)}`;
      const sender = taskPhrase(facts.deployment, lastSender);
      yield {
        message:
          `the signal of ${sender} takes ${range} (5th to 95th percentile) from its own start, ` +
          `the timeout of '${study.wait.task}' is ${secondsText(timeoutSeconds)}${unstatedPhrase(facts, times)}`,
        at: study.wait.span,
        // Times that nobody stated fail no build.
        severity: isStated ? 'error' : 'warning',
        confidence: isStated && times.least() > timeoutSeconds ? 'proved' : 'likely',
        related: [
          {
            message: `${sender} sends the last signal`,
            span: facts.deployment.tasks.getNodeAttribute(lastSender, 'span'),
          },
        ],
        evidence: [
          {
            kind: 'interval',
            title: 'from the start of the sender to its signal',
            unit: 's',
            low: inside.quick,
            high: inside.slow,
          },
        ],
      };
    }
  },
};
