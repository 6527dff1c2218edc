import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The folder with `.git` at or above a folder; the folder itself outside every repository. */
export function repositoryRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/**
 * The path of a file from the root of its repository, with `/`, symbolic links followed: what GitHub and GitLab compare
 * with. What lies outside keeps its name.
 */
export function repositoryPaths(folder: string): (file: string) => string {
  const root = realpathSync(repositoryRoot(folder));
  const remembered = new Map<string, string>();
  const pathOf = (file: string): string => {
    const path = relative(root, realPath(resolve(folder, file)));
    return path.startsWith('..') || path === '' ? file : path.replaceAll(sep, '/');
  };
  return (file) => {
    const known = remembered.get(file) ?? pathOf(file);
    remembered.set(file, known);
    return known;
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // What came on stdin may have a name and no file.
    return path;
  }
}
