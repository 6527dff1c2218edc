import type { Rule } from '../rule.ts';
import { earlyWaits } from '../waiting/early-waits.ts';

export const countTooSmall: Rule = {
  id: 'count-too-small',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A wait goes on before all who signal it have done so.',
  why: 'Which signals it saw depends on the run, and what depends on the wait has no order with the rest of the senders.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: 1, timeout: 600}
  web1:
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
  web2:
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
  web3:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "3"}'
  lb:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
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
    properties: {handle: {get_resource: h}, count: 3, timeout: 600}
  web1:
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
  web2:
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
  web3:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "3"}'
  lb:
    type: OS::Nova::Server
    depends_on: wc
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  *check(facts) {
    for (const { kind, finding } of earlyWaits(facts)) if (kind === 'count') yield finding;
  },
};
