import type { Rule } from '../rule.ts';
import { mismatchedSignals } from '../waiting/script-signals.ts';

export const signalKindMismatch: Rule = {
  id: 'signal-kind-mismatch',
  severity: 'error',
  confidence: 'proved',
  summary: 'A signal of one kind is sent to something that takes another.',
  why: 'A wait condition handle takes a request on its own URL, a resource with a creation policy takes SignalResource; the wrong one is refused and the wait times out.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  MyWaitHandle: {Type: AWS::CloudFormation::WaitConditionHandle}
  MyWait:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: {Ref: MyWaitHandle}, Timeout: 600}
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/sh
          install_app
          cfn-signal -e 0 --stack demo --resource MyWaitHandle
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  MyWaitHandle: {Type: AWS::CloudFormation::WaitConditionHandle}
  MyWait:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: {Ref: MyWaitHandle}, Timeout: 600}
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/sh
          install_app
          cfn-signal -e 0 '\${MyWaitHandle}'
`,
    },
  ],
  *check(facts) {
    yield* mismatchedSignals(facts);
  },
};
