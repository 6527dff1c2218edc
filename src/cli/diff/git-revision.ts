import { spawnSync } from 'node:child_process';
import { dirname, relative, resolve, sep } from 'node:path';
import type { FileSource } from '../../load/load.ts';
import { Misuse } from '../misuse.ts';

/** A file as it was in a revision of git, and the files that it names there. */
export interface RevisionedFile {
  readonly text: string;
  readonly files: FileSource;
}

/** @throws Misuse when git is not there, or the revision or the file in it is not */
export function fileAtRevision(revision: string, file: string): RevisionedFile {
  if (revision === '' || revision.startsWith('-'))
    throw new Misuse(`--against takes a revision of git, not '${revision}'`);
  const folder = dirname(resolve(file));
  const show = (path: string): { readonly text: string } | { readonly error: string } => {
    const shown = spawnSync('git', ['-C', folder, 'show', `${revision}:./${path}`], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (shown.error) throw new Misuse('--against asks git, which could not be started');
    if (shown.status === 0) return { text: shown.stdout };
    return { error: `is not in ${revision}: git says: ${shown.stderr.trim().split('\n')[0]}` };
  };
  const pathOf = (path: string): string => relative(folder, resolve(path)).split(sep).join('/');
  const main = show(pathOf(file));
  if ('error' in main) throw new Misuse(`${file} ${main.error}`);
  const files: FileSource = {
    read: (path) => {
      const inside = pathOf(path);
      if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return { error: 'is a URL, and nothing is read from the network' };
      return inside.startsWith('..') ? { error: "lies outside the template's folder" } : show(inside);
    },
  };
  return { text: main.text, files };
}
