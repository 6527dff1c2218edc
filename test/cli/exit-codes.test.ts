import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../source-files.ts';
import { buildWhenStale, emptyFolder, makespan } from './built-command.ts';
import { CYCLIC, MUTUAL, SEED } from './templates.ts';

let cwd: string;

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'folder'));
  const files = {
    'seed.yaml': SEED,
    'mutual.yaml': MUTUAL,
    'cyclic.yaml': CYCLIC,
    'bad.yaml': 'makespan: 1\nhost: {}\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  writeFileSync(join(cwd, 'old.json'), '{"version": 0, "tool": {"name": "makespan"}}');
  writeFileSync(join(cwd, 'part.json'), '{"version": 1, "tool": {"name": "makespan"}}');
  writeFileSync(join(cwd, 'times.yaml'), 'tasks:\n  vmA.a1: soon\n');
});

describe('exit codes', () => {
  it.each([
    ['nothing found', 'check seed.yaml', 0],
    ['an error found', 'check cyclic.yaml', 1],
    ['an error found among many files', 'check seed.yaml cyclic.yaml', 1],
    ['findings that were asked not to count', 'check cyclic.yaml --fail-on never', 0],
    ['notes that were asked to count', 'check mutual.yaml --fail-on info', 1],
    ['notes that do not count', 'check mutual.yaml', 0],
    ['a template that an engine rejects, whatever counts', 'check bad.yaml --fail-on never', 1],
    ['a simulation of what can be deployed', 'simulate seed.yaml -n 10', 0],
    ['a simulation where only coarse order is impossible', 'simulate mutual.yaml -n 10', 0],
    ['a simulation of a cycle', 'simulate cyclic.yaml -n 10', 1],
    ['a simulation of a rejected template', 'simulate bad.yaml', 1],
    ['a graph of a rejected template', 'graph bad.yaml', 1],
    ['help', '--help', 0],
    ['help of a command', 'check --help', 0],
    ['help asked for as a command', 'help check', 0],
    ['the version', '--version', 0],
  ])('%s: %s exits %s %i', (_what, line, code) => {
    expect(makespan(line.split(' '), { cwd })).toMatchObject({ code });
  });
});

