import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

export interface Import {
  readonly from: string;
  /** A path relative to the project's root, or the name of a package (`node:fs`, `yargs`). */
  readonly to: string;
  readonly isPackage: boolean;
  /** Erased by the compiler: nothing is loaded. */
  readonly typeOnly: boolean;
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s*'([^']+)'/gm;
const SIDE_EFFECT = /^[ \t]*import\s*'([^']+)'/gm;
const CALL = /(\btypeof\s+)?\bimport\(\s*'([^']+)'\s*\)(\.[A-Z])?/g;

/** What a file imports, by its import and export statements, `import()` calls and `import()` types. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const made = (specifier: string, typeOnly: boolean): Import => {
    const isPackage = !specifier.startsWith('.');
    const to = isPackage ? specifier : posix.join(posix.dirname(path), specifier);
    return { from: path, to, isPackage, typeOnly };
  };
  return [
    ...[...text.matchAll(STATEMENT)].map(([, type, specifier]) => made(specifier as string, type !== undefined)),
    ...[...text.matchAll(SIDE_EFFECT)].map(([, specifier]) => made(specifier as string, false)),
    ...[...text.matchAll(CALL)].map(([, typeOf, specifier, member]) =>
      made(specifier as string, typeOf !== undefined || member !== undefined),
    ),
  ];
}
