import type { Rule } from '../rule.ts';
import { signalCycles } from '../waiting/signal-cycles.ts';

export const signalCycle: Rule = {
  id: 'signal-cycle',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait needs a signal from something that comes after the wait itself.',
  why: 'The declared graph is acyclic, so the engine accepts the template, and the wait can only time out.',
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
    depends_on: wc
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
  ],
  *check(facts) {
    for (const { shape, finding } of signalCycles(facts)) if (shape === 'plain') yield finding;
  },
};
