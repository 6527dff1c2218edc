import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import type { Deployment, Wait } from '../../src/model/deployment.ts';
import { compareFineOrder } from '../../src/model/fine-order.ts';
import { type Conversion, writeCloudFormation, writeHeat, writeNative, writeTaskflow } from '../../src/write/index.ts';
import { randomNative, randomSignalling } from './testing/random-native.ts';

const TARGETS: readonly (readonly [string, (deployment: Deployment) => Conversion])[] = [
  ['native', writeNative],
  ['heat', writeHeat],
  ['cloudformation', writeCloudFormation],
  ['taskflow', writeTaskflow],
];

function expectSameOrder(deployment: Deployment, conversion: Conversion, format: string): Deployment {
  expect(conversion.refusals).toEqual([]);
  const again = load('again', conversion.reloaded ?? conversion.text!, { format });
  expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const same = { lostCount: 0, addedCount: 0, lost: [], added: [], missing: [], isCompared: true };
  expect(compareFineOrder(deployment, again.deployment, conversion.names)).toEqual(same);
  return again.deployment;
}

/** A wait that stays one needs as many signals as before, and gets the same ones. */
function expectSameWaits(first: Deployment, second: Deployment, names: ReadonlyMap<string, string>): void {
  const sent = ({ signals }: Deployment, wait: Wait): readonly string[] =>
    signals.filter(({ handle }) => handle === wait.handle).map(({ status, optional }) => `${status} ${optional}`);
  for (const [task, wait] of first.waits) {
    const again = second.waits.get(names.get(task)!);
    if (!again) continue;
    expect(again.count).toBe(wait.count);
    expect([...sent(second, again)].sort()).toEqual([...sent(first, wait)].sort());
  }
}

function throughNames(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...first].map(([id, name]) => [id, second.get(name)!]));
}

