import type { Rule } from '../rule.ts';
import { earlyWaits } from '../waiting/early-waits.ts';

export const sharedHandle: Rule = {
  id: 'shared-handle',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A wait is already satisfied when it starts, by signals that another wait on the same handle counted.',
  why: 'Signals are stored, not consumed: the later wait completes at once and orders nothing.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc_phase1:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: 1, timeout: 600}
  wc_phase2:
    type: OS::Heat::WaitCondition
    depends_on: wc_phase1
    properties: {handle: {get_resource: h}, count: 1, timeout: 600}
  stage1:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "1"}'
  stage2:
    type: OS::Nova::Server
    depends_on: wc_phase1
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "2"}'
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h1:
    type: OS::Heat::WaitConditionHandle
  h2:
    type: OS::Heat::WaitConditionHandle
  wc_phase1:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h1}, count: 1, timeout: 600}
  wc_phase2:
    type: OS::Heat::WaitCondition
    depends_on: wc_phase1
    properties: {handle: {get_resource: h2}, count: 1, timeout: 600}
  stage1:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h1, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "1"}'
  stage2:
    type: OS::Nova::Server
    depends_on: wc_phase1
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h2, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "2"}'
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of earlyWaits(facts)) if (kind === 'shared') yield finding;
  },
};
