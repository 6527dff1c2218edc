import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../load/index.ts';
import { lint } from '../lint.ts';
import { isOrderKept } from './kept-order.ts';
import { type Mended, mend } from './mend.ts';

async function mended(text: string): Promise<Mended> {
  return await mend({
    file: 'a.yaml',
    text,
    judge: async (written) => {
      const loaded = load('a.yaml', written);
      return { loaded, findings: lint(loaded).findings };
    },
  });
}

const HOT = 'heat_template_version: 2018-08-31\n';

/** The subnet refers to the network, and says it again in one of these ways. */
function subnetWith(dependsOn: string): string {
  return `${HOT}resources:
  network:   # the one
    type: OS::Neutron::Net
  router: {type: "OS::Neutron::Router"}
  subnet:
    type: OS::Neutron::Subnet
${dependsOn}    properties: { network: {get_resource: network},  cidr: '10.0.0.0/24' }   # odd   blanks
`;
}

describe('a needless dependency goes, and nothing else', () => {
  it.each([
    ['a name', '    depends_on: network\n', ''],
    ['a list of one', '    depends_on: [network]\n', ''],
    ['the first of a flow list', '    depends_on: [ network,  router ]\n', '    depends_on: [ router ]\n'],
    ['the last of a flow list', '    depends_on: [router, network]\n', '    depends_on: [router]\n'],
    [
      'an item of a block list',
      '    depends_on:\n      - network\n      - router\n',
      '    depends_on:\n      - router\n',
    ],
    ['the only item of a block list', '    depends_on:\n      - network\n', ''],
    ['a quoted name', "    depends_on: 'network'\n", ''],
  ])('%s', async (_what, before, after) => {
    expect(await mended(subnetWith(before))).toEqual({ text: subnetWith(after), appliedCount: 1, refusedCount: 0 });
  });

  it('from a flow mapping', async () => {
    const text =
      'makespan: 1\ntasks:\n  a: 5s\n  b: {after: a, duration: 5s}\n  c: {duration: 5s, after: [a, b]}  # c\n';
    expect((await mended(text)).text).toBe(text.replace('[a, b]', '[b]'));
  });

  it.each([
    ['before another on its line', '{"DependsOn": "A", "Type": "T"}', '{"Type": "T"}'],
    ['at the end of its line', '{"DependsOn": "A",\n    "Type": "T"}', '{\n    "Type": "T"}'],
    ['on a line of its own', '{\n    "DependsOn": "A",\n    "Type": "T"}', '{\n    "Type": "T"}'],
    ['at the end', '{"Type": "T",\n    "DependsOn": "A"}', '{"Type": "T"}'],
  ])('from JSON %s', async (_what, body, left) => {
    const rest = '"C": {"Type": "T", "Properties": {"A": {"Ref": "A"}}}';
    const text = (b: string): string =>
      `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "T"},\n  "B": ${b}, ${rest}}}\n`;
    const refers = ', "Properties": {"A": {"Ref": "A"}}';
    const [before, after] = [body, left].map((one) => text(one.replace('"Type": "T"', `"Type": "T"${refers}`)));
    expect((await mended(before!)).text).toBe(after);
  });

  it.each([
    ['with a comment on its line', '    depends_on: network  # because\n'],
    ['with a comment in its list', '    depends_on: [network, # because\n      router]\n'],
  ])('but stays %s', async (_what, dependsOn) => {
    expect((await mended(subnetWith(dependsOn))).text).toBe(subnetWith(dependsOn));
  });
});

