import { lstatSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Misuse } from './misuse.ts';
import { systemErrorPhrase } from './read-file.ts';

/**
 * Writes a file whole or not at all: beside its place first, then renamed into it. A device or a pipe is written to.
 * @throws Misuse when the place cannot be written
 */
export function writeWhole(path: string, text: string): void {
  try {
    const target = isThere(path) ? realpathSync(path) : path;
    if (isThere(target) && !lstatSync(target).isFile()) writeFileSync(target, text);
    else writeBeside(target, text);
  } catch (error) {
    throw new Misuse(`cannot write ${path}: ${writePhrase(error, path)}`);
  }
}

function writeBeside(path: string, text: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writePhrase(error: unknown, path: string): string {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missing ? `the folder ${dirname(path)} does not exist` : `it ${systemErrorPhrase(error)}`;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
