import { reasonPhrase } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { shownBy } from '../waiting/moments.ts';
import { skippedWaits } from '../waiting/skipped-waits.ts';
import { taskPhrase } from '../waiting/story.ts';

export const consumerSkipsWait: Rule = {
  id: 'consumer-skips-wait',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Something comes after a server but not after its user data, though a signal shows that the data matters.',
  why: 'A server is complete when it is active; its user data has only just begun to run.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
  wc:
    type: OS::Heat::WaitCondition
    depends_on: db
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_db
            notify --data-binary '{"status": "SUCCESS"}'
  app:
    type: OS::Nova::Server
    depends_on: db
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
    depends_on: db
    properties: {handle: {get_resource: h}, timeout: 600}
  db:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install_db
            notify --data-binary '{"status": "SUCCESS"}'
  app:
    type: OS::Nova::Server
    depends_on: [db, wc]
    properties: {flavor: m1.small, image: cirros}
`,
    },
  ],
  *check(facts) {
    const { deployment } = facts;
    for (const { consumer, server, boot, wait, reason, signal } of skippedWaits(facts)) {
      const data = taskPhrase(deployment, boot);
      yield* shownBy(
        facts,
        { task: consumer, event: 'start', without: boot },
        {
          message:
            `'${consumer}' ${reasonPhrase(reason)} '${server}' but does not come after '${wait.task}', which waits for ${data}: ` +
            'it may start before that is done',
          at: reason.span,
          missingOrder: { dependent: consumer, prerequisites: [wait.task] },
          related: [
            { message: `${data} signals '${signal.handle}'`, span: signal.span },
            { message: `'${wait.task}' waits for it`, span: wait.span },
          ],
        },
      );
    }
  },
};
