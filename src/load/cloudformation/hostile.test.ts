import { describe, expect, it } from 'vitest';
import { load } from '../index.ts';
import { memoryFileSource } from '../memory-file-source.ts';

const BASE = {
  AWSTemplateFormatVersion: '2010-09-09',
  Transform: 'AWS::LanguageExtensions',
  Parameters: { P: { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] } },
  Mappings: { M: { a: { v: '1' } } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'a'] }, D: { 'Fn::And': [{ Condition: 'C' }, { Condition: 'C' }] } },
  Resources: {
    H: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
    'Fn::ForEach::L': ['X', ['a', 'b'], { 'T${X}': { Type: 'AWS::SNS::Topic' } }],
    W: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Handle: { Ref: 'H' }, Timeout: '60', Count: 1 } },
    A: {
      Type: 'AWS::EC2::Instance',
      Condition: 'C',
      DependsOn: ['H'],
      Metadata: {
        Makespan: { Duration: '4s' },
        'AWS::CloudFormation::Init': { config: { commands: { a: { command: ['cfn-signal', { Ref: 'H' }] } } } },
      },
      CreationPolicy: { ResourceSignal: { Count: 1, Timeout: 'PT5M' } },
      Properties: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own variables.
        UserData: { 'Fn::Base64': { 'Fn::Join': ['', ['cfn-init\n', { 'Fn::Sub': ['${Q} ${P}', { Q: 'q' }] }]] } },
        Name: { 'Fn::If': ['D', { 'Fn::GetAtt': ['W', 'Data'] }, { 'Fn::FindInMap': ['M', { Ref: 'P' }, 'v'] }] },
      },
    },
    G: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: { DesiredCapacity: '2', LaunchConfigurationName: { Ref: 'A' } },
    },
    O: {
      Type: 'AWS::SSM::Association',
      DependsOn: { 'Fn::Sub': 'H' },
      Properties: {
        Name: 'AWS-RunShellScript',
        Targets: [{ Key: 'InstanceIds', Values: [{ Ref: 'A' }] }],
        WaitForSuccessTimeoutSeconds: 60,
        ApplyOnlyAtCronInterval: false,
        Parameters: { commands: ['x', { 'Fn::GetAtt': [{ 'Fn::Sub': 'W' }, 'Data'] }, { Ref: 'H' }] },
        'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'x' } },
      },
    },
    S: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'child.json', Parameters: { P: { Ref: 'P' } } },
    },
  },
  Outputs: { O: { Value: { 'Fn::GetAtt': 'A.Id' } } },
};

type Json = unknown;
const WRONG: readonly Json[] = [
  null,
  true,
  -1,
  1e300,
  '',
  'x',
  '${',
  [],
  [[]],
  {},
  { Ref: [] },
  { 'Fn::If': 1 },
  { __proto__x: 1 },
];

/** Every copy of a value in which one place holds something else. */
function* variants(value: Json, wrong: Json): Iterable<Json> {
  yield wrong;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const other of variants(item, wrong)) yield value.map((one: Json, at) => (at === index ? other : one));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      for (const other of variants(item, wrong)) yield { ...value, [key]: other };
  }
}

function read(text: string): ReturnType<typeof load> {
  const files = memoryFileSource({ 'child.json': JSON.stringify({ ...BASE, Transform: 'X' }) });
  return load('t.json', text, { format: 'cloudformation', files });
}

describe('a template with one thing wrong anywhere', () => {
  it.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong] as const))(
    '%s in each field never throws',
    (_name, wrong) => {
      for (const variant of variants(BASE, wrong)) {
        for (const { message } of read(JSON.stringify(variant)).diagnostics) expect(message).not.toBe('');
      }
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a name that is refused, not taken',
    (name) => {
      const text = `{"Resources": {"${name}": {"Type": "AWS::SNS::Topic"}, "B": {"Type": "X", "DependsOn": "${name}"}}}`;
      expect(read(text).diagnostics.map(({ code }) => code)).toContain('cfn-reserved-name');
    },
  );
});

describe('what would grow without end stays bounded', () => {
  it('conditions that are each made of the one before, twice', () => {
    const conditions = Array.from({ length: 200 }, (_, index) =>
      index === 0
        ? '  C0: !Equals [!Ref P, a]'
        : `  C${index}: !Or [!And [!Condition C${index - 1}, !Equals [!Ref P, v${index}]], !Not [!Condition C${index - 1}]]`,
    );
    const resources = conditions.map(
      (_line, index) => `  R${index}: {Type: T, Properties: {V: !If [C${index}, !Ref R0, x]}}`,
    );
    const text = ['Parameters:', '  P: {Type: String}', 'Conditions:', ...conditions, 'Resources:', ...resources].join(
      '\n',
    );
    const { deployment } = read(`AWSTemplateFormatVersion: '2010-09-09'\n${text}\n`);
    expect(deployment.conditions.size).toBeLessThan(600);
    expect(deployment.resources.order).toBe(200);
  });

  it('loops in loops over long lists', () => {
    const items = JSON.stringify(Array.from({ length: 400 }, (_, index) => `i${index}`));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own variables.
    const body = '{"R${A}${B}${C}": {"Type": "T"}}';
    const inner = (name: string, rest: string): string => `{"Fn::ForEach::${name}": ["${name}", ${items}, ${rest}]}`;
    const resources = inner('A', inner('B', inner('C', body)));
    const { deployment, diagnostics } = read(`{"Transform": "AWS::LanguageExtensions", "Resources": ${resources}}`);
    expect(diagnostics.map(({ code }) => code)).toContain('cfn-unexpanded-loop');
    expect(deployment.resources.order).toBeLessThan(20_001);
  });

  it('a template that nests itself', () => {
    const text =
      '{"Resources": {"S": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "t.json"}}}}';
    expect(read(text).diagnostics.map(({ code }) => code)).toEqual(['cfn-nesting-size']);
  });
});
