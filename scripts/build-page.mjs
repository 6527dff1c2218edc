/**
 * Bundles the page's code and style into `src/report/html/page-bundle.generated.ts`, with the hashes that the page's
 * content security policy names. The build calls `buildPage`; run alone it does the same and prints the sizes.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'src/report/html/page');
const target = join(root, 'src/report/html/page-bundle.generated.ts');

/** @returns {Promise<{scriptBytes: number, styleBytes: number, gzipBytes: number}>} */
export async function buildPage() {
  const script = await bundle(join(page, 'main.ts'), { format: 'iife', target: 'es2022' });
  const style = await bundle(join(page, 'style.css'), {});
  const module = [
    '/** Made by scripts/build-page.mjs; not kept in the repository. */',
    'export const pageBundle: {',
    '  readonly script: string;',
    '  readonly scriptHash: string;',
    '  readonly style: string;',
    '  readonly styleHash: string;',
    '} = {',
    `  script: ${JSON.stringify(script)},`,
    `  scriptHash: ${JSON.stringify(sha256(script))},`,
    `  style: ${JSON.stringify(style)},`,
    `  styleHash: ${JSON.stringify(sha256(style))},`,
    '};',
    '',
  ].join('\n');
  if (readIfPresent(target) !== module) writeFileSync(target, module);
  return {
    scriptBytes: Buffer.byteLength(script),
    styleBytes: Buffer.byteLength(style),
    gzipBytes: gzipSync(script).length + gzipSync(style).length,
  };
}

async function bundle(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    charset: 'ascii',
    legalComments: 'none',
    absWorkingDir: root,
    ...options,
  });
  return outputFiles[0].text.trimEnd();
}

function sha256(text) {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

function readIfPresent(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { scriptBytes, styleBytes, gzipBytes } = await buildPage();
  process.stdout.write(`page: script ${scriptBytes} B, style ${styleBytes} B, ${gzipBytes} B gzip\n`);
}
