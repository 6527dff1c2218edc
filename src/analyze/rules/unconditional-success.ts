import type { Rule } from '../rule.ts';
import { blindSuccesses } from '../waiting/script-signals.ts';

export const unconditionalSuccess: Rule = {
  id: 'unconditional-success',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A script signals SUCCESS whatever became of its work.',
  why: 'What comes after the wait is ordered after the attempt, not after success.',
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
            yum install -y app
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
            set -e
            yum install -y app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  *check(facts) {
    yield* blindSuccesses(facts);
  },
};
