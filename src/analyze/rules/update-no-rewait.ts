import type { Rule } from '../rule.ts';
import { staleSignals } from '../waiting/stale-signals.ts';

export const updateNoRewait: Rule = {
  id: 'update-no-rewait',
  severity: 'warning',
  confidence: 'proved',
  summary: 'An update makes a signaller anew while the wait for it stays as it is.',
  why: 'A wait that is complete does not wait again, so what comes after it is not held back for the new work.',
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
      image: cirros-2
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
  lb:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
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
  lb:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 2m, signals: {handle: h, id: app}}
  wc: {wait: h}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h: }
tasks:
  app: {duration: 1m, signals: {handle: h, id: app}}
  wc: {wait: h}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h2:
    type: OS::Heat::WaitConditionHandle
  wc2:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h2}, timeout: 600}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros-2
      user_data:
        str_replace:
          params: {notify: {get_attr: [h2, curl_cli]}}
          template: |
            #!/bin/sh
            install_app || exit 1
            notify --data-binary '{"status": "SUCCESS", "id": "app"}'
  lb:
    type: OS::Nova::Server
    depends_on: wc2
    properties: {flavor: m1.small, image: cirros}
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
  lb:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
`,
    },
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h2: }
tasks:
  app: {duration: 2m, signals: {handle: h2, id: app}}
  wc: {wait: h2}
  lb: {duration: 10s, after: wc}
`,
      previous: `makespan: 1
handles: {h1: }
tasks:
  app: {duration: 1m, signals: {handle: h1, id: app}}
  wc: {wait: h1}
  lb: {duration: 10s, after: wc}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of staleSignals(facts)) if (kind === 'no-rewait') yield finding;
  },
};
