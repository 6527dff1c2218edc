import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { FileSource } from '../load/load.ts';
import { readText, systemErrorPhrase } from './read-file.ts';

/**
 * The files that a template may name: those below its own folder and below the folders that the user allows. Symbolic
 * links are followed before the question is asked, so none of them leads out.
 */
export function fileSource(template: string, allowedRoots: readonly string[]): FileSource {
  const folder = dirname(template);
  return {
    read: (path) => {
      if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return { error: 'is a URL, and nothing is read from the network' };
      try {
        const real = realpathSync(path);
        if (![folder, ...allowedRoots].some((root) => isBelow(realpathSync(root), real))) return { error: OUTSIDE };
        return readText(real);
      } catch (error) {
        return { error: systemErrorPhrase(error) };
      }
    },
  };
}

const OUTSIDE = "lies outside the template's folder; --allow-root FOLDER lets it be read";

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && way !== path;
}
