import { describe, expect, it } from 'vitest';
import { load } from '../../load/index.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import { type Refinement, type RefineOptions, refine } from './refine.ts';

function refined(text: string, options: Partial<RefineOptions> = {}): Refinement {
  const { deployment, diagnostics } = load('t.yaml', text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return refine(deployment, { timings: resolveTimings(deployment), replications: 20, ...options });
}

/** A line a proposal: what it does, how sure, what it saves, and whether it is recommended. */
function lines(text: string): readonly string[] {
  return refined(text).proposals.map(({ action, confidence, gain, mends, isRecommended }) =>
    [action, confidence, mends ? 'mends' : (gain?.mean ?? 'none'), isRecommended ? 'recommended' : ''].join(' ').trim(),
  );
}

const SERVER = 'type: OS::Nova::Server\n    properties: {image: i, flavor: f, user_data_format: SOFTWARE_CONFIG';

/** Two servers, the second after the first, with a component each. */
function heat(parts: { webProperties?: string; input?: string } = {}): string {
  return `heat_template_version: 2018-08-31
resources:
  db:
    ${SERVER}}
    metadata: {makespan: {duration: 10s}}
  web:
    ${SERVER}${parts.webProperties ?? ''}}
    depends_on: start_db
    metadata: {makespan: {duration: 10s}}
  config:
    type: OS::Heat::SoftwareConfig
    metadata: {makespan: {duration: 0s}}
    properties: {config: x, inputs: [{name: at}], outputs: [{name: at}]}
  start_db:
    type: OS::Heat::SoftwareDeployment
    metadata: {makespan: {duration: 5s}}
    properties: {server: {get_resource: db}, config: {get_resource: config}}
  tune_db:
    type: OS::Heat::SoftwareDeployment
    depends_on: start_db
    metadata: {makespan: {duration: 50s}}
    properties: {server: {get_resource: db}, config: {get_resource: config}}
  start_web:
    type: OS::Heat::SoftwareDeployment
    metadata: {makespan: {duration: 70s}}
    properties: {server: {get_resource: web}, config: {get_resource: config}${parts.input ?? ''}}
`;
}

const VALUE = ', input_values: {at: {get_attr: [start_db, at]}}';

describe('what is proposed for a written coarse dependency', () => {
  it.each([
    [
      'a value between the machines says enough; the components keep more order',
      heat({ input: VALUE }),
      ['order-components likely 10 recommended', 'rely-on-values likely 10'],
    ],
    [
      'without a value, to remove it is a person’s decision, whatever it gains',
      heat(),
      ['remove-unexplained possible 15', 'order-components likely 10 recommended'],
    ],
    [
      'user data may need what no template shows: nothing is recommended',
      heat({ webProperties: ', user_data: "#!/bin/sh\\nserve"', input: VALUE }),
      ['order-components possible 14.5', 'rely-on-values possible 14.5'],
    ],
    [
      'a line that others imply goes, proved',
      'makespan: 1\nhosts:\n  a: {base: 1s, components: {x: {duration: 1s, provides: v}}}\n' +
        '  b: {after: a.x, base: {duration: 1s, consumes: a.x.v}, components: {y: 1s}}\n',
      ['remove-implied proved 0 recommended'],
    ],
    [
      'a cycle of whole machines is broken at once',
      'makespan: 1\nhosts:\n' +
        '  a: {after: b, base: 1s, components: {x: {duration: 1s, provides: v}, y: {duration: 1s, consumes: b.x.v}}}\n' +
        '  b: {after: a, base: 1s, components: {x: {duration: 1s, consumes: a.x.v, provides: v}, y: 1s}}\n',
      ['rely-on-values likely mends recommended'],
    ],
    [
      'who comes after a machine by way of another may rely on it: a person has to say',
      'makespan: 1\nhosts:\n  a: {base: 1s, components: {x: {duration: 1s, provides: v}, y: 9s}}\n' +
        '  b: {after: a, base: 1s, components: {x: {duration: 1s, consumes: a.x.v}}}\n' +
        'tasks:\n  end: {duration: 1s, after: b.base}\n',
      ['rely-on-values possible 2', 'order-components possible 1'],
    ],
    [
      'in a cycle no line is called implied, though everything follows from everything',
      'makespan: 1\nhosts:\n  a: {after: b, base: 1s, components: {x: {duration: 1s, provides: v}}}\n' +
        '  b: {base: 1s, components: {x: {duration: 1s, consumes: a.x.v}}}\n',
      ['remove-unexplained possible mends'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('says what suffices, what is implied and what only granularity orders', () => {
    const { dependencies } = refined(
      'makespan: 1\nhosts:\n  a: {base: 1s, components: {x: {duration: 1s, provides: v}, z: 1s}}\n' +
        '  b: {after: a, base: 1s, components: {x: {duration: 1s, consumes: a.x.v}, y: {duration: 1s, consumes: a.x.v}}}\n',
    );
    const [written] = dependencies;
    const told = written?.sufficient.map(
      ({ prerequisite, dependent, redundant }) => `${prerequisite} ${dependent} ${redundant}`,
    );
    expect(told).toEqual(['a.x b.x false', 'a.x b.y true']);
    // Nine pairs in all; a.base and a.x before b.x and b.y are needed.
    expect(written?.granularityOnly?.count).toBe(5);
  });

  it('does not propose what would take a signal its route', () => {
    const { proposals, declined } = refined(`heat_template_version: 2018-08-31
resources:
  net: {type: OS::Neutron::Net}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.0.0.0/24}}
  router: {type: OS::Neutron::Router, properties: {external_gateway_info: {network: public}}}
  link:
    type: OS::Neutron::RouterInterface
    properties: {router: {get_resource: router}, subnet: {get_resource: subnet}}
  handle: {type: OS::Heat::WaitConditionHandle}
  ready: {type: OS::Heat::WaitCondition, depends_on: vm, properties: {handle: {get_resource: handle}, timeout: 900}}
  vm:
    type: OS::Nova::Server
    depends_on: link
    properties:
      image: i
      flavor: f
      networks: [{subnet: {get_resource: subnet}}]
      user_data:
        str_replace:
          params: {$tell: {get_attr: [handle, curl_cli]}}
          template: |
            #!/bin/sh
            $tell --data-binary '{"status": "SUCCESS"}'
`);
    expect(proposals.map(({ action }) => action)).toEqual(['track-sender']);
    expect(declined.map(({ action, because }) => `${action}: ${because[0]?.split(' ')[0]}`)).toEqual([
      'remove-unexplained: signal-path-unordered',
    ]);
  });
});

describe('waits that a dependency could replace', () => {
  const native = (wait: string, sender: string): string =>
    `makespan: 1\nhandles: {h: }\ntasks:\n  s: {duration: 5s, ${sender}}\n  s2: {duration: 5s, ${sender}}\n` +
    `  w: {wait: {handle: h, ${wait}}}\n  after: {duration: 1s, after: w}\n`;

  it.each([
    ['all of the signals, at the ends of tasks: the same order', 'count: 2', 'signals: h', 'proved'],
    ['any one of two', 'count: 1', 'signals: h', 'it waits for any 1 of 2 signals, and a dependency waits for all'],
    ['more than are sent', 'count: 3', 'signals: h', 'it waits for 3 signals, and 2 are visible'],
    [
      'one that may not come',
      'count: 2',
      'signals: {handle: h, optional: true}',
      "the signal of 's' is not certain to come",
    ],
    [
      'one of the start',
      'count: 2',
      'signals: {handle: h, at: start}',
      "the signal of 's' is sent when its sender begins",
    ],
    ['a failure', 'count: 2', 'signals: {handle: h, status: FAILURE}', "the signal of 's' is not certainly a success"],
    ['what the engine does not know the end of', 'count: 2', 'untracked: true, signals: h', 'possible'],
  ])('%s', (_name, wait, sender, expected) => {
    const { proposals, declined } = refined(native(wait, sender));
    const told = [...proposals.map(({ confidence }) => confidence), ...declined.map(({ because }) => because[0])];
    expect(told).toEqual([expected]);
  });
});

describe('beside the engine', () => {
  const text = heat({ input: VALUE });

  it('polling every 30 s is named the driver, with what less of it saves', () => {
    const { polling, before } = refined(text, { engine: 'heat-convergence', engineOptions: { 'agent-poll': '30s' } });
    expect(polling?.isDriver).toBe(true);
    expect(polling?.setting).toBe('30s');
    const [five] = polling?.faster ?? [];
    expect(five?.setting).toBe('5s');
    expect(five?.gain?.mean).toBeCloseTo((before.meanSeconds ?? 0) - (five?.meanSeconds ?? 0), 6);
    expect(before.meanSeconds).toBeGreaterThan(5 + (polling?.idealSeconds ?? 0));
  });

  it('an engine that does not poll has nothing to say of it', () => {
    expect(refined(text).polling).toBeNull();
  });

  it('equal seeds give equal numbers', () => {
    const json = (): string => JSON.stringify({ ...refined(text), timings: null });
    expect(json()).toBe(json());
  });
});

describe('orders that nobody wrote between whole machines', () => {
  it('say which component dependency is enough, and what ordering the wholes would cost', () => {
    const { dependencies } = refined(
      'makespan: 1\nhosts:\n  a: {base: 6s, components: {x: {duration: 2s, provides: v}, y: 8s}}\n' +
        '  b: {base: 4s, components: {x: {duration: 2s, consumes: a.x.v}, y: 8s}}\n',
    );
    expect(dependencies).toMatchObject([
      {
        ...{ kind: 'convention', from: 'a', to: 'b', isCircle: false, cost: { mean: 12 } },
        sufficient: [{ prerequisite: 'a.x', dependent: 'b.x', kind: 'value', carries: 'v', redundant: false }],
      },
    ]);
  });

  it('are a cycle where components need each other both ways', () => {
    const { dependencies } = refined(
      'makespan: 1\nhosts:\n  a: {base: 6s, components: {x: {duration: 2s, provides: v}, y: {duration: 1s, consumes: b.x.v}}}\n' +
        '  b: {base: 4s, components: {x: {duration: 2s, consumes: a.x.v, provides: v}}}\n',
    );
    expect(dependencies.map(({ from, to, isCircle }) => `${from} ${to} ${isCircle}`).sort()).toEqual([
      'a b true',
      'b a true',
    ]);
  });
});
