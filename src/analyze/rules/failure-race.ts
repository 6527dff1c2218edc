import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const failureRace: Rule = {
  id: 'failure-race',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A wait goes on or fails, depending on whether a FAILURE is seen in time.',
  why: 'Any FAILURE stored when the engine looks fails the wait even if the count is reached; one that comes later is ignored.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: [primary, checker]
    properties: {handle: {get_resource: h}, timeout: 600}
  primary:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_db || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "primary"}'
  checker:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            check_db || notify --data-binary '{"status": "FAILURE", "id": "checker"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  primary: {duration: 1m, signals: {handle: h, id: primary}}
  checker: {duration: 1m, signals: {handle: h, id: checker, status: FAILURE, optional: true}}
  wc: {wait: {handle: h, count: 1, timeout: 10m}}
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
    depends_on: [primary, checker]
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  primary:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_db || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "primary"}'
  checker:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            if check_db; then
              notify --data-binary '{"status": "SUCCESS", "id": "checker"}'
            else
              notify --data-binary '{"status": "FAILURE", "id": "checker"}'
            fi
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  primary: {duration: 1m, signals: {handle: h, id: primary}}
  checker:
    duration: 1m
    signals:
      - {handle: h, id: checker}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'failure') yield finding;
  },
};
