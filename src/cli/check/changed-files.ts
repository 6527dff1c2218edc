import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Misuse } from '../misuse.ts';

/**
 * The files that git sees changed since a revision, and those it does not know yet, as full paths.
 * @throws Misuse when git is not there or does not know the revision
 */
export function changedFiles(revision: string): ReadonlySet<string> {
  if (revision.startsWith('-')) throw new Misuse(`--changed-since takes a revision of git, not '${revision}'`);
  const root = git('rev-parse', '--show-toplevel').trimEnd();
  const changed = git('diff', '--name-only', '-z', '--diff-filter=d', revision, '--');
  const added = git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', `${root}/`);
  const files = [...changed.split('\0'), ...added.split('\0')].filter(Boolean);
  return new Set(files.map((file) => resolve(root, file)));
}

/** Whether one of the files was changed, symbolic links followed. */
export function anyChanged(files: Iterable<string>, changed: ReadonlySet<string>): boolean {
  for (const file of files) {
    try {
      if (changed.has(realpathSync(file))) return true;
    } catch {
      // A name from stdin or of a built-in template is no file.
    }
  }
  return false;
}

function git(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw new Misuse('--changed-since asks git, which could not be started');
  if (status === 0) return stdout;
  throw new Misuse(`--changed-since: git says: ${stderr.trim().split('\n')[0]}`);
}
