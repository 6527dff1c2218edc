import { describe, expect, it } from 'vitest';
import { load, resolveTimings, simulate } from '../src/index.ts';

/** A template through its front-end and the engine: `task start-end` of each task; `!` failed, `…` never ended. */
function checkRun(template: string, expected: readonly string[], files: Readonly<Record<string, string>> = {}): void {
  const read = (path: string) => (files[path] === undefined ? { error: 'is not there' } : { text: files[path] });
  const { deployment, diagnostics } = load('stack.yaml', template, { files: { read } });
  expect(diagnostics).toEqual([]);
  const timings = resolveTimings(deployment);
  const run = simulate(deployment, { timings, engine: 'cloudformation', replications: 1 });
  if ('cycle' in run) throw new Error(`cyclic: ${run.cycle}`);
  const lines = run.trace.map(({ task, start, end, outcome }) => {
    return `${task} ${start}-${end}${{ done: '', failed: ' !', stuck: ' …' }[outcome]}`;
  });
  expect(lines).toEqual(expected);
}

const takes = (seconds: number): string => `Metadata: {Makespan: {Duration: ${seconds}s}}`;

describe('the cloudformation engine on templates', () => {
  const machine = (timeout: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Queue: {Type: AWS::SQS::Queue, ${takes(10)}}
  App:
    Type: AWS::EC2::Instance
    DependsOn: Queue
    Metadata: {Makespan: {Duration: 30s, Boot: 240s}}
    CreationPolicy: {ResourceSignal: {Timeout: ${timeout}}}
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e 0 --stack \${AWS::StackName} --resource App --region \${AWS::Region}
  Topic: {Type: AWS::SNS::Topic, DependsOn: App, ${takes(5)}}
`;

  it('what depends on a machine with a creation policy waits for its signals', () => {
    const expected = ['Queue 0-10', 'App 10-40', 'App.boot 40-280', 'App.signals 40-280', 'Topic 280-285'];
    checkRun(machine('PT5M'), expected);
  });

  it('the clock of a creation policy starts when its resource starts', () => {
    // 10 s + 4 min is before the signal at 280 s; counted from the end of the creation, at 40 s, it would be in time.
    const expected = ['Queue 0-10', 'App 10-40', 'App.signals 40-250 !', 'App.boot 40-280', 'Topic 280-280 …'];
    checkRun(machine('PT4M'), expected);
  });

  it('a nested stack is one whole: what needs an output of it waits for all of it', () => {
    const net = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc: {Type: AWS::EC2::VPC, ${takes(10)}, Properties: {CidrBlock: 10.0.0.0/16}}
  Slow: {Type: AWS::SQS::Queue, ${takes(60)}}
Outputs:
  Id: {Value: !Ref Vpc}
`;
    const stack = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: net.yaml}}
  Subnet: {Type: AWS::EC2::Subnet, ${takes(5)}, Properties: {VpcId: !GetAtt Net.Outputs.Id, CidrBlock: 10.0.0.0/24}}
`;
    checkRun(stack, ['Net/Vpc 0-10', 'Net/Slow 0-60', 'Subnet 60-65'], { 'net.yaml': net });
  });
});
