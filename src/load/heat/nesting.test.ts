import { describe, expect, it } from 'vitest';
import { edgesOf, loadHeat, NEWEST } from './testing/load-heat.ts';

const PASS = `${NEWEST}parameters:
  in: {type: string}
resources:
  work: {type: OS::Heat::Value, properties: {value: {get_param: in}}}
  idle: {type: OS::Heat::Value, properties: {value: 1}}
outputs:
  worked: {value: {get_attr: [work, value]}}
  through: {value: {get_param: in}}
  constant: {value: 1}
`;

describe('values across nested stacks', () => {
  it('go from the task inside that produces them to the task inside that consumes them', () => {
    const { deployment } = loadHeat(
      `resources:
  a: {type: pass.yaml, properties: {in: x}}
  b: {type: pass.yaml, properties: {in: {get_attr: [a, worked]}}}
`,
      { 'pass.yaml': PASS },
    );
    expect(edgesOf(deployment.tasks)).toEqual(['a/work → b/work']);
    expect(edgesOf(deployment.resources)).toEqual(['a → b']);
  });

  it('that only pass through a stack come from where they were made', () => {
    const { deployment } = loadHeat(
      `resources:
  source: {type: OS::Heat::Value, properties: {value: 1}}
  a: {type: pass.yaml, properties: {in: {get_attr: [source, value]}}}
  sink: {type: OS::Heat::Value, properties: {value: {get_attr: [a, through]}}}
`,
      { 'pass.yaml': PASS },
    );
    expect(edgesOf(deployment.tasks)).toEqual(['a.through → sink', 'source → a.through', 'source → a/work']);
  });

  it('that nothing inside makes need nothing inside', () => {
    const { deployment } = loadHeat(
      `resources:
  a: {type: pass.yaml, properties: {in: x}}
  sink: {type: OS::Heat::Value, properties: {value: {get_attr: [a, constant]}}}
`,
      { 'pass.yaml': PASS },
    );
    expect(edgesOf(deployment.tasks)).toEqual([]);
    expect(edgesOf(deployment.resources)).toEqual(['a → sink']);
  });

  it('go through two levels', () => {
    const outer = `${NEWEST}parameters: {in: {type: string}}
resources:
  inner: {type: pass.yaml, properties: {in: {get_param: in}}}
outputs:
  worked: {value: {get_attr: [inner, worked]}}
`;
    const { deployment } = loadHeat(
      `resources:
  source: {type: OS::Heat::Value, properties: {value: 1}}
  a: {type: outer.yaml, properties: {in: {get_attr: [source, value]}}}
  sink: {type: OS::Heat::Value, properties: {value: {get_attr: [a, worked]}}}
`,
      { 'outer.yaml': outer, 'pass.yaml': PASS },
    );
    expect(edgesOf(deployment.tasks)).toEqual(['a/inner/work → sink', 'source → a/inner/work']);
  });

  it('of all members of a group meet in one milestone', () => {
    const { deployment } = loadHeat(
      `resources:
  g:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: pass.yaml, properties: {in: x}}}
  sink: {type: OS::Heat::Value, properties: {value: {get_attr: [g, worked]}}}
  also: {type: OS::Heat::Value, properties: {value: {get_attr: [g, worked]}}}
`,
      { 'pass.yaml': PASS },
    );
    expect(edgesOf(deployment.tasks)).toEqual([
      'g.worked → also',
      'g.worked → sink',
      'g/0/work → g.worked',
      'g/1/work → g.worked',
    ]);
  });

  it('find the server of a deployment in the stack around it', () => {
    const soft = `${NEWEST}parameters: {server: {type: string}}
resources:
  config: {type: OS::Heat::SoftwareConfig, properties: {config: 'true'}}
  run: {type: OS::Heat::SoftwareDeployment, properties: {server: {get_param: server}, config: {get_resource: config}}}
`;
    const { deployment } = loadHeat(
      `resources:
  vm: {type: OS::Nova::Server, properties: {flavor: f, user_data_format: SOFTWARE_CONFIG}}
  soft: {type: soft.yaml, properties: {server: {get_resource: vm}}}
`,
      { 'soft.yaml': soft },
    );
    expect(deployment.tasks.getNodeAttribute('soft/run', 'group')).toBe('vm');
    expect(deployment.tasks.getEdgeAttribute('vm', 'soft/run', 'reasons')[0]?.kind).toBe('hosted-on');
  });
});

