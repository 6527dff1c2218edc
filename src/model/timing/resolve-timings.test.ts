import { describe, expect, it } from 'vitest';
import { DeploymentBuilder, ROOT } from '../builder.ts';
import type { Deployment, TaskKind } from '../deployment.ts';
import { constant } from '../durations/parse-duration.ts';
import { resolveTimings, unmatchedTimings } from './resolve-timings.ts';
import type { TimingFile, TimingOptions } from './timing.ts';

const SPAN = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

function oneTask(task: { type: string; kind?: TaskKind; seconds?: number }, format = 'heat'): Deployment {
  const builder = new DeploymentBuilder({ file: 'a.yaml', format, version: '1' });
  const { type, kind = 'create', seconds } = task;
  builder.addResource({ id: 'x', name: 'x', type, stack: ROOT, when: null, span: SPAN });
  const duration = seconds === undefined ? null : constant(seconds);
  builder.addTask({ id: 'x', type, kind, group: ROOT, resource: 'x', span: SPAN, duration });
  return builder.build();
}

/** `duration, origin, source` of the only task. */
function checkTiming(deployment: Deployment, options: TimingOptions, expected: readonly string[]): void {
  const timing = resolveTimings(deployment, options).get('x');
  expect([timing?.duration.expression, timing?.origin, timing?.source]).toEqual(expected);
}

function file(input: {
  tasks?: Record<string, number>;
  types?: Record<string, number>;
  calibrated?: boolean;
}): TimingFile {
  const durations = (map: Record<string, number> = {}) =>
    new Map(Object.entries(map).map(([key, seconds]) => [key, constant(seconds)]));
  return {
    name: 'timings.yaml',
    tasks: durations(input.tasks),
    types: durations(input.types),
    calibrated: input.calibrated ?? false,
  };
}

describe('the most specific timing wins', () => {
  const all = file({ tasks: { x: 3 }, types: { T: 4 } });

  it.each<[string, { seconds?: number }, TimingOptions, readonly string[]]>([
    [
      '--set by id',
      { seconds: 2 },
      {
        set: new Map([
          ['x', constant(1)],
          ['type:T', constant(9)],
        ]),
        file: all,
      },
      ['1s', 'set', '--set x=1s'],
    ],
    [
      '--set by type',
      { seconds: 2 },
      { set: new Map([['type:T', constant(9)]]), file: all },
      ['9s', 'set', '--set type:T=9s'],
    ],
    ['the template', { seconds: 2 }, { file: all }, ['2s', 'template', "the template's own metadata"]],
    ['the file by id', {}, { file: all }, ['3s', 'timing-file', 'timings.yaml: x']],
    ['the file by type', {}, { file: file({ types: { T: 4 } }) }, ['4s', 'timing-file', 'timings.yaml: T']],
    [
      'a calibrated file',
      {},
      { file: file({ types: { T: 4 }, calibrated: true }) },
      ['4s', 'calibrated', 'timings.yaml: T'],
    ],
  ])('%s', (_name, task, options, expected) => checkTiming(oneTask({ type: 'T', ...task }), options, expected));

  it('a type does not decide what its user data take', () => {
    const boot = oneTask({ type: 'OS::Nova::Server', kind: 'boot' });
    const byType = { file: file({ types: { 'OS::Nova::Server': 4 } }) };
    expect(resolveTimings(boot, byType).get('x')?.origin).toBe('assumed');
    checkTiming(boot, { file: file({ types: { 'OS::Nova::Server.boot': 4 } }) }, [
      '4s',
      'timing-file',
      'timings.yaml: OS::Nova::Server.boot',
    ]);
  });
});

describe('defaults say where they are from', () => {
  const software = 'lognormal(median=3m, p95=15m)';

  it.each<[string, { type: string; kind?: TaskKind }, string, readonly string[]]>([
    [
      'a wait',
      { type: 'OS::Heat::WaitCondition', kind: 'wait' },
      'heat',
      ['0s', 'default', "instant: a wait's time is its waiting"],
    ],
    ['a milestone', { type: 'OS::Heat::Stack', kind: 'milestone' }, 'heat', ['0s', 'default', 'instant: a milestone']],
    ['a database row', { type: 'OS::Heat::SoftwareConfig' }, 'heat', ['0s', 'default', 'instant: a database row']],
    [
      'a deployment that runs nothing',
      { type: 'OS::Heat::SoftwareDeployment' },
      'heat',
      ['0s', 'default', 'instant: a database row'],
    ],
    [
      'user data',
      { type: 'OS::Nova::Server', kind: 'boot' },
      'heat',
      [software, 'assumed', 'assumed: no measurement covers user data'],
    ],
    [
      'a component',
      { type: 'OS::Heat::SoftwareDeployment', kind: 'component' },
      'heat',
      [software, 'assumed', 'assumed: no measurement covers software on a machine'],
    ],
    [
      'an unknown type',
      { type: 'My::Type' },
      'heat',
      ['lognormal(median=30s, p95=10m)', 'assumed', 'assumed: no measurement covers type My::Type'],
    ],
    [
      'a single call',
      { type: 'OS::Keystone::User' },
      'heat',
      [
        'lognormal(median=1s, p95=10s)',
        'assumed',
        'assumed: OS::Keystone::User is made by one API call, whose time nobody has measured',
      ],
    ],
    [
      'an AWS average',
      { type: 'AWS::EC2::Instance' },
      'cloudformation',
      [
        'lognormal(mean=16s, sd=8s)',
        'default',
        'historical average of aws-cloudformation/rain; the spread is assumed (sd = half the mean)',
      ],
    ],
  ])('%s', (_name, task, format, expected) => checkTiming(oneTask(task, format), {}, expected));

  it('a server has the pooled measurements, and an AWS instance in Heat is one', () => {
    const [nova, aws] = ['OS::Nova::Server', 'AWS::EC2::Instance'].map((type) =>
      resolveTimings(oneTask({ type, kind: 'server' })).get('x'),
    );
    expect(nova?.origin).toBe('default');
    expect(nova?.source).toMatch(/^measured: nova\.boot_server, \d+ runs in \d+ Rally reports/);
    expect(nova?.duration.quantile(0.95)).toBeGreaterThan(2 * (nova?.duration.quantile(0.5) ?? 0));
    expect(aws?.duration).toEqual({ ...nova?.duration, quantile: expect.any(Function), cdf: expect.any(Function) });
  });
});

it('names that match nothing are told', () => {
  const options = {
    set: new Map([
      ['y', constant(1)],
      ['type:T', constant(1)],
      ['type:U', constant(1)],
    ]),
    file: file({ tasks: { x: 1, z: 1 } }),
  };
  expect(unmatchedTimings(oneTask({ type: 'T' }), options)).toEqual(['y', 'type:U', 'z']);
});
