import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase, timeoutPhrase } from '../waiting/story.ts';
import { signalsOf, waitStudies } from '../waiting/wait-facts.ts';

export const updateHandleNoResend: Rule = {
  id: 'update-handle-no-resend',
  severity: 'error',
  confidence: 'likely',
  summary: 'Every update makes a handle anew, but its signaller runs only when it is created.',
  why: 'The wait then counts new signals on an empty handle, and nobody sends any.',
  bad: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::UpdateWaitConditionHandle
  wc:
    type: AWS::CloudFormation::WaitCondition
    depends_on: app
    properties: {Handle: {get_resource: h}, Timeout: 600}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data_update_policy: IGNORE
      user_data:
        str_replace:
          params: {url: {get_resource: h}}
          template: |
            #!/bin/sh
            install_app
            cfn-signal -e 0 url
`,
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `heat_template_version: 2018-08-31
resources:
  h:
    type: OS::Heat::UpdateWaitConditionHandle
  wc:
    type: AWS::CloudFormation::WaitCondition
    depends_on: app
    properties: {Handle: {get_resource: h}, Timeout: 600}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data_update_policy: REPLACE
      user_data:
        str_replace:
          params: {url: {get_resource: h}}
          template: |
            #!/bin/sh
            install_app
            cfn-signal -e 0 url
`,
    },
  ],
  *check(facts) {
    const { deployment } = facts;
    for (const { wait } of waitStudies(facts)) {
      const handle = isUnknown(wait.handle) ? undefined : deployment.handles.get(wait.handle);
      if (handle === undefined || handle.task === null) continue;
      if (deployment.tasks.getNodeAttribute(handle.task, 'type') !== 'OS::Heat::UpdateWaitConditionHandle') continue;
      const silent = signalsOf(facts, handle.id).find(({ sender }) => {
        const { kind, resource } = deployment.tasks.getNodeAttributes(sender);
        return kind === 'boot' && deployment.resources.getNodeAttribute(resource, 'replacedOnUpdate') === 'never';
      });
      if (silent === undefined) continue;
      yield {
        message:
          `every update replaces '${handle.id}' and makes '${wait.task}' wait anew, but ${taskPhrase(deployment, silent.sender)} ` +
          `runs only at create: then ${timeoutPhrase(wait)}`,
        at: wait.span,
        related: [
          { message: `'${handle.id}' is made anew by every update`, span: handle.span },
          { message: `${taskPhrase(deployment, silent.sender)} signals once`, span: silent.span },
        ],
      };
    }
  },
};
