import type { Rule } from '../rule.ts';
import { signalCycles } from '../waiting/signal-cycles.ts';

export const signalCycleNested: Rule = {
  id: 'signal-cycle-nested',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait inside a nested stack needs a signal from something that comes after the nested stack.',
  why: 'No single template shows the cycle: the stack completes after the wait, and the signaller starts after the stack.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  net_ready:
    type: wait.yaml
    properties: {handle: {get_resource: h}}
  gw:
    type: OS::Nova::Server
    depends_on: net_ready
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            start_gateway
            notify --data-binary '{"status": "SUCCESS"}'
`,
      files: {
        'wait.yaml': `heat_template_version: 2018-08-31
parameters:
  handle: {type: string}
resources:
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_param: handle}, timeout: 600}
`,
      },
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  net_ready:
    type: wait.yaml
    properties: {handle: {get_resource: h}}
  gw:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            start_gateway
            notify --data-binary '{"status": "SUCCESS"}'
`,
      files: {
        'wait.yaml': `heat_template_version: 2018-08-31
parameters:
  handle: {type: string}
resources:
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_param: handle}, timeout: 600}
`,
      },
    },
  ],
  *check(facts) {
    for (const { shape, finding } of signalCycles(facts)) if (shape === 'nested') yield finding;
  },
};
