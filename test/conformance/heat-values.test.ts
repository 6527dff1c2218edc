import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import { hasHeat, judgeValues } from './testing/engines.ts';
import { randomValues } from './testing/random-values.ts';

const RUNS = Number(process.env.MAKESPAN_VALUES ?? 600);

describe.skipIf(!hasHeat)('values in the real Heat (skipped without python3-heat and ../shared/oracles)', () => {
  it('what it takes is never refused, and nine in ten of what it refuses are', () => {
    const templates = fc.sample(randomValues, { numRuns: RUNS, seed: 3 });
    const answers = judgeValues(templates);
    let [taken, refused, found] = [0, 0, 0];
    for (const [index, template] of templates.entries()) {
      const said = load('t.json', template).diagnostics.filter(({ code }) => CODES.has(code));
      const answer = answers[index]!;
      if (answer === null) expect(said, template).toEqual([]);
      if (answer === null) taken += 1;
      else refused += 1;
      if (answer !== null && said.length > 0) found += 1;
    }
    console.log(`values: ${taken} taken, none refused; ${found} of ${refused} refused found`);
    expect(Math.min(taken, refused)).toBeGreaterThan(RUNS / 10);
    expect(found / refused).toBeGreaterThan(0.9);
  });
});

const CODES = new Set([
  ...['heat-property-type', 'heat-property-value', 'heat-missing-property'],
  ...['heat-unknown-property', 'heat-property-conflict'],
]);
