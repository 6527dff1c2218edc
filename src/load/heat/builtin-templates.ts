/**
 * Templates that come with Heat. What matters here are their resources, and how they depend on each other and on
 * their parameters; the rest of Heat's texts (package lists, HAProxy's configuration) is left out. Sources:
 * etc/heat/templates/AWS_CloudWatch_Alarm.yaml, etc/heat/templates/AWS_RDS_DBInstance.yaml and `lb_template_default` in
 * heat/engine/resources/aws/lb/loadbalancer.py.
 */
export const BUILTIN_TEMPLATES: ReadonlyMap<string, string> = new Map([
  [
    '/etc/heat/templates/AWS_CloudWatch_Alarm.yaml',
    `HeatTemplateFormatVersion: '2012-12-12'
Description: AWS::CloudWatch::Alarm as Heat implements it
Parameters:
  AlarmDescription: {Type: String, Default: An alarm}
  EvaluationPeriods: {Type: String}
  MetricName: {Type: String}
  Namespace: {Type: String, Default: system/linux}
  Period: {Type: String}
  ComparisonOperator: {Type: String}
  Statistic: {Type: String}
  Threshold: {Type: String}
  Units: {Type: String, Default: None}
  AlarmActions: {Type: CommaDelimitedList, Default: ''}
  OKActions: {Type: CommaDelimitedList, Default: ''}
  InsufficientDataActions: {Type: CommaDelimitedList, Default: ''}
  Dimensions: {Type: CommaDelimitedList, Default: ''}
Resources:
  __alarm__:
    Type: OS::Aodh::Alarm
    Properties:
      description: {Ref: AlarmDescription}
      meter_name: {Ref: MetricName}
      period: {Ref: Period}
      evaluation_periods: {Ref: EvaluationPeriods}
      threshold: {Ref: Threshold}
      alarm_actions: {Ref: AlarmActions}
      ok_actions: {Ref: OKActions}
      insufficient_data_actions: {Ref: InsufficientDataActions}
      statistic: {Ref: Statistic}
      comparison_operator: {Ref: ComparisonOperator}
      matching_metadata: {'Fn::MemberListToMap': [Name, Value, {Ref: Dimensions}]}
`,
  ],
  [
    '/etc/heat/templates/AWS_RDS_DBInstance.yaml',
    `HeatTemplateFormatVersion: '2012-12-12'
Description: AWS::RDS::DBInstance as Heat implements it
Parameters:
  AllocatedStorage: {Type: String}
  DBInstanceClass: {Type: String}
  DBName: {Type: String}
  DBSecurityGroups: {Type: CommaDelimitedList, Default: ''}
  Engine: {Type: String, AllowedValues: [MySQL]}
  MasterUsername: {Type: String}
  MasterUserPassword: {Type: String}
  Port: {Type: String, Default: '3306'}
  KeyName: {Type: String, Default: ''}
Resources:
  ServerSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Enable SSH access
      SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: {Ref: Port}, ToPort: {Ref: Port}, CidrIp: 0.0.0.0/0}
  DatabaseInstance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: F19-x86_64-cfntools
      InstanceType: {Ref: DBInstanceClass}
      KeyName: {Ref: KeyName}
      SecurityGroups: [{Ref: ServerSecurityGroup}]
      UserData:
        Fn::Base64:
          Fn::Replace:
          - DBName: {Ref: DBName}
            MasterUserPassword: {Ref: MasterUserPassword}
            MasterUsername: {Ref: MasterUsername}
            WaitHandle: {Ref: WaitHandle}
          - |
            cfn-init -r DatabaseInstance
            mysqladmin -u root password 'MasterUserPassword'
            create-database DBName --owner MasterUsername
            cfn-signal -e 0 -r "MySQL server setup complete" 'WaitHandle'
  WaitHandle:
    Type: AWS::CloudFormation::WaitConditionHandle
  WaitCondition:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: DatabaseInstance
    Properties:
      Handle: {Ref: WaitHandle}
      Timeout: '600'
Outputs:
  Endpoint.Address:
    Value: {'Fn::GetAtt': [DatabaseInstance, PublicIp]}
  Endpoint.Port:
    Value: {Ref: Port}
`,
  ],
  [
    '/etc/heat/templates/AWS_ElasticLoadBalancing_LoadBalancer.yaml',
    `AWSTemplateFormatVersion: '2010-09-09'
Description: AWS::ElasticLoadBalancing::LoadBalancer as Heat implements it
Parameters:
  KeyName: {Type: String, Default: ''}
  LbImageId: {Type: String, Default: Fedora-Cloud-Base-20141203-21.x86_64}
  LbFlavor: {Type: String, Default: m1.small}
  LBTimeout: {Type: String, Default: '600'}
  SecurityGroups: {Type: CommaDelimitedList, Default: []}
Resources:
  latency_watcher:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Latency
      Namespace: AWS/ELB
      Statistic: Average
      Period: '60'
      EvaluationPeriods: '1'
      Threshold: '2'
      AlarmActions: []
      ComparisonOperator: GreaterThanThreshold
  CfnLBUser:
    Type: AWS::IAM::User
  CfnLBAccessKey:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: {Ref: CfnLBUser}
  LB_instance:
    Type: AWS::EC2::Instance
    Metadata:
      credentials: [{Ref: CfnLBAccessKey}, {'Fn::GetAtt': [CfnLBAccessKey, SecretAccessKey]}]
      watch: {Ref: latency_watcher}
    Properties:
      ImageId: {Ref: LbImageId}
      InstanceType: {Ref: LbFlavor}
      KeyName: {Ref: KeyName}
      SecurityGroups: {Ref: SecurityGroups}
      UserData:
        Fn::Base64:
          Fn::Join:
          - ''
          - - "cfn-init -r LB_instance\\n"
            - "systemctl enable haproxy.service && systemctl start haproxy.service\\n"
            - "cfn-signal -e 0 -r 'LB server setup complete' '"
            - {Ref: WaitHandle}
            - "'\\n"
  WaitHandle:
    Type: AWS::CloudFormation::WaitConditionHandle
  WaitCondition:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: LB_instance
    Properties:
      Handle: {Ref: WaitHandle}
      Timeout: {Ref: LBTimeout}
Outputs:
  CanonicalHostedZoneName:
    Value: {'Fn::GetAtt': [LB_instance, PublicIp]}
  DNSName:
    Value: {'Fn::GetAtt': [LB_instance, PublicIp]}
`,
  ],
]);

/** The built-in template that implements a type of its own, beside those that the default environment names. */
export const LOAD_BALANCER_TEMPLATE = '/etc/heat/templates/AWS_ElasticLoadBalancing_LoadBalancer.yaml';

/** The name under which a template of Heat's own is spoken of. */
export function builtinName(path: string): string {
  return `${PREFIX}${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** Whether a file is one of Heat's own, which nobody here can mend. */
export function isBuiltin(file: string): boolean {
  return file.startsWith(PREFIX);
}

const PREFIX = 'heat:';
