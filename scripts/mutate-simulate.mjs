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
/** One after another until a test fails: those beside the code take a third of the time and catch most. */
const TESTS = [['src/simulate'], ['src/model/durations', 'src/model/timing', 'src/study', 'test/theory']];

if (!TESTS.every(isPassed)) throw new Error('the tests fail without a fault');
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
    const isNoticed = TESTS.some((tests) => !isPassed(tests));
    console.log(`${isNoticed ? 'caught' : 'MISSED'}  ${meaning}`);
    return isNoticed;
  } finally {
    writeFileSync(path, sound);
  }
}

function isPassed(tests) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const run = spawnSync(process.execPath, [vitest, 'run', '--bail=1', '--reporter=dot', ...tests], {
    cwd: root,
    // A fault that makes a test hang is noticed too.
    timeout: 300_000,
  });
  return run.status === 0;
}
