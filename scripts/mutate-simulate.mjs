// Plants one fault after another in the simulator and demands that its tests notice. A test that cannot fail proves
// nothing. Run it after changing the kernel, the draws or their tests:
//
//   node scripts/mutate-simulate.mjs [words of the meaning]
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TESTS = ['src/model/durations', 'src/model/timing', 'src/simulate', 'src/study', 'test/theory'];

/** What is changed where, and what that would mean. The text must occur in the file. */
const FAULTS = [
  [
    'kernel/event-heap.ts',
    '(codes[a] as number) < (codes[b] as number)',
    '(codes[a] as number) > (codes[b] as number)',
    'ties in the heap run backwards',
  ],
  [
    'kernel/event-heap.ts',
    'right < last && precedes',
    'right < last - 1 && precedes',
    'the last event may be overlooked',
  ],
  [
    'kernel/slot-queues.ts',
    'this.#next[this.#tail[pool] as number] = node;',
    'this.#head[pool] = node;',
    'the queue forgets who waited',
  ],
  ['kernel/event-kernel.ts', '(!isNewcomer || this.#queues.isEmpty(pool))', 'true', 'newcomers overtake the queue'],
  [
    'kernel/event-kernel.ts',
    'this.#heap.push(this.#now + patience, this.#network.nodeCount + node)',
    'this.#heap.push(patience, this.#network.nodeCount + node)',
    'a timeout runs from the beginning of the deployment',
  ],
  [
    'kernel/event-kernel.ts',
    'if (this.state[node] !== State.blocked) return;',
    'if (this.state[node] === State.failed) return;',
    'a satisfied wait still times out',
  ],
  [
    'kernel/event-kernel.ts',
    'if (poolHolds[pool] === 0) this.#freeSlot',
    'if (poolHolds[pool] === 1) this.#freeSlot',
    'the wrong pools get their slot back from a wait',
  ],
  [
    'kernel/counters.ts',
    'this.blocked[counter] === 0) return;',
    'this.blocked[counter] === 9) return;',
    'edge-triggered handles keep early signals',
  ],
  [
    'kernel/counters.ts',
    'before !== ABSENT && overwrites[counter] === 0',
    'before !== ABSENT',
    'a later status never overwrites',
  ],
  ['kernel/counters.ts', '- (before === BAD ? 1 : 0)', '', 'an overwritten failure is not forgotten'],
  ['kernel/longest-path-kernel.ts', 'before > latest', 'before < latest', 'the shortest path is taken'],
  [
    'compile/compile.ts',
    '[...options.rules.limits, ...workerLimit(deployment, options.workers)]',
    '[...options.rules.limits]',
    'workers do not count',
  ],
  [
    'compile/compile.ts',
    '(names[a] as string) < (names[b] as string) ? -1 : 1',
    '(names[a] as string) < (names[b] as string) ? 1 : -1',
    'ties by falling id',
  ],
  [
    'compile/existing.ts',
    'if (!isUnknown(value)) environment.set(name, value)',
    'if (!isUnknown(value)) environment.set(name, true)',
    'every condition is true',
  ],
  [
    'draws/counter-hash.ts',
    'finalize(finalize(Math.imul(counter, 0x9e3779b9) ^ key0) ^ key1)',
    'finalize(finalize(Math.imul(counter, 0x9e3779b9)) ^ 1)',
    'all tasks share one stream',
  ],
  [
    'draws/draws.ts',
    'word < 0 ? EDGES_PER_SIDE : 0',
    'word > 0 ? EDGES_PER_SIDE : 0',
    'the table has its sides exchanged',
  ],
  ['draws/draws.ts', '* within', '', 'every draw is the edge of its bin, a little off'],
  ['draws/octave-table.ts', 'quantile(1 - p)', 'quantile(1 - p / 2)', 'the upper half is too high'],
  [
    'explain/release.ts',
    'openedAt > (schedule.start[node] as number)',
    'openedAt < (schedule.start[node] as number)',
    'signals release nobody',
  ],
  [
    'explain/slack.ts',
    'moment === 0 ? goesOnBy + (durations[node] as number) : goesOnBy',
    'Number.POSITIVE_INFINITY',
    'signals leave all the slack there is',
  ],
  ['statistics/summary.ts', 'squares / (count - 1)', 'squares / count', 'the variance is biased'],
  [
    'statistics/summary.ts',
    'binomialQuantile(count, p, 0.975) + 1',
    'binomialQuantile(count, p, 0.975)',
    'quantile intervals are a rank too short',
  ],
  [
    'engines/declared.ts',
    'capacity === null || tasks.length <= capacity',
    'capacity !== null',
    'hosts run everything at once',
  ],
].map(([file, from, to, meaning]) => ({ file: `src/simulate/${file}`, from, to, meaning }));

const wanted = process.argv.slice(2).join(' ');
const chosen = FAULTS.filter(({ meaning }) => meaning.includes(wanted));
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
    const run = spawnSync(process.execPath, [vitest, 'run', '--bail=1', '--reporter=dot', ...TESTS], { cwd: root });
    console.log(`${run.status === 0 ? 'MISSED' : 'caught'}  ${meaning}`);
    return run.status !== 0;
  } finally {
    writeFileSync(path, sound);
  }
}
