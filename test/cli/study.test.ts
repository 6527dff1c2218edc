import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../source-files.ts';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';
import { RANDOM, SEED } from './templates.ts';

const STUDY = `scenarios:
  more: {workers: 3}
sweeps:
  - over: {workers: 1..3}
targets:
  - {goal: p95 <= 25s, least: workers, among: 1..8}
drivers: true
sensitivity: {tasks: 3, replications: 150}
`;
let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });
const inFolder = (name: string): string => join(cwd, name);

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  for (const [name, text] of Object.entries({ seed: SEED, random: RANDOM, study: STUDY })) {
    writeFileSync(inFolder(`${name}.yaml`), text);
  }
});

describe('the seed example under agents that poll every 30 s', () => {
  const [template, asked] = ['examples/seed.hot.yaml', 'examples/seed-polling.study.yaml'].map((path) => {
    return join(projectRoot, path);
  }) as [string, string];

  it('takes what real Heat took, and polling is what drives it', () => {
    const { code, stdout } = run('study', template, asked, '--format', 'json', '-n', '200');
    expect(code).toBe(0);
    const { scenarios, drivers, sweeps } = JSON.parse(stdout);
    const mean = (name: string): number => scenarios.find((one: { name: string }) => one.name === name).makespan.mean;
    // Measured with Heat 19: 135 s at 30 s, 40 s at 5 s; the components alone take 18 s.
    expect(Math.abs(mean('base') - 135)).toBeLessThan(5);
    expect(Math.abs(mean('agents ask every 5 s') - 40)).toBeLessThan(3);
    expect(mean('no engine at all')).toBe(18);
    expect(drivers[0]).toMatchObject({ kind: 'engine-option', name: 'agent-poll', from: '30s', to: '15s' });
    expect(drivers[0].difference.estimate).toBeLessThan(10 * drivers[1].difference.estimate);
    expect(sweeps[0].points).toHaveLength(7);
  });

  it('is told as text with plots and sentences', () => {
    const { stdout } = run('study', template, asked, '-n', '50');
    expect(stdout).toContain('Makespan against engine-options.agent-poll');
    expect(stdout).toMatch(/✓ p95 <= 60 s holds up to engine-options\.agent-poll = 10s/);
    expect(stdout).toContain('engine option agent-poll');
  });
});

