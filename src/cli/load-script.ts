import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** What `check-bundle.ts` exports. */
export type CheckBundle = typeof import('./check-bundle.ts');

/**
 * Loads a script of the build that stands beside the command, compiled from the code cache beside it where this Node is
 * the one that made the cache; V8 refuses any other, and compiles.
 */
export function loadScript<Exports>(name: string): Exports {
  const { script, url } = compileScript(name, readCache(name));
  const made = { exports: {} as Exports };
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(made.exports, createRequire(url), made, url.href);
  return made.exports;
}

/** @param cache what V8 said of the same text before */
export function compileScript(name: string, cache: Buffer | undefined): { readonly script: Script; readonly url: URL } {
  const url = new URL(`./${name}.cjs`, import.meta.url);
  const source = `(function(exports,require,module,scriptUrl){${readFileSync(url, 'utf8')}\n})`;
  return { script: new Script(source, { filename: fileURLToPath(url), ...(cache ? { cachedData: cache } : {}) }), url };
}

function readCache(name: string): Buffer | undefined {
  try {
    return readFileSync(new URL(`./${name}.cache`, import.meta.url));
  } catch {
    // A build that could not make one is only slower.
    return undefined;
  }
}