describe.each(TARGETS)('native → %s', (format, write) => {
  it('→ native keeps the fine order of any model', () => {
    fc.assert(
      fc.property(randomNative, (text) => {
        const { deployment, diagnostics } = load('t.yaml', text);
        expect(diagnostics).toEqual([]);
        const there = write(deployment);
        const between = expectSameOrder(deployment, there, format);
        const back = writeNative(between);
        const home = expectSameOrder(between, back, 'native');
        const names = throughNames(there.names, back.names);
        const same = { lostCount: 0, addedCount: 0, lost: [], added: [], missing: [], isCompared: true };
        expect(compareFineOrder(deployment, home, names)).toEqual(same);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the order of signals and waits too, or is refused with a reason', () => {
    fc.assert(
      fc.property(randomSignalling, (text) => {
        const { deployment, diagnostics } = load('t.yaml', text);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const conversion = write(deployment);
        if (conversion.text === null) expect(conversion.refusals).not.toEqual([]);
        else expectSameWaits(deployment, expectSameOrder(deployment, conversion, format), conversion.names);
      }),
      { numRuns: 200 },
    );
    // Some of what is drawn can be written, whatever the format.
    const written = fc.sample(randomSignalling, { numRuns: 300, seed: 8 }).filter((text) => {
      const { deployment } = load('t.yaml', text);
      return deployment.waits.size > 0 && write(deployment).text !== null;
    });
    expect(written.length).toBeGreaterThan(0);
  });

  it.each(['seed.yaml', 'shop.yaml', 'seed.hot.yaml', 'seed-mutual.hot.yaml', 'two-tier.hot.yaml'])(
    'the example %s keeps its order, or is refused with a reason',
    (name) => {
      const text = readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
      const { deployment } = load(name, text);
      const conversion = write(deployment);
      if (conversion.text === null) expect(conversion.refusals).not.toEqual([]);
      else expectSameOrder(deployment, conversion, format);
    },
  );
});

/** What a wait is written with, and what each format says of it. */
function withWait(wait: string, signals: string): string {
  return `makespan: 1\nhandles: {h: {}}\ntasks:\n  a: {duration: 1s, signals: ${signals}}\n  w: {wait: ${wait}}\n`;
}

const UNTRACKED = `makespan: 1
handles: {ready: {}}
hosts:
  vm:
    parallel: true
    base: 1s
    components:
      boot: {duration: 9s, untracked: true, signals: [{handle: ready, id: it is up}]}
      app: {duration: 1s, after: done}
tasks:
  done: {wait: {handle: ready, timeout: 600s}}
`;

describe('a wait for what no engine tracks', () => {
  it('stays a wait in Heat, with its signal sent by the component itself', () => {
    const { deployment } = load('t.yaml', UNTRACKED);
    const conversion = writeHeat(deployment);
    const again = expectSameOrder(deployment, conversion, 'heat');
    expect(again.signals).toMatchObject([{ sender: 'vm_boot.run', id: 'it is up', optional: false, at: 'end' }]);
    expect([...again.waits.values()]).toMatchObject([{ task: 'done', count: 1, timeoutSeconds: 600 }]);
    expectSameOrder(again, writeNative(again), 'native');
  });

  it('is refused by TaskFlow', () => {
    const { refusals } = writeTaskflow(load('t.yaml', UNTRACKED).deployment);
    expect(refusals.join()).toMatch(/no engine knows when the untracked 'vm.boot' ends/);
  });
});

describe('what a format cannot say', () => {
  it.each<[string, string, RegExp]>([
    ['a wait for some of its signals', withWait('{handle: h, count: 1}', '[h, h]'), /needs 1 of 2 signals/],
    ['a signal that may not come', withWait('h', '[{handle: h, optional: true}]'), /may not signal/],
    ['a signal at the start', withWait('h', '[{handle: h, at: start}]'), /before its end/],
    ['a signal of a failure', withWait('h', '[{handle: h, status: FAILURE}]'), /a failure/],
    [
      'an open condition',
      'makespan: 1\nconditions: {c: unknown}\ntasks: {a: {when: c}}\n',
      /decide its condition with -P/,
    ],
  ])('%s is refused, and no text is made', (_name, text, reason) => {
    const { deployment } = load('t.yaml', text);
    for (const write of [writeHeat, writeCloudFormation, writeTaskflow]) {
      const conversion = write(deployment);
      expect(conversion.text).toBeNull();
      expect(conversion.refusals.join('\n')).toMatch(reason);
    }
    expectSameOrder(deployment, writeNative(deployment), 'native');
  });

  it('a wait for all its signals becomes an order, and that is listed', () => {
    const { deployment } = load('t.yaml', withWait('{handle: h, timeout: 9s}', '[h]'));
    for (const [format, write] of TARGETS.slice(1)) {
      const conversion = write(deployment);
      expectSameOrder(deployment, conversion, format);
      expect(conversion.losses).toContain("the wait 'w' becomes an order after 'a'");
      expect(conversion.losses).toContain("the timeout of the wait 'w' is not kept");
    }
  });

  it('a pool is listed, a false condition leaves its task out', () => {
    const text =
      'makespan: 1\nconditions: {c: false}\ntasks: {a: {when: c}, b: {after: a}}\npools: {p: {capacity: 1, tasks: all}}\n';
    const { losses, text: written } = writeTaskflow(load('t.yaml', text).deployment);
    expect(losses.join('\n')).toMatch(/'a' is left out[\s\S]*pool 'p' is not kept/);
    expect(written).not.toContain('"task": "a"');
  });

  it('signals, waits and conditions come back from the native format as they were', () => {
    const text = withWait(
      '{handle: h, count: 2, timeout: 9s}',
      "[{handle: h, id: '1'}, {handle: h, optional: true, at: start}]",
    );
    const { deployment } = load('t.yaml', text);
    const again = load('t.yaml', writeNative(deployment).text!).deployment;
    const bare = ({ span: _span, ...rest }: { span: unknown }): object => rest;
    expect(again.signals.map(bare)).toEqual(deployment.signals.map(bare));
    expect([...again.waits.values()].map(bare)).toEqual([...deployment.waits.values()].map(bare));
  });
});

describe('what CloudFormation is given', () => {
  const converted = (text: string): string => {
    const { deployment, diagnostics } = load('t.yaml', text);
    expect(diagnostics).toEqual([]);
    const conversion = writeCloudFormation(deployment);
    expectSameOrder(deployment, conversion, 'cloudformation');
    return conversion.text!;
  };

  it('a component is an association that waits for success, an untracked one does not', () => {
    const text = converted(
      'makespan: 1\nhosts: {vm: {base: 1s, parallel: true, components: {a: 2s, u: {untracked: true}}}}\n',
    );
    const { deployment } = load('stack.yaml', text, { format: 'cloudformation' });
    expect(deployment.groups.get('vm')?.host).toEqual({ order: 'free', capacity: 1 });
    expect(deployment.tasks.getNodeAttributes('vmA')).toMatchObject({ kind: 'component', group: 'vm', tracked: true });
    expect(deployment.tasks.getNodeAttributes('vmU.run')).toMatchObject({ group: 'vm', tracked: false });
    expect(text.match(/WaitForSuccessTimeoutSeconds/g)).toHaveLength(1);
  });

  it('a machine is complete when its user data have signalled, surely', () => {
    const { deployment } = load('stack.yaml', converted('makespan: 1\nhosts: {vm: {base: 1s, components: {a: 2s}}}\n'));
    expect(deployment.signals).toMatchObject([{ sender: 'vm.boot', handle: 'vm', status: 'SUCCESS', at: 'end' }]);
    expect(deployment.waits.get('vm.signals')).toMatchObject({ handle: 'vm', count: 1 });
  });

  it('each producer has one handle and one wait condition, however many consumers and values it has', () => {
    const text = converted(`makespan: 1
hosts:
  a: {base: 1s, components: {p: {duration: 1s, provides: [ip, port]}}}
  b: {base: 1s, components: {q: {duration: 1s, consumes: {x: a.p.ip, y: a.p.port}}, r: {consumes: {z: a.p.ip}}}}
`);
    const { deployment } = load('stack.yaml', text);
    const sent = deployment.signals.filter(({ handle }) => handle === 'aPHandle');
    expect(sent).toMatchObject([
      { sender: 'aP', id: 'ip', at: 'end' },
      { sender: 'aP', id: 'port' },
    ]);
    expect(deployment.waits.get('aPValues')).toMatchObject({ handle: 'aPHandle', count: 2 });
    expect(text.match(/AWS::CloudFormation::WaitCondition$/gm)).toHaveLength(1);
  });

  it('a script takes its inputs in quoted here-documents', () => {
    const text = converted(
      'makespan: 1\ntasks: {net: {provides: [id]}}\nhosts: {a: {components: {p: {consumes: {x-y: net.id}}}}}\n',
    );
    expect(text).toContain(`"in_x_y=$(cat <<'END'"`);
    expect(text).toContain('- {Fn::GetAtt: [net, Value]}');
  });

  it('500 resources are the most', () => {
    const tasks = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`t${index}`, '1s']));
    const { deployment } = load('t.yaml', JSON.stringify({ makespan: 1, tasks }));
    expect(writeCloudFormation(deployment).refusals).toEqual([
      'the template would have 501 resources; CloudFormation takes at most 500',
    ]);
  });

  it('a signal without an id gets one of its own, so that none is taken for a repetition', () => {
    const text = converted(`makespan: 1
handles: {h: {}}
hosts:
  vm: {parallel: true, base: 1s, components: {a: {untracked: true, signals: [h, h]}}}
tasks: {w: {wait: {handle: h, count: 2, timeout: 100000s}}}
`);
    const { deployment } = load('stack.yaml', text);
    const ids = deployment.signals.filter(({ handle }) => handle === 'hHandle').map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(deployment.waits.get('w')).toMatchObject({ count: 2, timeoutSeconds: 43_200 });
  });
});

