import type { Rule } from '../rule.ts';

export const signalWithoutPolicy: Rule = {
  id: 'signal-without-policy',
  severity: 'warning',
  confidence: 'proved',
  summary: 'A script signals a resource that does not wait for signals.',
  why: 'The signal is refused or changes nothing, and what comes after the resource starts before it is ready.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          yum -y install nginx
          /opt/aws/bin/cfn-signal -e $? --stack \${AWS::StackName} --resource App
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  App:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT15M}}
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          yum -y install nginx
          /opt/aws/bin/cfn-signal -e $? --stack \${AWS::StackName} --resource App
`,
    },
  ],
  *check(facts) {
    const { deployment } = facts;
    for (const { task, commands } of deployment.scripts) {
      const stack = deployment.resources.getNodeAttribute(deployment.tasks.getNodeAttribute(task, 'resource'), 'stack');
      for (const { signal, span } of commands) {
        if (!signal?.target?.accepts) continue;
        const { resource } = signal.target;
        const id = stack === '' ? resource : `${stack}/${resource}`;
        if (deployment.handles.has(id)) continue;
        const isThere = deployment.resources.hasNode(id);
        const what = isThere
          ? 'which has no CreationPolicy: nothing waits for the signal'
          : 'which is no resource of the template: the signal is refused';
        yield { message: `cfn-signal --resource names '${resource}', ${what}`, at: span };
      }
    }
  },
};
