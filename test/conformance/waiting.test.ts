import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  casesOf,
  differences,
  emptyTally,
  formatTally,
  verdictOfCase,
} from '../../src/analyze/waiting/testing/index.ts';

const corpus = process.env.MAKESPAN_CORPUS ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const folder = join(corpus, 'waiting');

/** The share of fields that may stay undecided; the budget is the engine's default. */
const MOST_UNDECIDED = 0.05;

describe('the proof engine agrees with a brute-force explorer and a model checker', () => {
  if (!existsSync(folder)) it.skip(`the waiting cases are not at ${folder}: set MAKESPAN_CORPUS`, () => {});
  else {
    for (const file of ['cases.json', 'cases-timed.json', 'catalog.json']) {
      it(`${file}: no field is wrong, and few are undecided`, () => {
        const tally = emptyTally();
        const wrong = casesOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))).flatMap((instance) =>
          differences(instance, verdictOfCase(instance), tally),
        );
        console.info(`${file}: ${formatTally(tally)}`);
        expect(wrong).toEqual([]);
        expect(tally.undecided / tally.fields).toBeLessThanOrEqual(MOST_UNDECIDED);
      });
    }
  }
});
