import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { waitStudies } from '../waiting/wait-facts.ts';
import { secondsText } from '../waiting/wait-times.ts';

export const tokenExpires: Rule = {
  id: 'token-expires',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A wait lasts longer than the credential that its signals carry.',
  why: 'A Keystone token in a TOKEN_SIGNAL handle is made when the handle is created; a signal after its expiry is refused and the wait times out.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::WaitConditionHandle
    properties: {signal_transport: TOKEN_SIGNAL}
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 14400}
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
            install_app
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
    properties: {signal_transport: HEAT_SIGNAL}
  wc:
    type: OS::Heat::WaitCondition
    depends_on: app
    properties: {handle: {get_resource: h}, timeout: 14400}
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
            install_app
            notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  *check(facts) {
    for (const { wait } of waitStudies(facts)) {
      const { handle: id, timeoutSeconds, task } = wait;
      if (isUnknown(id) || timeoutSeconds === null || isUnknown(timeoutSeconds)) continue;
      const handle = facts.deployment.handles.get(id)!;
      if (handle.transport !== 'TOKEN_SIGNAL' || timeoutSeconds <= TOKEN_SECONDS) continue;
      yield {
        message:
          `a signal on '${id}' may be sent up to ${secondsText(timeoutSeconds)} after '${task}' begins to wait; ` +
          `a TOKEN_SIGNAL token is assumed to live ${secondsText(TOKEN_SECONDS)}`,
        at: wait.span,
        related: [{ message: `'${id}' signals with a token`, span: handle.span }],
      };
    }
  },
};

/** Keystone's default life of a token (`[token] expiration`); a cloud may set another. */
const TOKEN_SECONDS = 3600;
