import type { ResourceInstance } from '../stack.ts';

/** What a resource is for the fine structure. */
export type Role = 'machine' | 'machines' | 'wait' | 'handle' | 'other';

const ROLES: Readonly<Record<string, Role>> = {
  'AWS::EC2::Instance': 'machine',
  'AWS::AutoScaling::AutoScalingGroup': 'machines',
  'AWS::CloudFormation::WaitCondition': 'wait',
  'AWS::CloudFormation::WaitConditionHandle': 'handle',
};

export function roleOf({ type }: ResourceInstance): Role {
  return Object.hasOwn(ROLES, type) ? (ROLES[type] as Role) : 'other';
}
