import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript module of this repository and imports it, so that scripts need no build.
 * @param path from the repository's root
 * @param plugins esbuild plugins, which may change a source on its way
 */
export async function importSource(path, plugins = []) {
  const folder = mkdtempSync(join(tmpdir(), 'makespan-script-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
      plugins,
      // Packages in CommonJS ask for node's own modules by `require`.
      banner: {
        js: "import { createRequire as makeRequire } from 'node:module';const require=makeRequire(import.meta.url);",
      },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
