import type { Rule } from '../rule.ts';
import { shortages } from '../waiting/shortages.ts';
import { timeoutPhrase } from '../waiting/story.ts';

export const duplicateSignalId: Rule = {
  id: 'duplicate-signal-id',
  severity: 'error',
  confidence: 'proved',
  summary: 'Several signals carry the same id and count only once.',
  why: 'Heat stores signals by id and CloudFormation takes a repeat for a retransmission, so the count is never reached.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  node1:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "node"}'
  node2:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "node"}'
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
    properties: {handle: {get_resource: h}, count: 2, timeout: 600}
  node1:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "node1"}'
  node2:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "node2"}'
`,
    },
  ],
  *check(facts) {
    for (const { study, cause, handle, count, supply, senders, related } of shortages(facts)) {
      if (cause !== 'same-id') continue;
      const counts = `only ${supply} of the ${count} signals that '${study.wait.task}' needs on '${handle}' ${supply === 1 ? 'counts' : 'count'}`;
      yield {
        message: `${senders} send the same id: ${counts}; ${timeoutPhrase(study.wait)}`,
        at: study.wait.span,
        related,
      };
    }
  },
};
