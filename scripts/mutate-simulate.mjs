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
  ['kernel/slots.ts', '(!isNewcomer || this.#isQueueEmpty(pool))', 'true', 'newcomers overtake the queue'],
  [
    'kernel/event-kernel.ts',
    'this.#heap.push(this.#now + limit, this.#network.nodeCount + node)',
    'this.#heap.push(limit, this.#network.nodeCount + node)',
    'a timeout runs from the beginning of the deployment',
  ],
  [
    'kernel/event-kernel.ts',
    'if (this.state[node] !== State.blocked ||',
    'if (this.state[node] === State.failed ||',
    'a satisfied wait still times out',
  ],
  [
    'kernel/slots.ts',
    'if (poolHolds[pool] === 0) this.#freeSlot',
    'if (poolHolds[pool] === 1) this.#freeSlot',
    'the wrong pools get their slot back from a wait',
  ],
  [
    'kernel/counters.ts',
    'this.#blocked[counter] === 0) return;',
    'this.#blocked[counter] === 9) return;',
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
    'finalize(Math.imul(counter, 0x9e3779b9)) ^ key0, key1 | 1',
    'finalize(Math.imul(counter, 0x9e3779b9)), 1',
    'all tasks share one stream',
  ],
  [
    'draws/octave-table.ts',
    '(word < 0 ? SIDE_BYTES : 0)',
    '(word > 0 ? SIDE_BYTES : 0)',
    'the table has its sides exchanged',
  ],
  [
    'draws/octave-table.ts',
    'quantile(isUpper ? 1 - p : p)',
    'quantile(isUpper ? 1 - p / 2 : p)',
    'the upper half is too high',
  ],
  ['draws/draw-tables.ts', 'broken?.has(side + bin)', 'broken?.has(-1)', 'times are drawn inside a gap'],
  [
    'kernel/plain-lanes.ts',
    'if (before > latest) latest = before;',
    'latest = before;',
    'plain lanes take the last predecessor',
  ],
  [
    'kernel/plain-lanes.ts',
    'if (end <= latest) continue;',
    'if (end < latest) continue;',
    'ties on the critical path go to the greatest',
  ],
  [
    'replications/slot-runner.ts',
    '8 * (index & 7)',
    '8 * (index & 3)',
    'replications with pools read the durations of others',
  ],
  [
    'replications/network-memory.ts',
    'words[starts + rank + 1] = edge;',
    'words[starts + rank + 1] = edge - 1;',
    'the machine loses a predecessor',
  ],
  [
    'replications/sampler.ts',
    'this.#draws.draw(at, first + index)',
    'this.#draws.draw(at, first)',
    'draws that complete a block repeat its first',
  ],
  [
    'replications/run-replications.ts',
    'first: first + from, count',
    'first: from, count',
    'every round draws the same replications',
  ],
  [
    'replications/share.ts',
    'completed[done] = first + from + index;',
    'completed[done] = from + index;',
    'a share forgets where it began',
  ],
  [
    'statistics/end-quantiles.ts',
    'this.#ends.set(taken, from);',
    'this.#ends.set(taken, 0);',
    'ends of one share overwrite those of another',
  ],
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
  [
    'kernel/conductor.ts',
    'Math.ceil((now - begin) / step - 1e-9)',
    'Math.floor((now - begin) / step - 1e-9)',
    'engine: a poll sees what is not over yet',
  ],
  [
    'kernel/conductor.ts',
    '(from < 0 ? this.#schedule.start[node] : this.#schedule.end[from])',
    'this.#schedule.start[node]',
    'engine: a nested stack is looked at from its end',
  ],
  [
    'kernel/event-kernel.ts',
    'if (state[node] !== State.over && (conductor.isGivenUp(node) || this.#isImpatient(node))) {',
    'if (state[node] === State.running && conductor.isGivenUp(node)) {',
    'engine: a poll never looks at the timeout',
  ],
  [
    'kernel/watch-rounds.ts',
    'if (after < 0) this.#tail[watch] = before;',
    '',
    'engine: rounds lose who starts after the last one was over',
  ],
  [
    'kernel/watch-rounds.ts',
    'this.#watches.settle[node] : this.#watches.visit[node]',
    'this.#watches.settle[node] : 0',
    'engine: a look that finds nothing costs nothing',
  ],
  [
    'kernel/scope-states.ts',
    'this.#stopped[scope] = 1;\n    const watch',
    'const watch',
    'engine: a stack goes on after its first failure',
  ],
  [
    'kernel/scope-states.ts',
    'else if (!wasStopped) this.#events.linger(watch);',
    '',
    'engine: legacy fails in the round of the failure',
  ],
  [
    'kernel/line-rounds.ts',
    'const index = Math.min(this.#rounds[line] as number, count - 1);',
    'const index = 0;',
    'engine: an agent does not back off',
  ],
  [
    'kernel/line-rounds.ts',
    'if (!round.isEmpty) return round.pop();',
    'if (!round.isEmpty) return round.pop();\n    if (!(this.#standing[line] as EventHeap).isEmpty) return (this.#standing[line] as EventHeap).pop();',
    'engine: an agent sees what comes while it is at work',
  ],
  [
    'engines/agents.ts',
    'compare(name(a), name(b)) || compare(a, b)',
    'compare(a, b)',
    'engine: deployments take turns by id, not by the name of their configuration',
  ],
  ['compile/compile-conduct.ts', 'lag[node]! += place * staggerSeconds;', '', 'engine: listed leaves start together'],
  [
    'compile/variation.ts',
    '(words[a] as number) - (words[b] as number) || a - b',
    'a - b',
    'engine: the order of leaves is never drawn',
  ],
  [
    'compile/stack-nodes.ts',
    'for (const last of lasts) for (const first of firsts) edges.push([last, first]);',
    '',
    'engine: a nested stack is no whole to those after it',
  ],
  [
    'compile/trials.ts',
    'for (let before = 0; before < attempt; before += 1) pause *= factor;',
    '',
    'engine: pauses between attempts do not grow',
  ],
  [
    'engines/taskflow.ts',
    "release: isSerial ? 'in-waves' : 'together'",
    "release: isSerial ? 'together' : 'at-once'",
    'engine: flows run in no waves and batches',
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
