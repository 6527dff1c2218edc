/** Writes the generated pages of docs/ and says which were stale: `npm run docs`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

const { rulePages, rulesPage } = await importSource('scripts/rules-page.ts');

const pages = [...rulePages()].map(([id, text]) => [`docs/rules/${id}.md`, text]);
mkdirSync(new URL('../docs/rules/', import.meta.url), { recursive: true });
for (const name of readdirSync(new URL('../docs/rules/', import.meta.url))) {
  if (!pages.some(([file]) => file === `docs/rules/${name}`)) rmSync(new URL(`../docs/rules/${name}`, import.meta.url));
}

for (const [file, text] of [['docs/rules.md', rulesPage()], ...pages]) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const isStale = readText(path) !== text;
  if (isStale) writeFileSync(path, text);
  if (isStale) process.stdout.write(`${file} rewritten\n`);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