describe('misuse is one sentence on stderr and exit 2', () => {
  it.each([
    ['no command', '', 'name a command'],
    ['an unknown command', 'chekc seed.yaml', "did you mean 'check'?"],
    ['a template in place of a command', 'seed.yaml', 'makespan check seed.yaml'],
    ['an unknown option', 'check seed.yaml --formt json', "no option '--formt' (did you mean '--format'?)"],
    ['an unknown letter', 'check seed.yaml -x', "no option '-x'"],
    ['an unknown choice', 'check seed.yaml --format jsn', "did you mean 'json'?"],
    ['an option without its value', 'simulate seed.yaml --seed', '--seed needs a value'],
    ['an option given twice', 'simulate seed.yaml --seed 1 --seed 2', '--seed was given 2 times'],
    ['no file', 'check', 'nothing to read'],
    ['two files where one is taken', 'simulate seed.yaml mutual.yaml', 'one too many'],
    ['a file that is not there', 'check absent.yaml', 'absent.yaml does not exist'],
    ['one file that is not there among others', 'check seed.yaml absent.yaml', 'absent.yaml does not exist'],
    ['a folder without a template', 'check folder', 'nothing to read: folder holds no .yaml'],
    ['a folder where one file is taken', 'simulate folder', 'folder is a folder'],
    ['two formats for stdout', 'check seed.yaml -f json -f sarif', 'only one format goes to stdout'],
    ['two formats for one file', 'check seed.yaml -f json=o -f sarif=o', 'would be written to o'],
    ['a report in a folder that is not there', 'check seed.yaml -f json=no/o', 'the folder no does not exist'],
    ['a rule that does not exist', 'check seed.yaml --ignore-rule dependency-cycl', "did you mean 'dependency-cycle'?"],
    ['a configuration that is not there', 'check seed.yaml --config absent.yaml', 'absent.yaml does not exist'],
    ['a baseline that is not there', 'check seed.yaml --baseline absent.json', '--update-baseline writes it'],
    ['a dry run of nothing', 'check seed.yaml --dry-run', '--dry-run goes with --fix'],
    ['no time for a rule', 'check seed.yaml --rule-seconds 0', 'a number above 0'],
    ['a glob that meets nothing', 'check *.template', 'nothing to read'],
    ['a file as a folder', 'check seed.yaml/x', 'a part of its path is a file'],
    ['a parameter without a value', 'check seed.yaml -P size', 'NAME=VALUE'],
    ['an environment that is not there', 'check seed.yaml -e absent.yaml', 'absent.yaml does not exist'],
    ['an unknown format of a template', 'check seed.yaml --read-as haet', 'heat'],
    ['no replications', 'simulate seed.yaml -n 0', 'whole number from 1'],
    ['half a worker', 'simulate seed.yaml --workers 0.5', 'whole number from 1'],
    ['a time for a task that is not there', 'simulate seed.yaml --set vmA.a9=1s', "did you mean 'vmA.a1'?"],
    ['a time that is none', 'simulate seed.yaml --set vmA.a1=soon', '--set vmA.a1=soon'],
    ['a timing file with a time that is none', 'simulate seed.yaml --timings times.yaml', 'times.yaml:2:11'],
    ['a Result of another version', 'report old.json -o x.html', 'version 0'],
    ['half a Result', 'report part.json -o x.html', "'template' is missing"],
    ['an output in a folder that is not there', 'report seed.yaml -n 10 -o no/x.html', 'the folder no does not exist'],
    ['an output that is a folder', 'report seed.yaml -n 10 -o folder', 'cannot write folder'],
    ['an unknown rule', 'explain dependency-cyle', "did you mean 'dependency-cycle'?"],
  ])('%s: %s', (_what, line, message) => {
    const { code, stderr } = makespan(line.split(' ').filter(Boolean), { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    expect(stderr).toMatch(/^makespan: [^\n]*\n$/);
  });

  describe('permissions', () => {
    const asUser = (...args: readonly string[]) => makespan(args, { cwd, isBound: true });

    beforeAll(() => {
      chmodSync(cwd, 0o755);
      writeFileSync(join(cwd, 'secret.yaml'), SEED);
      chmodSync(join(cwd, 'secret.yaml'), 0);
      mkdirSync(join(cwd, 'closed'));
      writeFileSync(join(cwd, 'closed', 'old.json'), 'old');
      chmodSync(join(cwd, 'closed'), 0o555);
    });

    it.each([
      [['check', 'secret.yaml'], 'secret.yaml may not be used: permission denied'],
      [['simulate', 'secret.yaml'], 'secret.yaml may not be used: permission denied'],
      [['check', 'seed.yaml', '-f', 'sarif=closed/out.sarif'], 'cannot write closed/out.sarif: it may not be used'],
      [['check', 'seed.yaml', '-f', 'json=closed/old.json'], 'cannot write closed/old.json: it may not be used'],
      [['report', 'seed.yaml', '-n', '10', '-o', 'closed/x.html'], 'cannot write closed/x.html: it may not be used'],
      [['graph', 'seed.yaml', '-o', 'closed/x.dot'], 'cannot write closed/x.dot: it may not be used'],
    ])('%j', (args, message) => {
      const { code, stderr } = asUser(...args);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
      expect(readdirSync(join(cwd, 'closed'))).toEqual(['old.json']);
      expect(readFileSync(join(cwd, 'closed', 'old.json'), 'utf8')).toBe('old');
    });

    it('one file that may not be read does not hide what is wrong with the others', () => {
      const { code, stdout, stderr } = asUser('check', 'secret.yaml', 'cyclic.yaml');
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('permission denied') });
      expect(stdout).toContain('dependency-cycle');
    });
  });
});

describe('the shell', () => {
  const command = join(projectRoot, 'dist/cli/main.js');

  it('a pipe that closes early is no error', () => {
    const { stdout, stderr } = spawnSync('bash', ['-c', `node ${command} graph seed.yaml -f json | head -n 1`], {
      cwd,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
  });

  it('sees 130 when the user interrupts', () => {
    const script = `set -m; node ${command} simulate seed.yaml -n 10000000 --set 'vmA.a1=uniform(1s, 2s)' >/dev/null & sleep 1; kill -INT $!; wait $!; echo $?`;
    const { stdout } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect(stdout.trim()).toBe('130');
  });

  it('the command is executable and found through a symbolic link', () => {
    symlinkSync(command, join(cwd, 'linked'));
    const { status, stdout } = spawnSync(join(cwd, 'linked'), ['--version'], { cwd, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
