/** A template that people write; `waiting-templates.golden.txt` has what some rules say of it. */
export interface TemplateCase {
  /** Decides the front-end. Default `hot.yaml`. */
  readonly file?: string;
  readonly name: string;
  readonly text: string;
  /** The revision that is deployed before. */
  readonly previous?: string;
  /** The rules that are asked. */
  readonly rules: readonly string[];
}

/** A server in HOT whose user data has a handle at hand as `notify`. */
export function hotServer(name: string, script: string, { handle = 'h', more = '' } = {}): string {
  const lines = ['#!/bin/sh', ...script.split('\n')].map((line) => `            ${line}`).join('\n');
  return `  ${name}:
    type: OS::Nova::Server${more && `\n    ${more}`}
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [${handle}, curl_cli]}}
          template: |
${lines}
`;
}

const HEAD = `heat_template_version: 2018-08-31
resources:
  h: {type: OS::Heat::WaitConditionHandle}
`;

const WAIT = '  wc: {type: OS::Heat::WaitCondition, depends_on: db, properties: {handle: {get_resource: h}}}\n';

/** Templates from which a rule once drew a wrong conclusion, cut down to the point. */
export const waitingTemplateCases: Readonly<Record<string, readonly TemplateCase[]>> = {
  'what a type that Heat does not know makes of a handle': [
    {
      name: 'it may signal, so nobody says that nobody does',
      rules: ['count-unreachable', 'signal-cycle'],
      text: `${HEAD}  vm: {type: Vendor::Machine, properties: {notify: {get_resource: h}}}
  wc: {type: OS::Heat::WaitCondition, depends_on: vm, properties: {handle: {get_resource: h}}}
`,
    },
    {
      name: 'whatever it does comes after what it depends on',
      rules: ['count-unreachable', 'signal-cycle'],
      text: `${HEAD}  wc: {type: OS::Heat::WaitCondition, properties: {handle: {get_resource: h}, timeout: 6}}
  vm: {type: Vendor::Machine, depends_on: wc, properties: {notify: {get_resource: h}}}
`,
    },
  ],
  'work in the background': [
    {
      name: 'goes on behind the signal',
      rules: ['early-signal'],
      text: `${HEAD}${WAIT}${hotServer('db', `install_db &\nnotify --data-binary '{"status": "SUCCESS"}'`)}`,
    },
    {
      name: 'is over once the script has waited for it',
      rules: ['early-signal'],
      text: `${HEAD}${WAIT}${hotServer('db', `install_db &\nwait\nnotify --data-binary '{"status": "SUCCESS"}'`)}`,
    },
    {
      name: 'may be a service that stays',
      rules: ['early-signal'],
      text: `${HEAD}${WAIT}${hotServer('db', `nohup serve_db &\nnotify --data-binary '{"status": "SUCCESS"}'`)}`,
    },
  ],
  'a group that comes after the wait': [
    {
      name: 'closes the cycle as the group, not as a mark of its begin',
      rules: ['signal-cycle'],
      text: `${HEAD}  wc: {type: OS::Heat::WaitCondition, properties: {handle: {get_resource: h}, timeout: 600}}
  nodes:
    type: OS::Heat::ResourceGroup
    depends_on: wc
    properties:
      count: 1
      resource_def:
        type: OS::Nova::Server
        properties:
          flavor: m1.small
          image: cirros
          user_data:
            str_replace:
              params: {notify: {get_attr: [h, curl_cli]}}
              template: |
                #!/bin/sh
                notify --data-binary '{"status": "SUCCESS"}'
`,
    },
  ],
  'a cycle through a whole group': [
    {
      name: 'is told without what is inside, be it a template of the engine itself',
      rules: ['signal-cycle', 'signal-cycle-nested'],
      text: `HeatTemplateFormatVersion: '2012-12-12'
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: {Ref: Handle}, Timeout: '600'}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    DependsOn: Wait
    Properties:
      {MetricName: m, Period: '60', EvaluationPeriods: '1', Threshold: '1', Statistic: Average,
      ComparisonOperator: GreaterThanThreshold}
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: cirros
      InstanceType: m1.small
      UserData:
        Fn::Base64:
          Fn::Join: ['', ["#!/bin/sh\\ncfn-push-stats --watch ", {Ref: Alarm}, "\\ncfn-signal -e 0 '", {Ref: Handle}, "'\\n"]]
`,
    },
  ],
  'a consumer that comes after the wait': [
    {
      name: 'skips nothing, even when the signal is early',
      rules: ['consumer-skips-wait', 'early-signal'],
      text: [
        `${HEAD}${WAIT}`,
        hotServer('db', `notify --data-binary '{"status": "SUCCESS"}'\ninstall_db`),
        hotServer('app', 'install_app', { more: 'depends_on: [db, wc]' }),
      ].join(''),
    },
  ],
  'a route': [
    {
      file: 'cfn.yaml',
      name: 'of a subnet that the machine is not on is not its way out',
      rules: ['signal-path-unordered'],
      text: routed('Inside'),
    },
    {
      file: 'cfn.yaml',
      name: 'of the subnet that the machine is on is',
      rules: ['signal-path-unordered'],
      text: routed('Outside'),
    },
  ],
  'a signal in the last configuration of cfn-init': [
    {
      file: 'cfn.yaml',
      name: 'is the end of the work when the user data calls nothing else',
      rules: ['early-signal'],
      text: initialised('<script>\ncfn-init.exe -v -r App\n</script>'),
    },
    {
      file: 'cfn.yaml',
      name: 'is early when the user data goes on',
      rules: ['early-signal'],
      text: initialised('#!/bin/bash\ncfn-init -v -r App\nstart_app'),
    },
  ],
};

function routed(subnet: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Outside: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24}}
  Inside: {Type: AWS::EC2::Subnet, DependsOn: Outside, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref Outside, RouteTableId: rtb-1}
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: !Ref Handle, Timeout: '600'}
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      SubnetId: !Ref ${subnet}
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          install_app
          cfn-signal -e $? '\${Handle}'
`;
}

function initialised(userData: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Wait:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: App
    Properties: {Handle: !Ref Handle, Timeout: '600'}
  App:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        install: {commands: {a: {command: install_app}}}
        finish: {commands: {a: {command: !Sub "cfn-signal -e 0 '\${Handle}'"}}}
    Properties:
      ImageId: ami-1
      UserData:
        Fn::Base64: |
          ${userData.replaceAll('\n', '\n          ')}
`;
}
