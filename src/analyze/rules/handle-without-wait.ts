import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';
import { signalsOf } from '../waiting/wait-facts.ts';

export const handleWithoutWait: Rule = {
  id: 'handle-without-wait',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A handle is signalled and no wait condition waits for it.',
  why: 'The stack is complete, and what depends on the server starts, before the software that signals is ready.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Done:
    Type: AWS::CloudFormation::WaitConditionHandle
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          yum -y install nginx
          /opt/aws/bin/cfn-signal -e $? '\${Done}'
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Done:
    Type: AWS::CloudFormation::WaitConditionHandle
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          yum -y install nginx
          /opt/aws/bin/cfn-signal -e $? '\${Done}'
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: !Ref Done, Timeout: '900'}
`,
    },
  ],
  *check(facts) {
    const { deployment } = facts;
    // In Heat such handles are also used to pass data alone, which is read without a wait.
    if (deployment.template.format !== 'cloudformation') return;
    const waits = [...deployment.waits.values()];
    if (waits.some(({ handle }) => isUnknown(handle))) return;
    const waitedFor = new Set(waits.map(({ handle }) => handle));
    for (const handle of deployment.handles.values()) {
      const signal = signalsOf(facts, handle.id).find(({ id }) => id === null || !isUnknown(id));
      if (!signal || waitedFor.has(handle.id)) continue;
      const who = taskPhrase(deployment, signal.sender);
      yield {
        message: `${who} signals '${handle.id}', but no wait condition waits for it: the stack does not wait for ${who}`,
        at: handle.span,
        related: [{ message: 'the signal', span: signal.span }],
      };
    }
  },
};
