import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../source-files.ts';
import { buildWhenStale, emptyFolder, makespan, type Ran } from './built-command.ts';

let cwd: string;
const run = (...args: readonly string[]): Ran => makespan(args, { cwd });

const COARSE = `makespan: 1
hosts:
  db:
    base: 60s
    components:
      start: {duration: 90s, provides: [address]}
      backup: 60s
  app:
    after: db   # all of it?
    base: 60s
    components: {install: 120s, start: {duration: 10s, consumes: {at: db.start.address}}}
`;
const PLAIN = COARSE.replace('   # all of it?', '');
const FINE = PLAIN.replace('    after: db\n', '');
const BROKEN = FINE.replace('backup: 60s', 'backup: {duration: 60s, after: app.start}').replace(
  'start: {duration: 90s,',
  'start: {duration: 90s, after: app.start,',
);

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
  for (const [name, text] of Object.entries({ commented: COARSE, plain: PLAIN, fine: FINE, broken: BROKEN }))
    writeFileSync(join(cwd, `${name}.yaml`), text);
});

const schemas = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(projectRoot, 'schemas', `${name}.schema.json`), 'utf8'));
schemas.addSchema(schemaOf('result'), 'result.schema.json');

function problems(name: string, text: string): readonly string[] {
  const validate = schemas.getSchema(name) ?? schemas.addSchema(schemaOf(name), name).getSchema(name)!;
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('refine', () => {
  it('prints a document that its schema accepts, the same each time', () => {
    const [one, two] = [
      run('refine', 'plain.yaml', '--format', 'json'),
      run('refine', 'plain.yaml', '--format', 'json'),
    ];
    expect([one.code, one.stderr, problems('refine', one.stdout)]).toEqual([0, '', []]);
    expect(one.stdout).toBe(two.stdout);
    expect(JSON.parse(one.stdout).proposals[0]).toMatchObject({ number: 1, recommended: true, gain: { mean: 190 } });
    const polled = run(
      'refine',
      join(projectRoot, 'examples/seed.hot.yaml'),
      '--engine',
      'heat-convergence',
      '-n',
      '20',
      '-f',
      'json',
    );
    expect(problems('refine', polled.stdout)).toEqual([]);
  });

  it('--diff writes nothing, and its diff is what --apply writes', () => {
    const { code, stdout } = run('refine', 'plain.yaml', '--diff');
    expect(code).toBe(0);
    expect(stdout).toContain('\n-    after: db\n');
    expect(readFileSync(join(cwd, 'plain.yaml'), 'utf8')).toBe(PLAIN);
    expect(run('refine', 'plain.yaml', '--apply', '1', '-o', 'finer.yaml').code).toBe(0);
    expect(readFileSync(join(cwd, 'finer.yaml'), 'utf8')).toBe(FINE);
    expect(run('refine', 'finer.yaml', '--apply', 'all').stderr).toContain('nothing is recommended');
  });

  it('what no edit can say is said, and nothing is written', () => {
    const { code, stderr } = run('refine', 'commented.yaml', '--apply', '1');
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was written: its line has a comment');
    expect(readFileSync(join(cwd, 'commented.yaml'), 'utf8')).toBe(COARSE);
  });

  it.each([
    ['two changes of one line', ['plain.yaml', '--apply', '1,2'], 1, 'choose one of them'],
    ['a number that is none', ['plain.yaml', '--apply', 'most'], 2, "numbers such as 1,3, not 'most'"],
    ['a number that no proposal has', ['plain.yaml', '--apply', '9'], 2, 'there are 2 proposals'],
    ['an unknown format', ['plain.yaml', '--format', 'jsn'], 2, "did you mean 'json'"],
    ['no file', ['absent.yaml'], 2, 'absent.yaml does not exist'],
  ])('%s', (_name, args, code, words) => {
    const ran = run('refine', ...args);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(words);
  });
});

describe('diff', () => {
  it('prints a document that its schema accepts', () => {
    const { code, stdout, stderr } = run('diff', 'plain.yaml', 'fine.yaml', '--format', 'json');
    expect([code, stderr, problems('diff', stdout)]).toEqual([0, '', []]);
    expect(JSON.parse(stdout).makespan.granularities.fine.difference.mean).toBe(-190);
    expect(problems('diff', run('diff', 'plain.yaml', 'broken.yaml', '-f', 'json').stdout)).toEqual([]);
  });

  it.each([
    ['what broke fails', ['fine.yaml', 'broken.yaml'], 1],
    ['unless nobody wants to know', ['fine.yaml', 'broken.yaml', '--fail-on', 'never'], 0],
    ['what was mended does not', ['broken.yaml', 'fine.yaml'], 0],
    ['a note fails who asks for notes', ['fine.yaml', 'plain.yaml', '--fail-on', 'info'], 1],
    ['one file is not two', ['fine.yaml'], 2],
    ['three are not two', ['fine.yaml', 'plain.yaml', 'broken.yaml'], 2],
    ['a file that is not there', ['fine.yaml', 'absent.yaml'], 2],
    ['a setting of nobody', ['fine.yaml', 'plain.yaml', '--set', 'nobody=5s'], 2],
  ])('%s', (_name, args, code) => {
    expect(run('diff', ...args).code).toBe(code);
  });

  it('of a file and itself has nothing to say', () => {
    expect(run('diff', 'fine.yaml', 'fine.yaml').stdout).toContain('No difference');
  });

  it('against a revision of git, with the files that the template names there', () => {
    const folder = emptyFolder();
    const git = (...args: readonly string[]): string =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, encoding: 'utf8' })
        .stdout;
    writeFileSync(join(folder, 'stack.yaml'), PLAIN);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    writeFileSync(join(folder, 'stack.yaml'), FINE);
    const ran = makespan(['diff', '--against', 'HEAD', 'stack.yaml'], { cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('stack.yaml (HEAD) → stack.yaml');
    expect(ran.stdout).toContain('− dependency all of db → app.base');
    expect(makespan(['diff', '--against', 'nowhere', 'stack.yaml'], { cwd: folder }).code).toBe(2);
    expect(makespan(['diff', '--against', '--output=x', 'stack.yaml'], { cwd: folder }).code).toBe(2);
    expect(existsSync(join(folder, 'x'))).toBe(false);
    const piped = spawnSync(
      'bash',
      ['-c', `node ${join(projectRoot, 'dist/cli/main.js')} diff <(git show HEAD:stack.yaml) stack.yaml`],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(piped.stdout).toContain('3 min 10 s shorter');
  });

  it('a template’s text is data in every format', () => {
    const hostile = FINE.replaceAll('backup', '"<img/src=x>`|@all\\u202e\\e[31m"');
    writeFileSync(join(cwd, 'hostile.yaml'), hostile);
    for (const command of [
      ['diff', 'fine.yaml', 'hostile.yaml'],
      ['refine', 'hostile.yaml'],
    ]) {
      const text = run(...command).stdout;
      for (const character of ACTING) expect(text).not.toContain(character);
      const markdown = run(...command, '--format', 'markdown').stdout;
      for (const part of [...ACTING, '<img', '@all']) expect(markdown).not.toContain(part);
    }
  });
});

/** They steer a terminal, or turn a line round. */
const ACTING = ['\u001b', '\u202e'];

describe('the manual', () => {
  it.each(['refine', 'diff'])('docs/%s.md shows what the command prints', (name) => {
    const manual = readFileSync(join(projectRoot, 'docs', `${name}.md`), 'utf8');
    const examples = [...manual.matchAll(/^ {4}\$ makespan (.*)\n((?: {4}.*\n|\n(?= {4}))+)/gm)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, command = '', output = ''] of examples) {
      const { stdout } = makespan(command.split(' '));
      const printed = new Set(stdout.split('\n').map((line) => line.trim()));
      const lines = output.split('\n').map((line) => line.trim());
      expect(lines.filter((line) => !printed.has(line))).toEqual([]);
    }
  });
});
