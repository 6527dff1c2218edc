// Runs the cases of this folder, prints what each says, and writes `bench-results.json` beside the project's root.
//
//     npm run bench                 every case
//     npm run bench -- start-up     one of them
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { bigTemplates } from './big-templates.mjs';
import { cloudFormation } from './cloudformation.mjs';
import { layout } from './layout.mjs';
import { load } from './load.mjs';
import { page } from './page.mjs';
import { scaling } from './scaling.mjs';
import { simulate } from './simulate.mjs';
import { startUp } from './start-up.mjs';
import { study } from './study.mjs';
import { waiting } from './waiting.mjs';

const cases = [startUp, bigTemplates, waiting, simulate, study, scaling, load, cloudFormation, layout, page];

const wanted = process.argv.slice(2);
const chosen = cases.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  process.stderr.write(`no case of that name; there are ${cases.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const results = [];
for (const one of chosen) {
  process.stdout.write(`${one.name}: ${one.about}\n\n`);
  const rows = await one.run();
  process.stdout.write(`${one.text(rows)}\n\n`);
  results.push({ case: one.name, rows });
}

const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
writeFileSync('bench-results.json', `${JSON.stringify({ revision: revision(), machine, results }, null, 2)}\n`);
process.stdout.write(`${machine.cores} × ${machine.cpu}, Node ${machine.node}; written to bench-results.json\n`);

function revision() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