describe('a real creation policy', () => {
  const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  App:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT10M}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          yum -y install nginx
          cfn-signal -e $? --stack \${AWS::StackName} --resource App --region \${AWS::Region}
  Record: {Type: AWS::Route53::RecordSet, Properties: {ResourceRecords: [!GetAtt App.PrivateIp]}}
`;

  it.each(TARGETS.slice(1, 3))('goes to %s with its exit status as success, which is said', (format, write) => {
    const { deployment } = load('stack.yaml', TEMPLATE);
    const conversion = write(deployment);
    const again = expectSameOrder(deployment, conversion, format);
    expect(conversion.losses.join('\n')).toMatch(/'App.boot' signals how its work went/);
    expect(again.waits.get(conversion.names.get('App.signals')!)).toMatchObject({ count: 1, timeoutSeconds: 600 });
  });
});

describe('a cycle', () => {
  it('is refused by every engine, with its members in order', () => {
    const text = 'makespan: 1\ntasks: {a: {after: c}, b: {after: a}, c: {after: b}, d: {after: c}}\n';
    const { deployment } = load('t.yaml', text);
    for (const [, write] of TARGETS.slice(1)) {
      const { text: written, refusals } = write(deployment);
      expect(written).toBeNull();
      expect(refusals).toEqual(["'a' → 'b' → 'c' → 'a' wait for each other in a cycle"]);
    }
  });
});

describe('names that mean something elsewhere', () => {
  it.each(['a: b', '"""', "it's", 'yes', '#x', '-', 'ü', '{x}', '\\', 'self'])('%j is kept apart', (name) => {
    const nodes = [
      { id: name, duration: '1s', host: name },
      { id: 'other', host: 'vm' },
    ];
    const document = { format: 'makespan-graph/1', nodes, edges: [{ from: name, to: 'other', value: name }] };
    const { deployment, diagnostics } = load('g.json', JSON.stringify(document));
    expect(diagnostics).toEqual([]);
    for (const [format, write] of TARGETS) expectSameOrder(deployment, write(deployment), format);
  });
});
