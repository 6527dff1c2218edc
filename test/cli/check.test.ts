import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../source-files.ts';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';
import { CYCLIC, SEED } from './templates.ts';

/** One note: `server` need not say `network`. */
const REDUNDANT = `makespan: 1
tasks:
  network: 5s
  subnet: {duration: 5s, after: network}
  server: {duration: 60s, after: [network, subnet]}  # the one
`;

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(['check', ...args], { cwd });
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

interface Found {
  readonly rule: string;
  readonly file: string;
  readonly severity: string;
  readonly environments?: readonly string[];
  readonly suppressedBy?: object;
}

function found({ stdout }: Ran): readonly Found[] {
  return JSON.parse(stdout).findings;
}

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

beforeAll(buildWhenStale);
beforeEach(() => {
  cwd = emptyFolder();
  // A repository of its own: what lies above the temporary folder does not matter.
  mkdirSync(join(cwd, '.git'));
  write('redundant.yaml', REDUNDANT);
});

describe('formats', () => {
  it('several in one run: data on stdout, the others in files, whole or not at all', () => {
    write('out.sarif', 'old');
    const { code, stdout, stderr } = run(
      'redundant.yaml',
      '-f',
      'concise',
      '-f',
      'sarif=out.sarif',
      '-f',
      'junit=o.xml',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^redundant\.yaml:5:35: info redundant-dependency: [^\n]*\n$/);
    expect(JSON.parse(read('out.sarif'))).toMatchObject({ version: '2.1.0', runs: [{ results: [{}] }] });
    expect(read('o.xml')).toMatch(/^<\?xml/);
    expect(readdirSync(cwd).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('nothing on stdout when every format has a file', () => {
    expect(run('redundant.yaml', '-f', 'json=o.json').stdout).toBe('');
  });

  it('paths are those of the repository, from wherever the tool is called', () => {
    mkdirSync(join(cwd, 'deep'));
    const { stdout } = makespan(['check', '../redundant.yaml', '-f', 'gitlab'], { cwd: join(cwd, 'deep') });
    expect(JSON.parse(stdout)[0].location.path).toBe('redundant.yaml');
  });
});

describe('choosing rules', () => {
  it.each([
    ['a severity', 'rules: {redundant-dependency: error}\n', 1, ['error']],
    ['off, which YAML reads as false', 'rules: {redundant-dependency: off}\n', 0, []],
    ['a preset', 'preset: strict\nfail-on: warning\n', 1, ['warning']],
    [
      'an override for the path',
      'overrides: [{files: "red*.yaml", rules: {redundant-dependency: warning}}]\n',
      0,
      ['warning'],
    ],
    [
      'an override for another path',
      'overrides: [{files: [stacks/], rules: {redundant-dependency: warning}}]\n',
      0,
      ['info'],
    ],
  ])('by the configuration: %s', (_what, config, code, severities) => {
    write('makespan.config.yaml', config);
    const ran = run('redundant.yaml', '-f', 'json');
    expect(ran.code).toBe(code);
    expect(found(ran).map(({ severity }) => severity)).toEqual(severities);
  });

  it('by a configuration above the folder, or in package.json, or none', () => {
    mkdirSync(join(cwd, 'deep'));
    write('package.json', '{"makespan": {"rules": {"redundant-dependency": "error"}}}');
    const below = (...args: string[]): Ran =>
      makespan(['check', '../redundant.yaml', ...args], { cwd: join(cwd, 'deep') });
    expect(below().code).toBe(1);
    expect(below('--no-config').code).toBe(0);
  });

  it('a mistake in the configuration is told with its place', () => {
    write('makespan.config.yaml', 'rules:\n  redundant-dependancy: off\n');
    expect(run('redundant.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/makespan\.config\.yaml:2:3: .*did you mean 'redundant-dependency'/),
    });
  });

  it('by name on the command line', () => {
    expect(found(run('redundant.yaml', '-f', 'json', '--ignore-rule', 'redundant-dependency'))).toEqual([]);
    expect(found(run('redundant.yaml', '-f', 'json', '--rule', 'dependency-cycle'))).toEqual([]);
    expect(found(run('redundant.yaml', '-f', 'json', '--rule', 'redundant-dependency'))).toHaveLength(1);
  });

  it('a rule that is off does not run', () => {
    const { stderr } = run('redundant.yaml', '--timings', '--ignore-rule', 'dependency-cycle');
    expect(stderr).toContain('redundant-dependency');
    expect(stderr).not.toContain(' dependency-cycle');
  });

  it('a comment with a reason holds back, and is shown on demand', () => {
    write('redundant.yaml', REDUNDANT.replace('# the one', '# makespan-ignore redundant-dependency -- slow network'));
    expect(run('redundant.yaml').stdout).toBe('No findings.\n');
    expect(run('redundant.yaml', '--show-suppressed').stdout).toContain('ignored: slow network');
  });

  it('a baseline holds back what is known, not what is new, and is pruned', () => {
    expect(run('redundant.yaml', '--update-baseline', '--fail-on', 'info').code).toBe(0);
    const baseline = ['--baseline', 'makespan-baseline.json', '--fail-on', 'info'];
    expect(run('redundant.yaml', ...baseline).code).toBe(0);
    write('redundant.yaml', `# moved\n${REDUNDANT}  more: {duration: 1s, after: [network, server]}\n`);
    const { code, stdout } = run('redundant.yaml', ...baseline, '-f', 'json', '--show-suppressed');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{}], suppressed: [{ suppressedBy: { kind: 'baseline' } }] });
    write('redundant.yaml', REDUNDANT.replace('[network, subnet]', 'subnet'));
    expect(run('redundant.yaml', ...baseline).stderr).toContain('no longer occurs');
    run('redundant.yaml', ...baseline, '--update-baseline');
    expect(JSON.parse(read('makespan-baseline.json')).findings).toEqual([]);
  });
});

