/**
 * Plants faults in the proof engine, one at a time, and runs the waiting cases against each: a fault that no case
 * catches is a hole in the cases or dead code. `node scripts/mutate-waiting.mjs CASES.json…`; exit 1 when one survives.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importSource } from './import-source.mjs';

/** What is planted: a file of `src/analyze/waiting`, a text in it, and the text in its place. */
const FAULTS = [
  [
    'a wait needs one signal more',
    'network.ts',
    'need[node] = instance.waitCount[task]',
    'need[node] = 1 + instance.waitCount[task]',
  ],
  [
    'the first sender of each handle is dropped',
    'network.ts',
    'if (!signal.failure) visit(',
    'if (!signal.failure && send !== 0) visit(',
  ],
  [
    'lists of machines are ignored',
    'network.ts',
    'const [source, target] = [from[edge]!, to[edge]!];',
    'const [source, target] = [from[edge]!, to[edge]!];\n' +
      'if (sequences.some((list) => list.includes(source) && list.includes(target))) continue;',
    'network.ts',
    'of sequences)',
    'of [])',
  ],
  ['optional signals always come', 'fixpoint.ts', 'off[switches[edge] as number] === 1', 'false'],
  [
    'a signal at the start is sent at the end',
    'network.ts',
    'return atEnd ? finishOf(task) : startOf(task);',
    'return finishOf(task);',
  ],
  ['a blocked wait frees its slot', 'states.ts', '(pool.hold && state[task] === WAITING)', 'false'],
  [
    'a wait that failed keeps its slot',
    'states.ts',
    '(pool.hold && state[task] === WAITING)',
    '(pool.hold && (state[task] === WAITING || state[task] === FAILED))',
  ],
  ['a FAILURE is overlooked', 'states.ts', 'if (failed) found.push', 'if (false) found.push'],
  ['an ignored repeat overwrites', 'states.ts', '!handle.overwrite', 'false'],
  ['an edge-triggered handle keeps early signals', 'states.ts', 'if (handle.edge && ', 'if (false && '],
  ['an arrival number starts at zero', 'states.ts', '{stored + 1}', '{stored}'],
  ['conditions are taken for true', 'settle.ts', 'evaluate(guard ?? null, environment) === true', 'true'],
  ['what must come before is taken at the start', 'precedence.ts', 'without[goOf(b)] === 0', 'without[3 * b] === 0'],
  [
    'a race needs no other order',
    'races.ts',
    '=== 0) return false;\n  const without',
    '=== 2) return false;\n  const without',
  ],
  [
    'a full pool looks free to a wait that resumes',
    'states.ts',
    'stored >= (instance.waitCount[task] as number) && !blocked',
    'stored >= (instance.waitCount[task] as number)',
  ],
  [
    'a timeout is refused one second early',
    'timed/time-bounds.ts',
    'satisfied <= earliest[startOf(task)]! + timeouts[task]!',
    'satisfied < earliest[startOf(task)]! + timeouts[task]!',
  ],
  [
    'the last half of a range is not searched',
    'timed/box-search.ts',
    'open.push(...halves(part, widest))',
    'open.push(halves(part, widest)[0])',
  ],
];

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node scripts/mutate-waiting.mjs CASES.json…\n');
  process.exit(2);
}
const documents = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
let survivors = 0;
for (const [name, ...edits] of [['no fault'], ...FAULTS]) {
  const wrong = await casesThatCatch(edits);
  const shown = wrong.length === 0 ? 'no case' : `${wrong.length} fields, first: ${wrong[0].slice(0, 90)}`;
  process.stdout.write(`${name}: ${shown}\n`);
  if ((edits.length === 0) !== (wrong.length === 0)) survivors += 1;
}
process.stdout.write(`${FAULTS.length} faults planted, ${survivors} not caught\n`);
process.exitCode = survivors > 0 ? 1 : 0;

async function casesThatCatch(edits) {
  const { casesOf, verdictOfCase, differences, emptyTally } = await importSource(
    'src/analyze/waiting/testing/index.ts',
    [planting(edits)],
  );
  const tally = emptyTally();
  return documents.flatMap((document) =>
    casesOf(document).flatMap((instance) => {
      try {
        return differences(instance, verdictOfCase(instance), tally);
      } catch (error) {
        return [`${instance.id}: ${error.message}`];
      }
    }),
  );
}

/** An esbuild plugin that changes sources on their way; a text that is not there is an error, not a silent no-op. */
function planting(edits) {
  return {
    name: 'planting',
    setup(build) {
      const byFile = new Map();
      for (let place = 0; place < edits.length; place += 3) {
        const [file, ...edit] = edits.slice(place, place + 3);
        byFile.set(file, [...(byFile.get(file) ?? []), edit]);
      }
      for (const [file, changes] of byFile) {
        const filter = new RegExp(`waiting/${file.replaceAll('.', '\\.')}$`);
        build.onLoad({ filter }, async ({ path }) => {
          let source = await readFile(path, 'utf8');
          for (const [text, fault] of changes) {
            if (!source.includes(text)) throw new Error(`${basename(path)} does not have: ${text}`);
            source = source.replace(text, fault);
          }
          return { contents: source, loader: 'ts' };
        });
      }
    },
  };
}
