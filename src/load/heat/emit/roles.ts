import type { ResourceInstance } from '../instance.ts';

/** What a resource is for the fine structure. */
export type Role = 'server' | 'deployment' | 'wait' | 'handle' | 'other';

const ROLES: Readonly<Record<string, Role>> = {
  'OS::Nova::Server': 'server',
  'OS::Heat::DeployedServer': 'server',
  'AWS::EC2::Instance': 'server',
  'OS::Heat::SoftwareDeployment': 'deployment',
  'OS::Heat::StructuredDeployment': 'deployment',
  'OS::Heat::WaitCondition': 'wait',
  'OS::Heat::SwiftSignal': 'wait',
  'AWS::CloudFormation::WaitCondition': 'wait',
  'OS::Heat::WaitConditionHandle': 'handle',
  'OS::Heat::UpdateWaitConditionHandle': 'handle',
  'OS::Heat::SwiftSignalHandle': 'handle',
  'AWS::CloudFormation::WaitConditionHandle': 'handle',
};

export function roleOf(resource: ResourceInstance): Role {
  if (resource.implementation.kind !== 'type') return 'other';
  const { name } = resource.implementation;
  return Object.hasOwn(ROLES, name) ? (ROLES[name] as Role) : 'other';
}

/** The name that a property has in the type's own style: `user_data` or `UserData`. */
export function spelling(resource: ResourceInstance, hot: string): string {
  if (!resource.implementation.name.startsWith('AWS::')) return hot;
  return hot.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
