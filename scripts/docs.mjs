/** Writes the generated pages of docs/ and says which were stale: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

const { rulesPage } = await importSource('scripts/rules-page.ts');

for (const [file, text] of [['docs/rules.md', rulesPage()]]) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const isStale = readText(path) !== text;
  if (isStale) writeFileSync(path, text);
  process.stdout.write(`${file}: ${isStale ? 'rewritten' : 'up to date'}\n`);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
