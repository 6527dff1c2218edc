import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from './file-source.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'makespan-files-'));
  for (const folder of ['stack', 'stack/nested', 'stack-other', 'shared']) mkdirSync(join(root, folder));
  for (const file of ['stack/main.yaml', 'stack/nested/a.yaml', 'stack-other/b.yaml', 'shared/c.yaml', 'secret']) {
    writeFileSync(join(root, file), file);
  }
  symlinkSync('../secret', join(root, 'stack/link-out'));
  symlinkSync('nested/a.yaml', join(root, 'stack/link-in'));
  symlinkSync('..', join(root, 'stack/folder-out'));
});

describe('the files that a template may name', () => {
  it.each([
    ['a file beside it', 'main.yaml', 'stack/main.yaml'],
    ['a file below it', 'nested/a.yaml', 'stack/nested/a.yaml'],
    ['a link that stays inside', 'link-in', 'stack/nested/a.yaml'],
    ['a detour that stays inside', 'nested/../nested/a.yaml', 'stack/nested/a.yaml'],
  ])('%s', (_what, path, text) => {
    expect(read(path)).toEqual({ text });
  });

  it.each([
    ['a file above it', '../secret', 'outside'],
    ['a folder whose name begins like its own', '../stack-other/b.yaml', 'outside'],
    ['a link that leads out', 'link-out', 'outside'],
    ['a folder link that leads out', 'folder-out/secret', 'outside'],
    ['an absolute path', '/etc/passwd', 'outside'],
    ['a URL', 'https://example.com/a.yaml', 'network'],
    ['a file that is not there', 'nested/none.yaml', 'does not exist'],
    ['a folder', 'nested', 'folder'],
    ['a name with a null byte', 'a\0b', 'not a path'],
  ])('not %s', (_what, path, message) => {
    expect(read(path)).toEqual({ error: expect.stringContaining(message) });
  });

  it('a folder that the user allows, and no other', () => {
    const files = fileSource(join(root, 'stack/main.yaml'), [join(root, 'shared')]);
    expect(files.read(`${root}/stack/../shared/c.yaml`)).toEqual({ text: 'shared/c.yaml' });
    expect(files.read(`${root}/stack/../secret`)).toEqual({ error: expect.stringContaining('outside') });
  });
});

/** Asks as a front-end does for what `stack/main.yaml` names. */
function read(named: string): object {
  const isWhole = named.startsWith('/') || named.includes('://');
  return fileSource(join(root, 'stack/main.yaml'), []).read(isWhole ? named : `${root}/stack/${named}`);
}
