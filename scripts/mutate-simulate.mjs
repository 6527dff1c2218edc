// Plants one fault after another in the simulator and demands that its tests notice. A test that cannot fail proves
// nothing. Run it after changing the kernel, the draws or their tests:
//
//   node scripts/mutate-simulate.mjs [words of the meaning]
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faults } from './simulate-faults.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TESTS = ['src/model/durations', 'src/model/timing', 'src/simulate', 'src/study', 'test/theory'];

const wanted = process.argv.slice(2).join(' ');
const chosen = faults.filter(({ meaning }) => meaning.includes(wanted));
const survivors = chosen.filter((fault) => !isCaught(fault));
console.log(`${chosen.length - survivors.length} of ${chosen.length} faults caught`);
process.exit(survivors.length === 0 ? 0 : 1);

function isCaught({ file, from, to, meaning }) {
  const path = join(root, file);
  const sound = readFileSync(path, 'utf8');
  if (!sound.includes(from)) throw new Error(`${file} no longer says: ${from}`);
  try {
    writeFileSync(path, sound.replace(from, to));
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const run = spawnSync(process.execPath, [vitest, 'run', '--bail=1', '--reporter=dot', ...TESTS], {
      cwd: root,
      // A fault that makes a test hang is noticed too.
      timeout: 300_000,
    });
    console.log(`${run.status === 0 ? 'MISSED' : 'caught'}  ${meaning}`);
    return run.status !== 0;
  } finally {
    writeFileSync(path, sound);
  }
}