describe('shards', { timeout: 180_000 }, () => {
  const shards = (...args: readonly string[]): readonly string[] =>
    Array.from({ length: 7 }, (_, at) => {
      const part = `${args[0]}-${at + 1}.part.json`;
      const shard = ['--shard', `${at + 1}/7`, '--part', part, '--threads', String(1 + (at % 2))];
      expect(run(...args, ...shard)).toMatchObject({ code: 0, stdout: '' });
      return part;
    });

  it('of a simulation merge to the bytes of the run in one piece, in whatever order they are named', () => {
    const args = ['simulate', 'random.yaml', '-n', '3001', '--sensitivity'];
    const parts = shards(...args);
    const whole = run(...args, '--format', 'json', '--trace').stdout;
    expect(run('merge', ...[...parts].reverse(), '--format', 'json', '--trace').stdout).toBe(whole);
    for (const threads of ['2', '4']) {
      expect(run(...args, '--format', 'json', '--trace', '--threads', threads).stdout).toBe(whole);
    }
  });

  it('of a study too, searches and sensitivities among them', () => {
    const args = ['study', 'random.yaml', 'study.yaml', '-n', '901'];
    const parts = shards(...args);
    expect(run('merge', ...parts, '--format', 'json').stdout).toBe(run(...args, '--format', 'json').stdout);
    expect(run('merge', ...parts).stdout).toBe(run(...args).stdout);
  });

  it('that do not go together are refused by name', () => {
    const part = (name: string, ...args: readonly string[]): string => {
      writeFileSync(inFolder(name), run('simulate', 'random.yaml', ...args).stdout);
      return name;
    };
    const [a, b, other] = [
      part('a.json', '-n', '64', '--shard', '1/3'),
      part('b.json', '-n', '64', '--shard', '2/3'),
      part('other.json', '-n', '64', '--shard', '3/3', '--seed', 'another'),
    ] as [string, string, string];
    const refusal = (...parts: readonly string[]): string => {
      const { code, stderr } = run('merge', ...parts);
      expect(code).toBe(2);
      return stderr;
    };
    expect(refusal(a, b)).toContain('a shard is missing: 3/3');
    expect(refusal(a, b, a)).toContain('a.json and a.json are both shard 1/3');
    expect(refusal(a, other)).toContain('--seed was not given and another');
    expect(refusal('seed.yaml')).toContain('is no part');
    writeFileSync(inFolder('cut.json'), readFileSync(inFolder(a), 'utf8').slice(0, 300));
    expect(refusal('cut.json')).toContain('cut short');
    expect(run('simulate', 'seed.yaml', '--shard', '4/3').stderr).toContain('such as 2/7');
    expect(run('simulate', 'seed.yaml', '--shard', '1/3', '--precision', '1%').stderr).toContain('whole sample');
  });

  it.skipIf(spawnSync('parallel', ['--version']).status !== 0)('run under GNU parallel', () => {
    const { status, stderr } = spawnSync(
      'parallel',
      [
        ...['--will-cite', '-j', '2', process.execPath, join(projectRoot, 'dist/cli/main.js')],
        ...[
          'simulate',
          'random.yaml',
          '-n',
          '2000',
          '--shard',
          '{}/4',
          '--part',
          'gnu-{}.json',
          ':::',
          '1',
          '2',
          '3',
          '4',
        ],
      ],
      { cwd, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const merged = run('merge', ...[1, 2, 3, 4].map((at) => `gnu-${at}.json`), '--format', 'json').stdout;
    expect(merged).toBe(run('simulate', 'random.yaml', '-n', '2000', '--format', 'json').stdout);
  });
});

it('Ctrl-C reports and keeps what was done, and --resume goes on to the same bytes', async () => {
  const args = ['simulate', 'random.yaml', '--engine', 'heat-convergence', '-n', '400000', '--granularity', 'fine'];
  const child = spawn(process.execPath, [join(projectRoot, 'dist/cli/main.js'), ...args, '--part', 'kept.json'], {
    cwd,
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let stdout = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  while (!existsSync(inFolder('kept.json')) && child.exitCode === null) await new Promise((go) => setTimeout(go, 20));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const count = Number(/^([\d\u202f]+) replications/.exec(stdout)?.[1]?.replaceAll('\u202f', ''));
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(400_000);
  expect(run('merge', 'kept.json').stderr).toContain('is not finished');
  const resumed = run(...args, '--resume', 'kept.json', '--format', 'json');
  expect(resumed.code).toBe(0);
  expect(resumed.stdout).toBe(run(...args, '--format', 'json').stdout);
  expect(run(...args.slice(0, -4), '-n', '9', '--resume', 'kept.json').stderr).toContain('of another run');
}, 120_000);

it('writes a Result that report draws, a page, and a table', () => {
  const args = ['study', 'random.yaml', 'study.yaml', '-n', '60'];
  for (const name of ['out.json', 'out.html', 'out.csv']) expect(run(...args, '-o', name).code).toBe(0);
  const result = JSON.parse(readFileSync(inFolder('out.json'), 'utf8'));
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(readFileSync(join(projectRoot, 'schemas/result.schema.json'), 'utf8')));
  validate(result);
  expect(validate.errors).toBeNull();
  expect(run('report', 'out.json', '-o', 'again.html').code).toBe(0);
  expect(readFileSync(inFolder('again.html'), 'utf8')).toBe(readFileSync(inFolder('out.html'), 'utf8'));
  expect(readFileSync(inFolder('out.csv'), 'utf8')).toMatch(/^kind,name,value,replications,mean/);
  expect(existsSync(inFolder('out.csv'))).toBe(true);
});

it('needs a question', () => {
  expect(run('study', 'seed.yaml')).toMatchObject({ code: 2, stderr: expect.stringContaining('--sweep') });
});
