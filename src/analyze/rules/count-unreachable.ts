import { counted } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { shortages } from '../waiting/shortages.ts';
import { timeoutPhrase } from '../waiting/story.ts';

export const countUnreachable: Rule = {
  id: 'count-unreachable',
  severity: 'error',
  confidence: 'proved',
  summary: 'A wait counts more signals than can ever come.',
  why: 'No order of events reaches the count, so the wait always ends in a timeout.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: [web1, web2]
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
            notify --data-binary '{"status": "SUCCESS", "id": "web1"}'
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
            notify --data-binary '{"status": "SUCCESS", "id": "web2"}'
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
    properties: {handle: {get_resource: h}, timeout: 600}
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
    depends_on: web1
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
            notify --data-binary '{"status": "SUCCESS", "id": "web1"}'
`,
    },
  ],
  *check(facts) {
    for (const { study, cause, handle, count, supply, senders, related } of shortages(facts)) {
      if (cause !== 'few' && cause !== 'none') continue;
      const task = `'${study.wait.task}'`;
      const arrives =
        cause === 'none' ? 'no task of the template signals it' : `at most ${supply} can arrive, from ${senders}`;
      const needs = `${task} needs ${counted(count, 'signal', 'distinct signals')} on '${handle}'`;
      // Where an engine gives the handle an address, somebody outside may know it.
      const isAddressed = facts.deployment.handles.get(handle)!.task !== null;
      const confidence = cause === 'none' && isAddressed ? ('likely' as const) : ('proved' as const);
      yield {
        message: `${needs}, but ${arrives}: ${timeoutPhrase(study.wait)}`,
        at: study.wait.span,
        related,
        confidence,
      };
    }
  },
};
