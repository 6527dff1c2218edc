import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';

const TEMPLATE = `heat_template_version: 2018-08-31
resources:
  net: {type: OS::Neutron::Net}
  web:
    type: OS::Nova::Server
    properties: {image: i, flavor: f, networks: [{network: {get_resource: net}}], user_data: "#!/bin/sh\\nsleep 3"}
`;

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });

function eventList(seconds: number): string {
  const event = (name: string, status: string, second: number) => ({
    resource_name: name,
    id: `${name} ${status} ${seconds}`,
    resource_status: status,
    resource_status_reason: 'state changed',
    event_time: `2026-06-01T10:00:${String(second).padStart(2, '0')}Z`,
    physical_resource_id: name,
  });
  return JSON.stringify([
    event('net', 'CREATE_IN_PROGRESS', 0),
    event('net', 'CREATE_COMPLETE', 2),
    event('web', 'CREATE_IN_PROGRESS', 2),
    event('web', 'CREATE_COMPLETE', 2 + seconds),
  ]);
}

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'stack.yaml'), TEMPLATE);
  for (const [at, seconds] of [30, 33, 35, 31, 40, 37, 34, 36, 32].entries()) {
    writeFileSync(join(cwd, `run${at}.json`), eventList(seconds));
  }
  writeFileSync(
    join(cwd, 'resources.json'),
    JSON.stringify([
      { resource_name: 'net', physical_resource_id: 'net', resource_type: 'OS::Neutron::Net', resource_status: 'X' },
      { resource_name: 'web', physical_resource_id: 'web', resource_type: 'OS::Nova::Server', resource_status: 'X' },
    ]),
  );
});

const RUNS = Array.from({ length: 9 }, (_, at) => `run${at}.json`);

describe('calibrate', () => {
  it('writes what simulate reads, under the ids of the template', () => {
    const { code, stderr, stdout } = run('calibrate', ...RUNS, 'resources.json', '-o', 'times.yaml');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('18 times from 9 deployments');
    expect(readFileSync(join(cwd, 'times.yaml'), 'utf8')).toContain('  "web":\n    duration: "');
    const simulated = run('simulate', 'stack.yaml', '--timings', 'times.yaml', '--format', 'json', '-n', '100');
    expect(simulated).toMatchObject({ code: 0, stderr: '' });
    const { timings } = JSON.parse(simulated.stdout);
    const origins = timings.map(({ task, origin }: { task: string; origin: string }) => `${task} ${origin}`);
    expect(origins).toEqual(['net calibrated', 'web calibrated', 'web.boot assumed']);
    expect(timings[0].duration).toBe('2s');
    expect(timings[1].meanSeconds).toBeCloseTo(34.2, 0);
  });

  it('prints to stdout, by type only, and as JSON', () => {
    const yaml = run('calibrate', ...RUNS, 'resources.json', '--by', 'type', '--quiet');
    expect(yaml.stderr).toBe('');
    expect(yaml.stdout).toContain('tasks: {}\ntypes:\n  "OS::Neutron::Net":');
    const json = JSON.parse(run('calibrate', ...RUNS, '--format', 'json').stdout);
    expect(json).toMatchObject({ version: 1, deployments: 9, observations: 18, types: [] });
    expect(json.notes[0]).toContain('do not say types');
  });

  it.each([
    [['calibrate', 'run0.json', 'absent.json', '-o', 'no.yaml'], 'absent.json does not exist'],
    [['calibrate', 'stack.yaml', '-o', 'no.yaml'], 'stack.yaml:1:1: expected the output of one of'],
    [['calibrate', 'resources.json', '-o', 'no.yaml'], 'no task in resources.json has both a start and an end'],
    [['calibrate', 'run0.json', '--by', 'tsk'], "did you mean 'task'?"],
    [['calibrate', 'run0.json', '--min-samples', '0'], 'whole number from 1'],
    [['calibrate'], 'nothing to read'],
  ])('refuses %j and writes nothing', (args, message) => {
    const { code, stderr } = run(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    expect(existsSync(join(cwd, 'no.yaml'))).toBe(false);
  });
});
