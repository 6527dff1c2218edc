import type { Rule } from '../rule.ts';
import { silentFailures } from '../waiting/script-signals.ts';

export const noFailureSignal: Rule = {
  id: 'no-failure-signal',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A script that fails ends without any signal.',
  why: 'Nothing is sent, so the stack waits for the whole timeout instead of failing at once with a reason.',
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
    properties: {handle: {get_resource: h}, timeout: 3600}
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
    properties: {handle: {get_resource: h}, timeout: 3600}
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
            trap 'notify --data-binary \\"FAILURE\\"' ERR
            yum install -y app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  *check(facts) {
    yield* silentFailures(facts);
  },
};
