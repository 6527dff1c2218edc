import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const failureRetry: Rule = {
  id: 'failure-retry',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A script sends FAILURE and later SUCCESS with the same id.',
  why: 'The wait fails if the engine looks between the two; CloudFormation takes the second for a retransmission and always fails.',
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
            until install_app; do
              notify --data-binary '{"status": "FAILURE", "id": "try"}'
              sleep 5
            done
            notify --data-binary '{"status": "SUCCESS", "id": "try"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  try: {duration: 1m, signals: {handle: h, id: app, status: FAILURE}}
  retry: {duration: 1m, after: try, signals: {handle: h, id: app}}
  wc: {wait: {handle: h, timeout: 10m}}
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
            for attempt in 1 2 3; do install_app && break; done
            if app_is_up; then
              notify --data-binary '{"status": "SUCCESS", "id": "app"}'
            else
              notify --data-binary '{"status": "FAILURE", "id": "app"}'
            fi
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  try: 1m
  retry: {duration: 1m, after: try, signals: {handle: h, id: app}}
  wc: {wait: {handle: h, timeout: 10m}}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'retry') yield finding;
  },
};
