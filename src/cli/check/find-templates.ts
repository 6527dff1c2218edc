import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Ignore } from 'ignore';
import { Misuse } from '../misuse.ts';
import { STDIN } from '../plain-words.ts';
import { systemErrorPhrase } from '../read-file.ts';
import type { Config } from './config-file.ts';
import { repositoryRoot } from './repository.ts';

export interface Candidate {
  /** As the user named it, or below the folder that the user named. */
  readonly file: string;
  /** Named itself: it is reported even when it is no template. */
  readonly isNamed: boolean;
}

const TEMPLATE_NAME = /\.(?:ya?ml|json|template)$/i;
const NEVER = ['node_modules', '.git'];

/**
 * The files that the words mean: files as they are, folders and globs as far as .gitignore and the configuration let
 * them, sorted, each once. @throws Misuse for a word that means nothing
 */
export async function findTemplates(words: readonly string[], config: Config | null): Promise<readonly Candidate[]> {
  const found = new Map<string, Candidate>();
  let ignored: ((path: string, isFolder: boolean) => boolean) | null = null;
  for (const word of words) {
    if (!isFolder(word) && (word === STDIN || existsSync(word) || !isGlob(word))) {
      found.set(word, { file: word, isNamed: true });
      continue;
    }
    ignored ??= await ignoredPaths(config);
    const files = isFolder(word) ? filesBelow(word, ignored) : await filesLike(word, ignored);
    for (const file of files) if (!found.has(file)) found.set(file, { file, isNamed: false });
    if (files.length === 0) throw new Misuse(`nothing to read: ${word} holds no .yaml, .yml, .json or .template file`);
  }
  return [...found.values()];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Reading it as a file says why it cannot be used.
    return false;
  }
}

function isGlob(word: string): boolean {
  return /[*?[\]{}]/.test(word);
}

function filesBelow(folder: string, ignored: (path: string, isFolder: boolean) => boolean): readonly string[] {
  const files: string[] = [];
  for (const entry of entriesOf(folder)) {
    const path = folder === '.' ? entry.name : join(folder, entry.name);
    if (NEVER.includes(entry.name) || ignored(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) files.push(...filesBelow(path, ignored));
    else if (entry.isFile() && TEMPLATE_NAME.test(entry.name)) files.push(path);
  }
  return files;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new Misuse(`${folder} ${systemErrorPhrase(error)}`);
  }
}

async function filesLike(
  glob: string,
  ignored: (path: string, isFolder: boolean) => boolean,
): Promise<readonly string[]> {
  const { glob: expand } = await import('tinyglobby');
  const files = await expand(glob, { ignore: NEVER.map((name) => `**/${name}/**`), expandDirectories: false });
  return files.filter((file) => TEMPLATE_NAME.test(file) && !isIgnoredSomewhere(file, ignored)).sort();
}

function isIgnoredSomewhere(file: string, ignored: (path: string, isFolder: boolean) => boolean): boolean {
  for (let folder = dirname(file); folder !== '.' && folder !== dirname(folder); folder = dirname(folder)) {
    if (ignored(folder, true)) return true;
  }
  return ignored(file, false);
}

/** Asks every .gitignore between a path and the root of its repository, and the configuration. */
async function ignoredPaths(config: Config | null): Promise<(path: string, isFolder: boolean) => boolean> {
  const { default: ignore } = await import('ignore');
  const byFolder = new Map<string, Ignore | null>();
  const root = repositoryRoot(process.cwd());
  const own =
    config && config.ignore.length > 0 ? { folder: config.folder, rules: ignore().add([...config.ignore]) } : null;
  const rulesOf = (folder: string): Ignore | null => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const file = join(folder, '.gitignore');
    const rules = existsSync(file) ? ignore().add(readFileSync(file, 'utf8')) : null;
    byFolder.set(folder, rules);
    return rules;
  };
  return (path, isInFolder) => {
    const full = resolve(path);
    if (own && isMatched(own.rules, own.folder, full, isInFolder)) return true;
    for (let folder = dirname(full); ; folder = dirname(folder)) {
      const rules = rulesOf(folder);
      const verdict = rules?.test(slashed(folder, full, isInFolder));
      // The nearest file that speaks of the path decides, as in git.
      if (verdict?.ignored) return true;
      if (verdict?.unignored || folder === root || dirname(folder) === folder) return false;
    }
  };
}

function isMatched(rules: Ignore, folder: string, path: string, isInFolder: boolean): boolean {
  const inside = relative(folder, path);
  return !inside.startsWith('..') && inside !== '' && rules.ignores(slashed(folder, path, isInFolder));
}

function slashed(folder: string, path: string, isInFolder: boolean): string {
  return relative(folder, path).replaceAll(sep, '/') + (isInFolder ? '/' : '');
}
