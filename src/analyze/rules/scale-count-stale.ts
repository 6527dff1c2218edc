import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const scaleCountStale: Rule = {
  id: 'scale-count-stale',
  severity: 'warning',
  confidence: 'proved',
  summary: 'After scaling, a wait with a new count is partly satisfied by signals of the old members.',
  why: 'Old signals stay on the handle, so as many of the new or replaced members are not waited for.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: nodes
    properties: {handle: {get_resource: h}, count: 4, timeout: 600}
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: 4
      resource_def:
        type: OS::Nova::Server
        properties:
          flavor: m1.small
          image: cirros
          user_data:
            str_replace:
              params: {notify: {get_attr: [h, curl_cli]}}
              template: |
                #!/bin/sh
                install_app || exit 1
                notify --data-binary '{"status": "SUCCESS", "id": "node-%index%"}'
`,
      previous: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: nodes
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def:
        type: OS::Nova::Server
        properties:
          flavor: m1.small
          image: cirros
          user_data:
            str_replace:
              params: {notify: {get_attr: [h, curl_cli]}}
              template: |
                #!/bin/sh
                install_app || exit 1
                notify --data-binary '{"status": "SUCCESS", "id": "node-%index%"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  node0: {duration: 1m, signals: {handle: h, id: node0}}
  node1: {duration: 1m, signals: {handle: h, id: node1}}
  node2: {duration: 1m, signals: {handle: h, id: node2}}
  node3: {duration: 1m, signals: {handle: h, id: node3}}
  wc: {wait: {handle: h, count: 4}}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  node0: {duration: 1m, signals: {handle: h, id: node0}}
  node1: {duration: 1m, signals: {handle: h, id: node1}}
  wc: {wait: {handle: h, count: 2}}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h4:
    type: OS::Heat::WaitConditionHandle
  wc4:
    type: OS::Heat::WaitCondition
    depends_on: nodes
    properties: {handle: {get_resource: h4}, count: 4, timeout: 600}
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: 4
      resource_def:
        type: OS::Nova::Server
        properties:
          flavor: m1.small
          image: cirros
          user_data:
            str_replace:
              params: {notify: {get_attr: [h4, curl_cli]}}
              template: |
                #!/bin/sh
                install_app || exit 1
                notify --data-binary '{"status": "SUCCESS", "id": "node-%index%"}'
`,
      previous: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: nodes
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def:
        type: OS::Nova::Server
        properties:
          flavor: m1.small
          image: cirros
          user_data:
            str_replace:
              params: {notify: {get_attr: [h, curl_cli]}}
              template: |
                #!/bin/sh
                install_app || exit 1
                notify --data-binary '{"status": "SUCCESS", "id": "node-%index%"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h2: }
tasks:
  node0: {duration: 1m, signals: {handle: h2, id: node0}}
  node1: {duration: 1m, signals: {handle: h2, id: node1}}
  node2: {duration: 1m, signals: {handle: h2, id: node2}}
  node3: {duration: 1m, signals: {handle: h2, id: node3}}
  wc: {wait: {handle: h2, count: 4}}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h1: }
tasks:
  node0: {duration: 1m, signals: {handle: h1, id: node0}}
  node1: {duration: 1m, signals: {handle: h1, id: node1}}
  wc: {wait: {handle: h1, count: 2}}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'scaled') yield finding;
  },
};
