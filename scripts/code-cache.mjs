// Keeps what V8 compiles of a command while it works on a few templates, for the Node that runs this.
// Part of the build:
//   node scripts/code-cache.mjs DIST check|simulate
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What is compiled now is what a start will find: a template of each of the two large formats. */
const TEMPLATES = ['examples/two-tier.hot.yaml', 'fixtures/cloudformation/creation-policy/input.yaml'];

const [folder, command] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(resolve(folder), 'cli');
const { compileScript } = await import(pathToFileURL(join(cli, 'load-script.js')).href);
const { script, url } = compileScript(`${command}-bundle`, undefined);

process.chdir(root);
process.stdout.write = () => true;
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(url), module, url.href);
if (command === 'check') await module.exports.runPlainCheck({ files: TEMPLATES });
else for (const file of TEMPLATES) await module.exports.runPlain({ file });
writeFileSync(join(cli, `${command}-bundle.cache`), script.createCachedData());
