// Builds `dist/`: the library with its types (tsc), and the command as one bundle with lazily loaded chunks (esbuild).
// `npm ci` runs this through `prepare`, so that a fresh clone has a working command.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
/** Commands that are started often, and for little work: V8's code cache halves what their start costs. */
const SCRIPTS = ['check', 'simulate'];

await buildKernelCode();
await buildPageCode();
const fresh = mkdtempSync(join(root, '.dist-'));
try {
  buildLibrary(fresh);
  await buildCommand(fresh);
  await writeManual(fresh);
  replaceFolder(fresh, dist);
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

/** The kernels' WebAssembly, as a module that carries it. */
async function buildKernelCode() {
  const { buildKernels } = await import('./build-kernels.mjs');
  await buildKernels();
}

/** The report page's own code, bundled into a string that the library carries. */
async function buildPageCode() {
  const script = new URL('./build-page.mjs', import.meta.url);
  if (!existsSync(script)) return;
  const { buildPage } = await import(script.href);
  await buildPage();
}

function buildLibrary(folder) {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const project = join(root, 'tsconfig.build.json');
  const run = spawnSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: 'inherit' });
  if (run.status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  process.exit(run.status ?? 1);
}

/** Each command is a chunk of its own: `--help` loads none. Some are scripts by themselves, with a code cache each. */
async function buildCommand(folder) {
  const { build } = await import('esbuild');
  const options = {
    absWorkingDir: root,
    outdir: join(folder, 'cli'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
  await build({
    ...options,
    entryPoints: Object.fromEntries(
      ['main', 'thread', 'check-thread', 'load-script'].map((name) => [name, `src/cli/${name}.ts`]),
    ),
    format: 'esm',
    splitting: true,
    // graphology is CommonJS and asks for Node's `events`; an ES module has no `require` unless it is made.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module';const require=makeRequire(import.meta.url);",
    },
    plugins: [ownColumnWidth(), scriptsApart()],
  });
  await build({
    ...options,
    entryPoints: Object.fromEntries(SCRIPTS.map((name) => [`${name}-bundle`, `src/cli/${name}-bundle.ts`])),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'scriptUrl' },
  });
  chmodSync(join(folder, 'cli', 'main.js'), 0o755);
  for (const name of SCRIPTS) {
    const made = spawnSync(process.execPath, [join(root, 'scripts', 'code-cache.mjs'), folder, name], {
      encoding: 'utf8',
    });
    if (made.status !== 0) console.warn(`no code cache, so that ${name} starts more slowly: ${made.stderr}`);
  }
}

/** `man makespan`, from the commands themselves; package.json says where it is. */
async function writeManual(folder) {
  const { importSource } = await import('./import-source.mjs');
  const [{ manualPage }, { commands }] = [
    await importSource('src/cli/manual-page.ts'),
    await importSource('src/cli/commands/index.ts'),
  ];
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(join(folder, 'man'));
  writeFileSync(join(folder, 'man', 'makespan.1'), await manualPage(commands, version));
}

/** The list of commands finds these in their scripts, whichever way they were called. */
function scriptsApart() {
  return {
    name: 'scripts-apart',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^\\./(?:${SCRIPTS.join('|')})\\.ts$`) }, ({ path, importer }) =>
        importer.endsWith(join('commands', 'index.ts')) ? { path: path.slice(2, -3), namespace: 'apart' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
        contents: `import { loadScript } from './src/cli/load-script.ts';export const { ${path} } = loadScript('${path}-bundle');`,
        resolveDir: root,
      }));
    },
  };
}

/**
 * yargs measures its help with `string-width`, whose `Intl.Segmenter` and emoji tables cost a fifth of a start. Our
 * options are plain words, for which the column width of our own reports says the same.
 */
function ownColumnWidth() {
  return {
    name: 'own-column-width',
    setup(build) {
      build.onResolve({ filter: /^string-width$/ }, () => ({ path: 'string-width', namespace: 'own' }));
      build.onLoad({ filter: /.*/, namespace: 'own' }, () => ({
        contents: "export { columnWidth as default } from './src/report/text/column-width.ts';",
        resolveDir: root,
      }));
    },
  };
}

/** Two renames: nobody ever sees a half-written command. */
function replaceFolder(from, to) {
  const old = `${to}.old-${process.pid}`;
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  chmodSync(to, 0o755);
  rmSync(old, { recursive: true, force: true });
}
