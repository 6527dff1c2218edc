import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale, emptyFolder, makespan } from './built-command.ts';
import { SEED } from './templates.ts';

let cwd: string;

/** Far above what any of them takes; a hang is what it is for. */
const LIMIT_SECONDS = 30;

const BILLION = Array.from({ length: 9 }, (_, level) =>
  level === 0
    ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
    : `a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`,
).join('\n');

/** Content that is wrong: a finding with a place, and exit 1. */
const BAD_CONTENT: Readonly<Record<string, string>> = {
  'not YAML': 'a: [1, 2\nb: }',
  'truncated in a string': `${SEED}  vmC: {base: "4`,
  'truncated in a flow': 'makespan: 1\nhosts: {vmA: {base: 1s',
  'binary that happens to be UTF-8': '\u0000\u0001\u0002\u0000makespan',
  empty: '',
  'only a comment': '# nothing\n',
  'a scalar': 'hello\n',
  'a list': '- heat_template_version: 2021-04-16\n- resources\n',
  'an alias bomb': `makespan: 1\n${BILLION}\nhosts: *a8\n`,
  'an alias bomb in HOT': `heat_template_version: 2018-08-31\n${BILLION}\nresources:\n  r:\n    type: OS::Heat::Value\n    properties: {value: *a8}\n`,
  'ten thousand sequences deep': `makespan: 1\nhosts: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'ten thousand mappings deep': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'an unknown version of the native format': 'makespan: 99\nhosts: {vmA: {base: 1s}}\n',
  'an unknown version of HOT': 'heat_template_version: 2099-01-01\nresources: {}\n',
  '__proto__ as a host': 'makespan: 1\nhosts:\n  __proto__: {base: 1s, components: {polluted: 1s}}\n',
  '__proto__ and constructor as keys':
    'makespan: 1\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: 1}}\n',
  '__proto__ as a resource': 'heat_template_version: 2018-08-31\nresources:\n  __proto__: {type: OS::Heat::None}\n',
  'an anchor inside itself': 'makespan: 1\nhosts: &h\n  vmA: *h\n',
};

const READERS = [
  ['check', 'f.yaml'],
  ['simulate', 'f.yaml', '-n', '10'],
  ['graph', 'f.yaml', '--format', 'json'],
] as const;

beforeAll(() => {
  buildWhenStale();
  cwd = emptyFolder();
});

describe('bad content is a finding and exit 1', () => {
  it.each(Object.entries(BAD_CONTENT))('%s', (_what, text) => {
    writeFileSync(join(cwd, 'f.yaml'), text);
    for (const args of READERS) {
      const { code, stdout, stderr, seconds } = makespan(args, { cwd });
      expect({ args, code, stderr }).toMatchObject({ code: 1 });
      expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
      expect(seconds).toBeLessThan(LIMIT_SECONDS);
    }
    const { findings } = JSON.parse(makespan(['check', 'f.yaml', '--format', 'json'], { cwd }).stdout);
    expect(findings[0]).toMatchObject({ file: 'f.yaml', line: expect.any(Number), severity: 'error' });
  });

  it('is drawn as a page all the same', () => {
    writeFileSync(join(cwd, 'f.yaml'), BAD_CONTENT['a list'] as string);
    expect(makespan(['report', 'f.yaml', '-o', 'f.html'], { cwd })).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('what cannot be read is exit 2', () => {
  it.each<readonly [string, string, (path: string) => void]>([
    ['100 MB', 'too large: 100 MiB', (path: string) => sparse(path, 100 * 2 ** 20)],
    ['10 GB', 'too large', (path: string) => sparse(path, 10 * 2 ** 30)],
    ['a folder', 'folder', (path: string) => mkdirSync(path)],
    ['no file', 'does not exist', () => undefined],
    [
      'bytes that are not UTF-8',
      'not text in UTF-8',
      (path: string) => writeFileSync(path, Buffer.of(0xff, 0x00, 0xc3, 0x28)),
    ],
    ['UTF-16', 'is UTF-16', (path: string) => writeFileSync(path, Buffer.from('\ufeffmakespan: 1', 'utf16le'))],
    ['a pipe that nobody writes to', 'not a regular file', (path: string) => execFileSync('mkfifo', [path])],
    ['a device without an end', 'not a regular file', (path: string) => symlinkSync('/dev/zero', path)],
    ['a cycle of links', 'cycle of symbolic links', (path: string) => symlinkSync(path, path)],
  ])('%s', (what, message, make) => {
    const name = `${what.replaceAll(/\W/g, '-')}.yaml`;
    make(join(cwd, name));
    for (const command of ['check', 'simulate', 'graph'] as const) {
      const { code, stdout, stderr, seconds } = makespan([command, name], { cwd });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
      expect(stderr).toMatch(/^makespan: [^\n]*\n$/);
      expect(seconds).toBeLessThan(LIMIT_SECONDS);
    }
  });
});

describe('text of a template cannot steer the terminal', () => {
  it('control characters are written out', () => {
    writeFileSync(join(cwd, 'f.yaml'), 'makespan: 1\n"\\e[31mred\\a": 1\n');
    const { stdout } = makespan(['check', 'f.yaml'], { cwd });
    expect(stdout).toContain('\\x1b[31mred');
    expect(stdout).not.toContain('\u001b');
  });
});

function sparse(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
}
