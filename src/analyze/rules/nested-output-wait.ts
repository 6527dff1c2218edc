import type { Reason } from '../../model/deployment.ts';
import type { Rule } from '../rule.ts';

export const nestedOutputWait: Rule = {
  id: 'nested-output-wait',
  severity: 'info',
  confidence: 'possible',
  summary: 'A value of a nested stack is needed, and the whole stack is waited for.',
  why: 'A nested stack is one whole: what the value does not need is waited for as well.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: 'https://bucket.s3.amazonaws.com/network.yaml'}
  App:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: 'https://bucket.s3.amazonaws.com/app.yaml'
      Parameters: {Group: !GetAtt Network.Outputs.Group}
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: 'https://bucket.s3.amazonaws.com/network.yaml'}
  App:
    Type: AWS::CloudFormation::Stack
    DependsOn: Network
    Properties: {TemplateURL: 'https://bucket.s3.amazonaws.com/app.yaml'}
`,
    },
  ],
  *check(facts) {
    const { resources, groups } = facts.deployment;
    const found: { stack: string; dependent: string; reasons: readonly Reason[] }[] = [];
    resources.forEachDirectedEdge((_edge, { reasons }, stack, dependent, { type }) => {
      // What is inside a stack that was read is known, and `over-constraint` speaks of that.
      if (type !== 'AWS::CloudFormation::Stack' || groups.get(stack)?.kind === 'stack') return;
      const values = reasons.filter(({ value }) => value?.provided.startsWith('Outputs.'));
      if (values.length > 0 && values.length === reasons.length) found.push({ stack, dependent, reasons: values });
    });
    for (const { stack, dependent, reasons } of found) {
      const names = [...new Set(reasons.map(({ value }) => `'${value!.provided.slice('Outputs.'.length)}'`))];
      yield {
        message: `'${dependent}' needs ${names.join(', ')} of '${stack}' and waits for all of '${stack}'`,
        at: reasons[0]!.span,
        related: [{ message: 'the nested stack', span: resources.getNodeAttribute(stack, 'span') }],
      };
    }
  },
};
