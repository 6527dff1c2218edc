import type { Rule } from '../rule.ts';
import { racyDataReads } from '../waiting/racy-reads.ts';

export const unorderedDataRead: Rule = {
  id: 'unordered-data-read',
  severity: 'warning',
  confidence: 'proved',
  summary: 'The data of signals is read while more of them may still come.',
  why: 'Two readers, or two runs, may see different data.',
  bad: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  s1: {duration: 1m, signals: {handle: h, id: s1}}
  s2: {duration: 2m, signals: {handle: h, id: s2}}
  wc: {wait: {handle: h, count: 1}}
  app: {duration: 1m, after: wc, reads: {handle: h}}
`,
    },
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
  lb:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      metadata: {data: {get_attr: [wc, data]}}
`,
    },
  ],
  good: [
    {
      file: 'native.yaml',
      text: `makespan: 1
handles: {h: }
tasks:
  s1: {duration: 1m, signals: {handle: h, id: s1}}
  s2: {duration: 2m, signals: {handle: h, id: s2}}
  wc: {wait: {handle: h, count: 2}}
  app: {duration: 1m, after: wc, reads: {handle: h}}
`,
    },
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
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
  lb:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      metadata: {data: {get_attr: [wc, data]}}
`,
    },
  ],
  *check(facts) {
    yield* racyDataReads(facts);
  },
};
