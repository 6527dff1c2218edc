import { nameList } from '../reason-text.ts';
import type { Rule } from '../rule.ts';
import { longWaitChains } from '../waiting/stack-limits.ts';
import { secondsText } from '../waiting/wait-times.ts';

export const timeoutNesting: Rule = {
  id: 'timeout-nesting',
  severity: 'warning',
  confidence: 'proved',
  summary: 'Waits that follow one another may together last longer than the stack around them.',
  why: 'The outer limit fires while an inner wait is still within its own, so the failure is reported in the wrong place.',
  bad: [
    {
      file: 'hot.yaml',
      text: `HeatTemplateFormatVersion: 2012-12-12
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: child.yaml, TimeoutInMinutes: 10}
`,
      files: {
        'child.yaml': `HeatTemplateFormatVersion: 2012-12-12
Resources:
  Handle1: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait1:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: {Ref: Handle1}, Timeout: 600}
  App1:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: cirros
      InstanceType: m1.small
      UserData:
        Fn::Replace:
          - URL: {Ref: Handle1}
          - |
            #!/bin/sh
            install_app
            cfn-signal -e 0 URL
  Handle2: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait2:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Wait1
    Properties: {Handle: {Ref: Handle2}, Timeout: 600}
  App2:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: cirros
      InstanceType: m1.small
      UserData:
        Fn::Replace:
          - URL: {Ref: Handle2}
          - |
            #!/bin/sh
            install_app
            cfn-signal -e 0 URL
`,
      },
    },
  ],
  good: [
    {
      file: 'hot.yaml',
      text: `HeatTemplateFormatVersion: 2012-12-12
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: child.yaml, TimeoutInMinutes: 30}
`,
      files: {
        'child.yaml': `HeatTemplateFormatVersion: 2012-12-12
Resources:
  Handle1: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait1:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: {Ref: Handle1}, Timeout: 600}
  App1:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: cirros
      InstanceType: m1.small
      UserData:
        Fn::Replace:
          - URL: {Ref: Handle1}
          - |
            #!/bin/sh
            install_app
            cfn-signal -e 0 URL
  Handle2: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait2:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Wait1
    Properties: {Handle: {Ref: Handle2}, Timeout: 600}
  App2:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: cirros
      InstanceType: m1.small
      UserData:
        Fn::Replace:
          - URL: {Ref: Handle2}
          - |
            #!/bin/sh
            install_app
            cfn-signal -e 0 URL
`,
      },
    },
  ],
  *check(facts) {
    for (const { limit, waits, seconds } of longWaitChains(facts)) {
      yield {
        message:
          `the waits ${nameList(waits.map(({ task }) => task))} follow one another and can take ${secondsText(seconds)}, ` +
          `but ${limit.what} is given up after ${secondsText(limit.seconds)}`,
        at: waits[0]!.span,
        related: waits.map(({ task, span }) => ({ message: `'${task}' waits here`, span })),
      };
    }
  },
};
