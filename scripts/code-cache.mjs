// Keeps what V8 compiles of `check` while it checks a few templates, for the Node that runs this. Part of the build:
//   node scripts/code-cache.mjs DIST
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NAME = 'check-bundle';
const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(resolve(process.argv[2]), 'cli');
const { compileScript } = await import(pathToFileURL(join(cli, 'load-script.js')).href);
const { script, url } = compileScript(NAME, undefined);

process.chdir(root);
process.stdout.write = () => true;
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(url), module, url.href);
// What is compiled now is what a start will find: a template of each of the two large formats.
await module.exports.runPlainCheck({
  files: ['examples/two-tier.hot.yaml', 'fixtures/cloudformation/creation-policy/input.yaml'],
});
writeFileSync(join(cli, `${NAME}.cache`), script.createCachedData());
