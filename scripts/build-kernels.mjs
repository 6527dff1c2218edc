/**
 * Compiles `src/simulate/kernel/assembly` (AssemblyScript) to WebAssembly and writes it as a module that carries the
 * bytes: `src/simulate/kernel/assembled.generated.ts`. The build calls `buildKernels`; run alone it does the same and
 * prints the size.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'src/simulate/kernel/assembly');
const target = join(root, 'src/simulate/kernel/assembled.generated.ts');

/** Nothing is allocated and nothing can fail inside, so there is no run-time library and no `abort`. */
const OPTIONS = ['-O3', '--converge', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--noAssert'];

/** @returns {Promise<{bytes: number}>} */
export async function buildKernels() {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    ['index.ts', '--outFile', 'kernel.wasm', '--enable', 'simd', '--use', 'abort=', ...OPTIONS],
    {
      readFile: (name, base) => readIfPresent(join(base === '.' ? folder : join(folder, base), name)),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const module = [
    '/** Made by scripts/build-kernels.mjs from the folder `assembly`; not kept in the repository. Base64. */',
    `export const assembled = '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
  if (readIfPresent(target) !== module) writeFileSync(target, module);
  return { bytes: binary.length };
}

function readIfPresent(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes } = await buildKernels();
  process.stdout.write(`kernels: ${bytes} B\n`);
}