describe('whole repositories', () => {
  beforeEach(() => {
    for (const folder of ['stacks', 'stacks/old', 'node_modules']) mkdirSync(join(cwd, folder));
    for (const name of ['stacks/a.yaml', 'stacks/old/b.yaml', 'stacks/new.yml', 'node_modules/c.yaml'])
      write(name, REDUNDANT);
    write('stacks/compose.yaml', 'services: {web: {image: x}}\n');
    write('stacks/notes.txt', REDUNDANT);
    write('stacks/chart.yaml', '{{- if .Values.x }}\na: {{ b }}\n');
  });
  const filesOf = (...args: readonly string[]): readonly string[] =>
    found(run(...args, '-f', 'json')).map(({ file }) => file);

  it('a folder gives its templates; other YAML is passed over in silence', () => {
    expect(filesOf('.')).toEqual(['redundant.yaml', 'stacks/a.yaml', 'stacks/new.yml', 'stacks/old/b.yaml']);
    expect(run('.')).toMatchObject({ code: 0, stderr: '' });
  });

  it('other YAML is told of when it is named', () => {
    expect(found(run('stacks/compose.yaml', '-f', 'json'))).toMatchObject([{ rule: 'unknown-format' }]);
  });

  it('.gitignore and the configuration leave out', () => {
    write('.gitignore', 'old/\n');
    write('stacks/.gitignore', '*.yml\n!new.yml\n');
    write('makespan.config.yaml', 'ignore: [redundant.yaml]\n');
    expect(filesOf('.')).toEqual(['stacks/a.yaml', 'stacks/new.yml']);
    expect(filesOf('stacks/*')).toEqual(['stacks/a.yaml', 'stacks/new.yml']);
    expect(filesOf('redundant.yaml')).toEqual(['redundant.yaml']);
  });

  it('a glob', () => {
    expect(filesOf('stacks/**/*.yaml')).toEqual(['stacks/a.yaml', 'stacks/old/b.yaml']);
  });

  it('stdin, under a name', () => {
    const command = join(projectRoot, 'dist/cli/main.js');
    const args = [command, 'check', '-', '--stdin-path', 'stacks/x.yaml', '-f', 'json'];
    const { stdout } = spawnSync(process.execPath, args, { cwd, input: REDUNDANT, encoding: 'utf8' });
    expect(JSON.parse(stdout).findings).toMatchObject([{ file: 'stacks/x.yaml' }]);
  });

  it('what changed since a revision, and what git does not know yet', () => {
    spawnSync('rm', ['-rf', join(cwd, '.git')]);
    git('init', '-q');
    git('add', 'stacks', 'redundant.yaml');
    git('commit', '-qm', 'first');
    write('stacks/a.yaml', `${REDUNDANT}# changed\n`);
    write('stacks/fresh.yaml', REDUNDANT);
    expect(filesOf('.', '--changed-since', 'HEAD')).toEqual(['stacks/a.yaml', 'stacks/fresh.yaml']);
    expect(run('.', '--changed-since', 'nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git says'),
    });
  });

  it('environments: a finding says under which it holds', () => {
    write(
      't.yaml',
      'makespan: 1\nparameters: {big: {default: true}}\nconditions: {is_big: {equals: [{param: big}, true]}}\ntasks: {a: 1s}\n',
    );
    write('one.yaml', 'parameters: {big: true}\n');
    write('two.yaml', 'parameters: {big: false}\n');
    const ran = run('redundant.yaml', '--each-env', 'one.yaml', '--each-env', 'two.yaml', '-f', 'json');
    const note = found(ran).find(({ rule }) => rule === 'redundant-dependency');
    expect(note?.environments).toEqual(['one.yaml', 'two.yaml']);
  });
});

