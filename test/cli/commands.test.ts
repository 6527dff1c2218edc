import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';
import { CYCLIC, MUTUAL, RANDOM, SEED } from './templates.ts';

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  for (const [name, text] of Object.entries({ seed: SEED, mutual: MUTUAL, cyclic: CYCLIC, random: RANDOM })) {
    writeFileSync(join(cwd, `${name}.yaml`), text);
  }
});

describe('check', () => {
  it('finds nothing worse than a note in the seed example', () => {
    const { code, stdout, stderr } = run('check', 'seed.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/\berror {2}|\bwarning {2}/);
  });

  it('prints one document for many files as JSON', () => {
    const { code, stdout } = run('check', 'seed.yaml', 'cyclic.yaml', '--format', 'json');
    const document = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(document).toMatchObject({ version: 1, summary: { error: document.summary.error } });
    expect(document.findings.map(({ rule }: { rule: string }) => rule)).toContain('dependency-cycle');
    expect(document.findings[0]).toMatchObject({
      file: 'cyclic.yaml',
      line: expect.any(Number),
      evidence: expect.any(Array),
    });
  });

  it('compares with the revision that is deployed now', () => {
    const template = (boot: string): string =>
      `makespan: 1\nhandles: {h: }\ntasks:\n  app: {duration: ${boot}, signals: h}\n  wc: {wait: h}\n`;
    writeFileSync(join(cwd, 'old.yaml'), template('1m'));
    writeFileSync(join(cwd, 'new.yaml'), template('2m'));
    const rulesOf = (...args: readonly string[]): readonly string[] =>
      JSON.parse(run('check', 'new.yaml', '--format', 'json', ...args).stdout).findings.map(
        ({ rule }: { rule: string }) => rule,
      );
    expect(rulesOf()).toEqual([]);
    expect(rulesOf('--from', 'old.yaml')).toEqual(['update-no-rewait']);
    expect(run('check', 'new.yaml', 'seed.yaml', '--from', 'old.yaml').code).toBe(2);
    expect(run('check', 'new.yaml', '--from', 'absent.yaml').code).toBe(2);
  });

  it('writes no escape into a pipe, and colour when asked', () => {
    expect(run('check', 'cyclic.yaml').stdout).not.toContain('\u001b');
    expect(run('check', 'cyclic.yaml', '--color', 'always').stdout).toContain('\u001b[31m');
    expect(makespan(['check', 'cyclic.yaml'], { cwd, env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[31m');
    expect(makespan(['check', 'cyclic.yaml'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(
      '\u001b',
    );
  });
});

describe('simulate', () => {
  it('says 18 s fine and 30 s coarse of the seed example', () => {
    const { code, stdout } = run('simulate', 'seed.yaml', '--format', 'json');
    const { granularities, gain } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect([granularities.fine.makespan.mean, granularities.coarse.makespan.mean, gain.mean]).toEqual([18, 30, 12]);
    expect(granularities.fine).not.toHaveProperty('trace');
  });

  it('prints the same bytes with 1, 2 and 4 threads', () => {
    const printed = ['1', '2', '4'].map(
      (threads) => run('simulate', 'random.yaml', '-n', '5000', '--threads', threads, '--format', 'json').stdout,
    );
    expect(JSON.parse(printed[0] as string).replications).toBe(5000);
    expect(printed[1]).toBe(printed[0]);
    expect(printed[2]).toBe(printed[0]);
  });

  it('names the cycle of machines where coarse order is impossible', () => {
    const { code, stdout } = run('simulate', 'mutual.yaml', '--format', 'json');
    const { granularities, gain } = JSON.parse(stdout);
    expect({ code, gain, fine: granularities.fine.makespan.mean }).toEqual({ code: 0, gain: null, fine: 18 });
    expect([...granularities.coarse.cycle].sort()).toEqual(['vmA', 'vmB']);
  });

  it('adds one schedule with --trace', () => {
    const { granularities } = JSON.parse(run('simulate', 'seed.yaml', '--trace', '-f', 'json').stdout);
    expect(granularities.fine.trace).toContainEqual(expect.objectContaining({ task: 'vmB.b1', start: 8, end: 10 }));
    expect(run('simulate', 'seed.yaml', '--trace').stdout).toContain('One schedule at fine granularity');
  });

  it('takes times from --set before those of the template and of a timing file', () => {
    writeFileSync(join(cwd, 'times.yaml'), 'tasks: {vmA.a1: 30s, vmA.a2: 40s}\n');
    const { timings } = JSON.parse(
      run('simulate', 'seed.yaml', '--set', 'vmA.a1=9s', '--timings', 'times.yaml', '-f', 'json').stdout,
    );
    const of = (task: string): unknown => timings.find((timing: { task: string }) => timing.task === task);
    expect(of('vmA.a1')).toMatchObject({ meanSeconds: 9, origin: 'set' });
    expect(of('vmA.a2')).toMatchObject({ meanSeconds: 4, origin: 'template' });
  });

  it('simulates one granularity when asked for one', () => {
    const { granularities, gain } = JSON.parse(run('simulate', 'seed.yaml', '-g', 'coarse', '-f', 'json').stdout);
    expect(Object.keys(granularities)).toEqual(['coarse']);
    expect(gain).toBeNull();
  });

  it('gives the same bytes for the same seed in two processes, and others for another', () => {
    const args = ['simulate', 'random.yaml', '--trace', '--workers', '3', '--format', 'json'];
    const [first, second, other] = ['7', '7', '8'].map((seed) => run(...args, '--seed', seed).stdout);
    expect(first).toBe(second);
    expect(first).not.toBe(other);
  });
});

describe('a template in another folder', () => {
  it('reads the files beside it, wherever the command runs', () => {
    mkdirSync(join(cwd, 'stacks'));
    writeFileSync(
      join(cwd, 'stacks/parent.yaml'),
      'heat_template_version: 2018-08-31\nresources:\n  inner: {type: child.yaml}\n',
    );
    writeFileSync(
      join(cwd, 'stacks/child.yaml'),
      'heat_template_version: 2018-08-31\nresources:\n  net: {type: OS::Neutron::Net}\n',
    );
    const { code, stdout } = run('graph', 'stacks/parent.yaml', '--format', 'json');
    const { tasks, diagnostics } = JSON.parse(stdout);
    const net = tasks.find(({ id }: { id: string }) => id === 'inner/net');
    expect({ code, diagnostics, file: net?.span.file }).toEqual({
      code: 0,
      diagnostics: [],
      file: 'stacks/child.yaml',
    });
  });
});

describe('report', () => {
  it('writes one page that needs no network, and the same one from a saved Result', () => {
    expect(run('report', 'seed.yaml', '-o', 'direct.html')).toMatchObject({ code: 0, stdout: '' });
    expect(run('report', 'seed.yaml', '-o', 'saved.json').code).toBe(0);
    expect(run('report', 'saved.json', '-o', 'again.html').code).toBe(0);
    const page = readFileSync(join(cwd, 'direct.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(readFileSync(join(cwd, 'again.html'), 'utf8')).toBe(page);
    expect(readdirSync(cwd).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('writes the page of a rejected template too, says why, and exits 1', () => {
    writeFileSync(join(cwd, 'rejected.yaml'), `${SEED}surprise: 1\n`);
    const { code, stderr } = run('report', 'rejected.yaml', '-o', 'rejected.json');
    expect(code).toBe(1);
    expect(stderr).toContain('surprise');
    expect(JSON.parse(readFileSync(join(cwd, 'rejected.json'), 'utf8'))).toMatchObject({ simulation: null });
  });
});

describe('graph', () => {
  it.each([
    ['text', /after vmA\.a1/],
    ['dot', /^(?:strict )?digraph/],
    ['mermaid', /^(?:flowchart|graph|---)/],
    ['graphml', /<graphml/],
  ])('prints %s', (format, pattern) => {
    const { code, stdout } = run('graph', 'seed.yaml', '--format', format);
    expect(code).toBe(0);
    expect(stdout).toMatch(pattern);
  });

  it('prints the dependency between components with its reasons as JSON', () => {
    const { tasks, dependencies } = JSON.parse(run('graph', 'seed.yaml', '-f', 'json').stdout);
    expect(tasks).toHaveLength(8);
    expect(dependencies).toContainEqual(
      expect.objectContaining({ prerequisite: 'vmA.a1', dependent: 'vmB.b1', reasons: [expect.any(Object)] }),
    );
  });
});

describe('explain', () => {
  it('lists the rules, and tells one with its examples', () => {
    expect(run('explain').stdout).toContain('dependency-cycle');
    expect(run('explain', 'dependency-cycle').stdout).toMatch(/Found in[\s\S]*Not found in/);
    expect(JSON.parse(run('explain', 'dependency-cycle', '-f', 'json').stdout)).toMatchObject({
      id: 'dependency-cycle',
    });
  });

  it('tells a code that reading reports', () => {
    expect(run('explain', 'unknown-key').stdout).toContain('unknown-key');
  });
});
