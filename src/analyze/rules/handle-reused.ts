import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const handleReused: Rule = {
  id: 'handle-reused',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A new wait uses a handle that holds signals of an earlier operation.',
  why: 'It counts the stored signals and completes at once, or fails on an old FAILURE.',
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
  wc2:
    type: OS::Heat::WaitCondition
    depends_on: wc
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
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
`,
      previous: `heat_template_version: 2018-08-31
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
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
  new: {duration: 1m, signals: {handle: h, id: new}}
  wc2: {wait: h}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
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
  h2:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 600}
  wc2:
    type: OS::Heat::WaitCondition
    depends_on: other
    properties: {handle: {get_resource: h2}, timeout: 600}
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
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
  other:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h2, curl_cli]}}
          template: |
            #!/bin/sh
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "other"}'
`,
      previous: `heat_template_version: 2018-08-31
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
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: , h2: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
  new: {duration: 1m, signals: {handle: h2, id: new}}
  wc2: {wait: h2}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'reused') yield finding;
  },
};