describe('--fix', () => {
  it('mends what is certain, says so on stderr, and finds nothing afterwards', () => {
    const { code, stdout, stderr } = run('redundant.yaml', '--fix', '--fail-on', 'info');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No findings.\n' });
    expect(stderr).toBe('redundant.yaml: 1 fix applied.\n');
    expect(read('redundant.yaml')).toBe(REDUNDANT.replace('[network, subnet]', '[subnet]'));
  });

  it('as a dry run prints a diff that patch understands, and writes nothing', () => {
    const { stdout } = run('redundant.yaml', '--fix', '--dry-run');
    expect(read('redundant.yaml')).toBe(REDUNDANT);
    expect(stdout).toContain('-  server: {duration: 60s, after: [network, subnet]}  # the one');
    write('p.diff', stdout);
    const { status, stderr } = spawnSync('git', ['apply', '--check', 'p.diff'], { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the exit code', () => {
  it.each([
    ['nothing found in a folder', SEED, [], 0],
    ['an error in a folder', CYCLIC, [], 1],
    ['an error that was asked not to count', CYCLIC, ['--fail-on', 'never'], 0],
    ['an error that is known to the baseline', CYCLIC, ['--update-baseline'], 0],
    ['rules that are off', CYCLIC, ['--rule', 'redundant-dependency'], 0],
    ['a template that an engine rejects, known or not', 'makespan: 1\nhost: {}\n', ['--update-baseline'], 1],
  ])('%s', (_what, text, args, code) => {
    write('redundant.yaml', text);
    expect(run('.', ...args)).toMatchObject({ code });
  });
});

describe('many templates', () => {
  it('are checked in threads, with the bytes of one after the other', () => {
    const cwd = emptyFolder();
    for (let at = 0; at < 210; at += 1) {
      const text = at % 50 === 3 ? 'makespan: 1\nhost: {}\n' : at % 7 === 0 ? CYCLIC : SEED;
      writeFileSync(join(cwd, `t${at}.yaml`), text);
    }
    writeFileSync(join(cwd, 'b3.yaml'), Buffer.from([0x61, 0xff]));
    const all = makespan(['check', '.', '-f', 'json', '--timings'], { cwd });
    const files = Array.from({ length: 210 }, (_, at) => `t${at}.yaml`);
    const document = JSON.parse(all.stdout);
    expect(all.code).toBe(2);
    expect(all.stderr).toContain('b3.yaml is not text in UTF-8');
    expect(all.stderr).toMatch(/ms {2}all rules/);
    // Fewer at a time stay in one thread.
    const parts = [files.slice(0, 90), files.slice(90, 180), files.slice(180)].map((some) =>
      JSON.parse(makespan(['check', ...some, '-f', 'json'], { cwd }).stdout),
    );
    const byPlace = (a: { file: string }, b: { file: string }): number =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
    expect(document.findings.sort(byPlace)).toEqual(parts.flatMap(({ findings }) => findings).sort(byPlace));
    expect(makespan(['check', '.', '-f', 'json'], { cwd }).stdout).toBe(all.stdout);
  });
});
