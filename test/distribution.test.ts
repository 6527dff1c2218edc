import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rulePages } from '../scripts/rules-page.ts';
import { buildWhenStale, emptyFolder, makespan } from './cli/built-command.ts';
import { SEED } from './cli/templates.ts';
import { projectRoot } from './source-files.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

beforeAll(buildWhenStale);

describe('the pages of rules', () => {
  it('are those that the rules give, one each', () => {
    const pages = rulePages();
    expect(readdirSync(join(projectRoot, 'docs/rules')).sort()).toEqual(
      [...pages.keys()].map((id) => `${id}.md`).sort(),
    );
    for (const [id, text] of pages) expect(read(`docs/rules/${id}.md`)).toBe(text);
  });
});

describe('the schema of the configuration', () => {
  const validate = new Ajv2020().compile(JSON.parse(read('schemas/config.schema.json')));

  it.each([
    ['nothing', '{}', true],
    [
      'all keys',
      'preset: strict\nrules: {delete-order: off}\noverrides: [{files: x/, rules: {}}]\nignore: [vendor/]\nbaseline: b.json\nfail-on: never\nrule-seconds: 2\n',
      true,
    ],
    ['an unknown key', 'presets: strict\n', false],
    ['an unknown preset', 'preset: lax\n', false],
    ['an unknown level', 'rules: {delete-order: fatal}\n', false],
    ['an override for nothing', 'overrides: [{rules: {}}]\n', false],
    ['no time', 'rule-seconds: 0\n', false],
  ])('and its reader agree on %s', (_what, text, isSound) => {
    const cwd = emptyFolder();
    spawnSync('tee', [join(cwd, 'c.yaml')], { input: text });
    spawnSync('tee', [join(cwd, 't.yaml')], { input: SEED });
    expect(validate(parse(text, { version: '1.1' }))).toBe(isSound);
    expect(
      makespan(['check', 't.yaml', '--config', 'c.yaml', '--baseline', 'b.json', '--update-baseline'], { cwd }).code,
    ).toBe(isSound ? 0 : 2);
  });
});

describe('what runs makespan elsewhere', () => {
  it('the script of the GitHub action writes annotations, SARIF and a summary, and exits as makespan does', () => {
    const { runs, inputs } = parse(read('action.yml'));
    const { run, env } = runs.steps.find(({ name }: { name: string }) => name === 'Check');
    expect(Object.values(env)).toEqual(
      Object.keys(inputs)
        .sort(
          (a, b) => ['files', 'args', 'fail-on', 'sarif'].indexOf(a) - ['files', 'args', 'fail-on', 'sarif'].indexOf(b),
        )
        .map((name) => `\${{ inputs.${name} }}`),
    );
    const cwd = emptyFolder();
    spawnSync('tee', [join(cwd, 't.yaml')], { input: 'makespan: 1\nhost: {}\n' });
    const given = { MAKESPAN_FILES: '.', MAKESPAN_ARGS: '', MAKESPAN_FAIL_ON: 'error', MAKESPAN_SARIF: 'o.sarif' };
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...given, GITHUB_ACTION_PATH: projectRoot, GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') },
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=t\.yaml,line=2/);
    expect(JSON.parse(readFileSync(join(cwd, 'o.sarif'), 'utf8')).runs[0].results.length).toBeGreaterThan(0);
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toContain('t.yaml:2:1: error');
  });

  it('the pre-commit hook names a command and options that exist', () => {
    const cwd = emptyFolder();
    spawnSync('bash', ['-c', 'git init -q && echo "a: 1" > x.yaml'], { cwd });
    spawnSync('bash', ['-c', 'git add . && git -c user.name=t -c user.email=t@example.org commit -qm x'], { cwd });
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const [, ...words] = hook.entry.split(' ');
    expect(makespan([...words, ...hook.args], { cwd })).toMatchObject({ code: 0, stdout: '' });
  });

  it.each(['docs/ci/gitlab.yml', 'docs/ci/github.yml', 'action.yml'])('%s is YAML', (path) => {
    expect(parse(read(path))).toEqual(expect.any(Object));
  });

  it('what GitLab runs is a command line that makespan takes', () => {
    const { makespan: job } = parse(read('docs/ci/gitlab.yml'));
    const words = job.script[0].split(' ').slice(3);
    const cwd = emptyFolder();
    spawnSync('tee', [join(cwd, 't.yaml')], { input: SEED });
    expect(makespan(words, { cwd }).code).toBe(0);
    expect(readdirSync(cwd)).toEqual(
      expect.arrayContaining([job.artifacts.reports.codequality, job.artifacts.reports.junit]),
    );
  });

  it('init writes files that makespan reads, and leaves what is there', () => {
    const cwd = emptyFolder();
    spawnSync('tee', [join(cwd, 't.yaml')], { input: SEED });
    expect(makespan(['init'], { cwd }).code).toBe(0);
    expect(makespan(['check', 't.yaml'], { cwd }).code).toBe(0);
    expect(makespan(['simulate', 't.yaml', '-n', '5', '--timings', 'makespan.timings.yaml'], { cwd }).code).toBe(0);
    expect(makespan(['init'], { cwd }).stderr).toContain('is there already and stays');
  });

  it.each(['bash', 'zsh', 'fish'])('completion for %s knows commands, options and rules', (shell) => {
    const { code, stdout } = makespan(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['simulate', 'changed-since', 'dependency-cycle']) expect(stdout).toContain(word);
  });

  it('completion for bash completes', () => {
    const script = `${makespan(['completion', 'bash']).stdout}
COMP_WORDS=(makespan che); COMP_CWORD=1; _makespan; echo "\${COMPREPLY[*]}"
COMP_WORDS=(makespan check --upd); COMP_CWORD=2; _makespan; echo "\${COMPREPLY[*]}"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout).toBe('check\n--update-baseline\n');
  });
});
