import type { Rule } from '../rule.ts';
import { stackLimit } from '../waiting/stack-limits.ts';
import { secondsText, waitTimes } from '../waiting/wait-times.ts';

export const timeoutExceedsStack: Rule = {
  id: 'timeout-exceeds-stack',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A wait may last longer than the whole stack.',
  why: "The stack is given up first, which hides the wait's own message of how many signals came.",
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 7200}
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
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
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
    properties: {handle: {get_resource: h}, timeout: 1800}
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
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  *check(facts) {
    for (const { study, timeoutSeconds, start } of waitTimes(facts)) {
      const limit = stackLimit(facts.deployment, study.wait.task);
      if (limit === null || start.quick + timeoutSeconds <= limit.seconds) continue;
      const begins = start.quick > 0 ? ` begins ${secondsText(start.quick)} after the stack at the earliest and` : '';
      yield {
        message:
          `'${study.wait.task}'${begins} waits up to ${secondsText(timeoutSeconds)}, ` +
          `but ${limit.what} is given up after ${secondsText(limit.seconds)}: the wait's own timeout can never fire`,
        at: study.wait.span,
        confidence: limit.isStated && timeoutSeconds > limit.seconds ? 'proved' : 'likely',
      };
    }
  },
};
