import type { Rule } from '../rule.ts';
import { contests } from '../waiting/contests.ts';

export const mixedSignalIds: Rule = {
  id: 'mixed-signal-ids',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A handle gets explicit ids that are numbers beside signals numbered on arrival.',
  why: 'In some orders of arrival a number meets the explicit id, one signal overwrites another, and the count is missed.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: [a, b]
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  a:
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
  b:
    type: OS::Nova::Server
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
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  a: {duration: 1m, signals: h}
  b: {duration: 1m, signals: {handle: h, id: "2"}}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
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
    depends_on: [a, b]
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  a:
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
  b:
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
  a: {duration: 1m, signals: h}
  b: {duration: 1m, signals: {handle: h, id: second}}
  wc: {wait: {handle: h, count: 2, timeout: 10m}}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of contests(facts)) if (kind === 'ids') yield finding;
  },
};
