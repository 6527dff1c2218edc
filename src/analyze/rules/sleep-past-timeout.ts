import type { Script } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Rule } from '../rule.ts';
import { taskPhrase } from '../waiting/story.ts';
import { signalsOf } from '../waiting/wait-facts.ts';

export const sleepPastTimeout: Rule = {
  id: 'sleep-past-timeout',
  severity: 'error',
  confidence: 'likely',
  summary: 'A script sleeps longer, before it signals, than the wait goes on.',
  why: 'The wait times out before the signal can come, and the stack is rolled back.',
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
          sleep 1200
          /opt/aws/bin/cfn-signal -e $? '\${Done}'
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: !Ref Done, Timeout: '900'}
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
          sleep 300
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
    const sleeps = sleepBeforeSignals(deployment.scripts);
    for (const wait of deployment.waits.values()) {
      const { timeoutSeconds, handle } = wait;
      if (typeof timeoutSeconds !== 'number' || isUnknown(handle)) continue;
      const signals = signalsOf(facts, handle);
      const least = Math.min(...signals.map((signal) => sleeps.get(deployment.signals.indexOf(signal)) ?? 0));
      if (signals.length === 0 || least <= timeoutSeconds) continue;
      const who = taskPhrase(deployment, signals[0]!.sender);
      yield {
        message: `'${wait.task}' waits ${timeoutSeconds} s, but ${who} sleeps ${least} s before it signals`,
        at: wait.span,
        related: [{ message: 'the signal', span: signals[0]!.span }],
      };
    }
  },
};

/** Seconds that a script surely sleeps before each signal, by the signal's position. */
function sleepBeforeSignals(scripts: readonly Script[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { commands } of scripts) {
    let seconds = 0;
    for (const { text, signal, isConditional, inBackground } of commands) {
      const sleep = /^(?:sudo\s+)?sleep\s+(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
      if (sleep && !isConditional && !inBackground) seconds += Number(sleep[1]) * UNITS[sleep[2]!]!;
      const index = signal?.signal ?? null;
      if (index !== null && !found.has(index)) found.set(index, seconds);
    }
  }
  return found;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
