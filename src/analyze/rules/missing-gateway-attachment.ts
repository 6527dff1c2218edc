import { reachableFrom } from '../../graph/reachability.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const missingGatewayAttachment: Rule = {
  id: 'missing-gateway-attachment',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Something needs the gateway of its network and does not wait until the gateway is attached.',
  why: 'No property says it, so the service may create it first, and then the creation fails; the documentation asks for a DependsOn.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Address:
    Type: AWS::EC2::EIP
    Properties: {Domain: vpc}
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Address:
    Type: AWS::EC2::EIP
    DependsOn: Attachment
    Properties: {Domain: vpc}
`,
    },
  ],
  *check(facts) {
    const { resources, template } = facts.deployment;
    if (template.format !== 'cloudformation') return;
    const attachments = resources.filterNodes((_id, { type }) => type === 'AWS::EC2::VPCGatewayAttachment');
    for (const [resource, gateway] of needingGateway(facts)) {
      const { stack, span } = resources.getNodeAttributes(resource);
      const fitting = attachments.filter(
        (id) =>
          resources.getNodeAttribute(id, 'stack') === stack &&
          resources.inNeighbors(id).some((other) => (gateway === null ? isGateway(facts, other) : other === gateway)),
      );
      if (fitting.length === 0 || fitting.some((id) => comesAfter(facts, resource, id))) continue;
      yield {
        message: `'${resource}' needs the internet gateway, and nothing makes it wait for '${fitting[0]}': add DependsOn`,
        at: span,
        ...obviousOrder(facts, resource, fitting),
        related: [{ message: 'the attachment', span: resources.getNodeAttribute(fitting[0]!, 'span') }],
      };
    }
  },
};

/** Addresses, and routes through a gateway. Source: "When a DependsOn attribute is required", user guide. */
function* needingGateway(facts: Facts): Iterable<readonly [resource: string, gateway: string | null]> {
  const { resources } = facts.deployment;
  for (const id of resources.nodes()) {
    const { type } = resources.getNodeAttributes(id);
    if (type === 'AWS::EC2::EIP') yield [id, null];
    if (type !== 'AWS::EC2::Route') continue;
    const gateway = resources.inNeighbors(id).find((other) => isGateway(facts, other));
    if (gateway !== undefined) yield [id, gateway];
  }
}

/** Where only one attachment fits. */
function obviousOrder(
  { deployment: { tasksOfResource } }: Facts,
  resource: string,
  fitting: readonly string[],
): Pick<RuleFinding, 'missingOrder'> {
  const [dependent, prerequisite] = [resource, fitting[0]!].map((id) => tasksOfResource.get(id)?.[0]);
  if (fitting.length > 1 || dependent === undefined || prerequisite === undefined) return {};
  return { missingOrder: { dependent, prerequisites: [prerequisite] } };
}

function isGateway({ deployment }: Facts, id: string): boolean {
  return deployment.resources.getNodeAttribute(id, 'type') === 'AWS::EC2::InternetGateway';
}

function comesAfter(facts: Facts, resource: string, attachment: string): boolean {
  const { digraph, indexOf } = facts.resources;
  return reachableFrom(digraph, [indexOf.get(attachment)!])[indexOf.get(resource)!] === 1;
}