describe('a misspelt name', () => {
  it.each([
    ['with one candidate is put right', 'depends_on: [routr]', 'depends_on: [router]'],
    ['keeps its quotes', 'depends_on: ["routr"]', 'depends_on: ["router"]'],
    ['with no candidate stays', 'depends_on: elephant', 'depends_on: elephant'],
  ])('%s', async (_what, before, after) => {
    expect((await mended(subnetWith(`    ${before}\n`))).text).toBe(subnetWith(`    ${after}\n`));
  });

  it('with two candidates stays', async () => {
    const text = `${HOT}resources:\n  web1: {type: OS::Heat::None}\n  web2: {type: OS::Heat::None}\n  x: {type: OS::Heat::None, depends_on: web3}\n`;
    expect((await mended(text)).text).toBe(text);
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Fn::Sub has its own
describe('a misspelt name of another format', () => {
  const cloudformation = (resource: string, condition = 'Prod'): string => `AWSTemplateFormatVersion: '2010-09-09'
Parameters: {Stage: {Type: String, Default: prod}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}   # odd   blanks
Resources:
  Network: {Type: AWS::EC2::VPC, Condition: ${condition}}
  Router: {Type: AWS::EC2::RouteTable}
  Subnet: ${resource}
`;
  it.each([
    ['DependsOn', '{Type: T, DependsOn: [Rooter]}', '{Type: T, DependsOn: [Router]}'],
    ['!Ref', '{Type: T, Properties: {A: !Ref  "Netwrok"}}', '{Type: T, Properties: {A: !Ref  "Network"}}'],
    ['Ref to a parameter', '{Type: T, Properties: {A: {Ref: Stge}}}', '{Type: T, Properties: {A: {Ref: Stage}}}'],
    ['!GetAtt', '{Type: T, Properties: {A: !GetAtt Roter.Id}}', '{Type: T, Properties: {A: !GetAtt Router.Id}}'],
    [
      'Fn::GetAtt',
      '{Type: T, Properties: {A: {"Fn::GetAtt": [Roter, Id]}}}',
      '{Type: T, Properties: {A: {"Fn::GetAtt": [Router, Id]}}}',
    ],
    [
      '!Sub',
      "{Type: T, Properties: {A: !Sub 'x-${Roter.Id}-${Stge}'}}",
      "{Type: T, Properties: {A: !Sub 'x-${Router.Id}-${Stage}'}}",
    ],
    ['nothing near', '{Type: T, DependsOn: Elephant}', '{Type: T, DependsOn: Elephant}'],
    ['a parameter in DependsOn', '{Type: T, DependsOn: Stge}', '{Type: T, DependsOn: Stge}'],
  ])('CloudFormation: %s', async (_where, before, after) => {
    expect((await mended(cloudformation(before))).text).toBe(cloudformation(after));
  });

  it('CloudFormation: a condition', async () => {
    const body = '{Type: T}';
    expect((await mended(cloudformation(body, 'Prdo'))).text).toBe(cloudformation(body, 'Prod'));
  });

  it.each([
    ['a condition', 'condition: prdo', 'condition: prod'],
    ['a parameter', 'properties: {name: {get_param: stgae}}', 'properties: {name: {get_param: stage}}'],
  ])('Heat: %s', async (_where, before, after) => {
    const text = (body: string): string => `${HOT}parameters: {stage: {type: string, default: prod}}
conditions: {prod: {equals: [{get_param: stage}, prod]}}
resources:
  volume: {type: OS::Cinder::Volume, ${body}}
`;
    expect((await mended(text(before))).text).toBe(text(after));
  });

  const native = (vm: string, task: string): string => `makespan: 1
conditions: {with_cache: false}
handles: {ready: }
hosts:
  vmA: {base: 6s, components: {alpha: {duration: 2s, provides: [address], signals: ready}, ${vm}}}
tasks:
  wait: {wait: {handle: ready, timeout: 5m}}
  last: {${task}}   # odd   blanks
`;
  it.each([
    ['a sibling', 'b: {duration: 1s, after: alhpa}', 'b: {duration: 1s, after: alpha}'],
    ['a value of a sibling', 'b: {consumes: {x: alpha.adress}}', 'b: {consumes: {x: alpha.address}}'],
    ['its own host stays', 'b: {duration: 1s, after: vmAA}', 'b: {duration: 1s, after: vmAA}'],
  ])('native: %s', async (_where, before, after) => {
    expect((await mended(native(before, 'after: wait'))).text).toBe(native(after, 'after: wait'));
  });

  it.each([
    ['a component elsewhere', 'after: vmA.alhpa', 'after: vmA.alpha'],
    ['in a list', 'after: [ wait,  "vmA.alpah" ]', 'after: [ wait,  "vmA.alpha" ]'],
    ['a condition', 'after: wait, when: not with_cahce', 'after: wait, when: not with_cache'],
    ['a handle', 'wait: {handle: redy, timeout: 9m}', 'wait: {handle: ready, timeout: 9m}'],
    ['a handle is no task', 'after: redy', 'after: redy'],
  ])('native: %s', async (_where, before, after) => {
    expect((await mended(native('b: 1s', before))).text).toBe(native('b: 1s', after));
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: Fn::Sub has its own

describe('a count', () => {
  const waiting = (count: string, more = ''): string =>
    `${HOT}resources:
  h: {type: OS::Heat::WaitConditionHandle}
  wc:
    type: OS::Heat::WaitCondition
    properties: {handle: {get_resource: h}, count: ${count},  timeout: 600}   # odd   blanks
${['1', '2']
  .map(
    (id) => `  web${id}:
    type: OS::Nova::Server
    properties:
      flavor: f
      image: i
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            notify --data-binary '{"status": "SUCCESS", "id": "${id}"}'
`,
  )
  .join('')}${more}`;

  it.each([
    ['that can never be reached becomes what comes', '3', '2'],
    ['keeps its quotes', "'5'", "'2'"],
    ['that is right stays', '2', '2'],
    ['smaller than what comes stays: a quorum may be meant', '1', '1'],
  ])('%s', async (_what, before, after) => {
    expect((await mended(waiting(before))).text).toBe(waiting(after));
  });

  it('smaller than what comes has a suggestion', () => {
    const text = waiting('1', '  app: {type: OS::Heat::None, depends_on: wc}\n');
    const [finding] = lint(load('a.yaml', text)).findings.filter(({ rule }) => rule === 'count-too-small');
    expect(finding?.fix).toMatchObject({
      certain: false,
      description: 'count 2, as many as come',
      edits: [{ text: '2' }],
    });
  });

  it('that hangs on a condition stays', async () => {
    const text = waiting('3')
      .replace('  web2:', '  web2:\n    condition: extra')
      .replace(
        'resources:',
        'parameters: {more: {type: boolean}}\nconditions: {extra: {equals: [{get_param: more}, true]}}\nresources:',
      );
    expect((await mended(text)).text).toBe(text);
  });
});

describe('the order that a mended template keeps', () => {
  const before = load('a.yaml', 'makespan: 1\ntasks:\n  a: 1s\n  b: {duration: 1s, after: a}\n').deployment;
  const after = load('a.yaml', 'makespan: 1\ntasks:\n  a: 1s\n  b: {duration: 1s}\n').deployment;
  const spans = before.tasks.mapEdges((_edge, { reasons }) => reasons[0]!.span);

  it('is not kept when a needed dependency goes, promised or not', () => {
    expect(isOrderKept(before, after, { goes: spans })).toBe(false);
    expect(isOrderKept(before, after, { goes: [] })).toBe(false);
    expect(isOrderKept(before, before, { goes: [] })).toBe(true);
  });

  it('property: of a random order with implied dependencies, what follows from what stays the same', async () => {
    const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(pairs, async (list) => {
        const names = Array.from({ length: 10 }, (_, index) => `t${index}`);
        const lines = names.map((name, index) => {
          const after = [...new Set(list.filter(([a, b]) => a < b && b === index).map(([a]) => `t${a}`))];
          return `  ${name}: {duration: 1s, after: [${after.join(', ')}]}  # ${name}`;
        });
        const text = `makespan: 1\ntasks:\n${lines.join('\n')}\n`;
        const { text: result, refusedCount } = await mended(text);
        const [old, fresh] = [text, result].map((one) => load('a.yaml', one).deployment);
        expect(closure(fresh!)).toEqual(closure(old!));
        expect(refusedCount).toBe(0);
        expect(lint(load('a.yaml', result)).findings).toEqual([]);
        const changed = result
          .split('\n')
          .filter((line, index) => line !== lines[index - 2] && index > 1 && line !== '');
        for (const line of changed)
          expect(line).toMatch(/^ {2}t\d: \{duration: 1s(?:, after: \[[t\d, ]*\])?\} {2}# t\d$/);
      }),
      { numRuns: 30 },
    );
  });
});

/** Every pair in order, by Warshall. */
function closure({ tasks }: ReturnType<typeof load>['deployment']): readonly string[] {
  const ids = tasks.nodes();
  const reached = new Set(tasks.mapEdges((_edge, _reasons, from, to) => `${from} ${to}`));
  for (const middle of ids)
    for (const from of ids)
      for (const to of ids)
        if (reached.has(`${from} ${middle}`) && reached.has(`${middle} ${to}`)) reached.add(`${from} ${to}`);
  return [...reached].sort();
}
