import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

export interface SourceFile {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The files below some folders that people write: TypeScript and the scripts, nothing generated. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(`${projectRoot}${folder}`, { recursive: true, encoding: 'utf8' }).map((name) =>
        `${folder}/${name}`.replaceAll('\\', '/'),
      ),
    )
    .filter((path) => /\.(?:ts|mjs)$/.test(path) && !path.includes('.generated.'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${projectRoot}${path}`, 'utf8') }));
}

/** Tests and what only tests use are free to import what they need. */
export function isTestFile(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/');
}
