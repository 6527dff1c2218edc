/**
 * Prints what the proof engine says of waiting cases: `npm run -s waiting-cases -- FILE.json`, one JSON object a line,
 * the id and the verdict in the field names of the data. With `--compare`, only where it differs from the `expected`
 * field, and a summary; exit 1 when a verdict is wrong (an undecided one is not). `--budget N`: states looked at per
 * question.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importSource } from './import-source.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { compare: { type: 'boolean' }, budget: { type: 'string' } },
});
if (positionals.length === 0) {
  process.stderr.write('usage: npm run -s waiting-cases -- [--compare] [--budget STATES] FILE.json…\n');
  process.exit(2);
}
const { casesOf, verdictOfCase, differences, emptyTally, formatTally } = await importSource(
  'src/analyze/waiting/testing/index.ts',
);
// A reader that stops early, such as `head`, is no fault.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const tally = emptyTally();
for (const file of positionals) {
  for (const instance of casesOf(JSON.parse(readFileSync(file, 'utf8')))) {
    const verdict = verdictOfCase(instance, values.budget ? Number(values.budget) : undefined);
    if (!values.compare) process.stdout.write(`${JSON.stringify({ id: instance.id, ...verdict })}\n`);
    else for (const line of differences(instance, verdict, tally)) process.stdout.write(`${line}\n`);
  }
}
if (values.compare) {
  process.stdout.write(`${formatTally(tally)}\n`);
  process.exitCode = tally.wrong > 0 ? 1 : 0;
}