describe('what nesting costs', () => {
  it('groups in groups without end stay bounded, and are said once', () => {
    const again = `${NEWEST}resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 1000, resource_def: {type: t.yaml}}}
`;
    const { deployment, diagnostics } = loadHeat(again, { 't.yaml': again });
    expect(deployment.resources.order).toBeLessThan(200_000);
    expect(diagnostics.length).toBeLessThan(10);
  });

  it.each([
    [
      'a chain',
      (size: number) => Array.from({ length: size }, (_, i) => value(i, i > 0 ? `{get_resource: r${i - 1}}` : '1')),
    ],
    ['a star', (size: number) => Array.from({ length: size }, (_, i) => value(i, i > 0 ? '{get_resource: r0}' : '1'))],
  ])('%s of 20,000 resources has one edge for each', (_name, lines) => {
    const { deployment } = loadHeat(`resources:\n${lines(20_000).join('')}`);
    expect([deployment.resources.order, deployment.resources.size, deployment.tasks.size]).toEqual([
      20_000, 19_999, 19_999,
    ]);
  });

  it('1,000 ports of one network with 100 subnets have 100,000 hidden edges, as in the engine', () => {
    const subnets = Array.from(
      { length: 100 },
      (_, i) => `  s${i}: {type: OS::Neutron::Subnet, properties: {network: n, cidr: c}}\n`,
    );
    const ports = Array.from(
      { length: 1000 },
      (_, i) => `  p${i}: {type: OS::Neutron::Port, properties: {network: n}}\n`,
    );
    const { deployment } = loadHeat(`resources:\n${[...subnets, ...ports].join('')}`);
    expect(deployment.resources.size).toBe(100_000);
  });
});

function value(index: number, text: string): string {
  return `  r${index}: {type: OS::Heat::Value, properties: {value: ${text}}}\n`;
}

describe('a nested stack that needs its own output', () => {
  it('waits for itself as a whole, in both views', () => {
    const { deployment } = loadHeat(`resources:\n  a: {type: pass.yaml, properties: {in: {get_attr: [a, worked]}}}\n`, {
      'pass.yaml': PASS,
    });
    expect(edgesOf(deployment.resources)).toContain('a → a');
    expect(edgesOf(deployment.tasks)).toContain('a.complete → a.begin');
  });
});

describe('the older names of deployment groups', () => {
  it.each(['SoftwareDeployments', 'StructuredDeployments'])('OS::Heat::%s has a member for each server', (type) => {
    const { deployment } = loadHeat(`resources:
  all: {type: OS::Heat::${type}, properties: {config: c, servers: {a: one, b: two}}}
`);
    expect(deployment.resources.nodes()).toEqual(['all', 'all/a', 'all/b']);
  });
});

describe('what exists already', () => {
  it('is not made of anything', () => {
    const { deployment, diagnostics } = loadHeat(
      `resources:\n  a: {type: pass.yaml, external_id: 6d3e, properties: {no_such: 1}}\n`,
      { 'pass.yaml': PASS },
    );
    expect(deployment.tasks.nodes()).toEqual(['a']);
    expect(diagnostics).toEqual([]);
  });
});

describe('a name that nobody can compute', () => {
  it('is said to be unknown', () => {
    const { deployment } = loadHeat(`parameters: {n: {type: string}}
resources:
  a: {type: OS::Heat::RandomString}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [{get_param: n}, value]}}}
`);
    expect(edgesOf(deployment.resources)).toEqual([]);
    expect(deployment.unknowns.map(({ cause }) => cause)).toContainEqual(
      expect.stringMatching(/'n'.*'get_attr' names/),
    );
  });
});

describe('what is said of groups', () => {
  it('is said once where a thousand likes are at one place', () => {
    const inner = '{type: OS::Heat::ResourceGroup, properties: {count: 2000, resource_def: {type: OS::Heat::Value}}}';
    const { diagnostics } = loadHeat(`resources:
  all: {type: OS::Heat::ResourceGroup, properties: {count: 900, resource_def: ${inner}}}
`);
    const sizes = diagnostics.filter(({ code }) => code === 'heat-nesting-size').map(({ message }) => message);
    expect(sizes).toEqual(["the 2000 members of each 'OS::Heat::ResourceGroup' here are shown as one"]);
  });

  it('tells that nobody knows what a chain is made of', () => {
    const { diagnostics } = loadHeat(`parameters: {types: {type: comma_delimited_list}}
resources:
  row: {type: OS::Heat::ResourceChain, properties: {resources: {get_param: types}}}
`);
    expect(diagnostics.map(({ code }) => code)).toContain('heat-group-size');
  });
});

describe('files that a template names', () => {
  it('are missed even where nothing needs their text', () => {
    const { diagnostics } = loadHeat(
      `resources:
  a: {type: OS::Heat::Value, properties: {value: {get_file: ../gone.sh}}}
  b: {type: OS::Heat::Value, properties: {value: {get_file: there.sh}}}
`,
      { 'there.sh': 'echo' },
    );
    expect(diagnostics.map(({ code, span }) => `${span?.line} ${code}`)).toEqual(['3 heat-missing-file']);
  });
});
