// Runs a TypeScript file on any Node that the project supports: Node 20 cannot by itself, so esbuild bundles the file
// first. Usage: node scripts/run-ts.mjs FILE.ts [arguments…]
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} file from the project's root @param {readonly string[]} args what `process.argv` holds after the file */
export async function runTs(file, args) {
  // Inside the project, so that packages, which are not bundled, are found from there.
  const folder = `${root}node_modules/.cache/makespan`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/${file.replaceAll(/[^\w.-]/g, '_')}-${process.pid}.mjs`;
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      sourcemap: 'inline',
      logLevel: 'error',
    });
    process.argv = [process.argv[0], file, ...args];
    await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) {
    process.stderr.write('usage: node scripts/run-ts.mjs FILE.ts [arguments…]\n');
    process.exitCode = 2;
  } else {
    await runTs(file, args);
  }
}
