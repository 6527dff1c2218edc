import { describe, expect, it } from 'vitest';
import { load } from '../../load/index.ts';
import type { Span } from '../../model/span.ts';
import { resolveTimings } from '../../model/timing/resolve-timings.ts';
import { orderCosts } from './order-costs.ts';
import { refine } from './refine.ts';

/** `app` as a whole comes after `db`, whose value only its last component needs. */
function template(middle: string, after = 'after: db, '): string {
  return `makespan: 1
hosts:
  db: {base: 60s, components: {install: ${middle}, start: {duration: 10s, provides: [address]}}}
  app: {${after}base: 60s, components: {install: 120s, start: {duration: 10s, consumes: {at: db.start.address}}}}
`;
}

const AFTER: Span = { file: 't.yaml', line: 4, column: 16, endLine: 4, endColumn: 18 };

function costsOf(text: string, spans: readonly Span[]) {
  const { deployment } = load('t.yaml', text);
  return orderCosts(deployment, spans, { timings: resolveTimings(deployment), replications: 50 });
}

describe('what a written dependency costs', () => {
  it.each([
    // 60 + 90 + 10 and then 60 + 120 + 10, against max(160, 180) + 10.
    ['what it holds up', '90s', [{ mean: 160, ciLow: 160, ciHigh: 160 }]],
    // 330 + 60 + 120 + 10 against 330 + 10.
    ['only what is not needed anyway', '260s', [{ mean: 180, ciLow: 180, ciHigh: 180 }]],
  ])('%s', (_name, middle, expected) => {
    const { costs, notes } = costsOf(template(middle), [AFTER]);
    expect(costs.map(({ cost }) => cost)).toMatchObject(expected);
    expect(notes).toEqual([]);
  });

  it('has an interval where durations vary, and is what refine says of the same line', () => {
    const text = template('uniform(60s, 120s)');
    const { deployment } = load('t.yaml', text);
    const options = { timings: resolveTimings(deployment), replications: 50 };
    const [measured] = orderCosts(deployment, [AFTER], options).costs;
    expect(measured!.cost.ciLow).toBeLessThan(measured!.cost.mean);
    const { dependencies, proposals } = refine(deployment, options);
    expect(dependencies.map(({ kind, cost }) => [kind, cost])).toContainEqual(['explicit', measured!.cost]);
    expect(proposals.find(({ action }) => action === 'rely-on-values')?.gain).toEqual(measured!.cost);
  });

  it('measures a place once, and none where nothing is written', () => {
    const elsewhere = { ...AFTER, line: 3 };
    const { costs } = costsOf(template('90s'), [AFTER, AFTER, elsewhere]);
    expect(costs.map(({ span, cost }) => [span.line, cost.mean])).toEqual([
      [4, 160],
      [3, 0],
    ]);
  });

  it('says nothing of what never completes', () => {
    const circle = template('90s').replace('start: {duration: 10s, provides', 'start: {after: app.start, provides');
    expect(costsOf(circle, [AFTER]).costs).toEqual([]);
  });

  it('says which were too many to measure', () => {
    const spans = Array.from({ length: 23 }, (_, index) => ({ ...AFTER, line: 10 + index }));
    const { costs, notes } = costsOf(template('90s'), spans);
    expect(costs).toHaveLength(20);
    expect(notes).toEqual(['of 23 dependencies between whole machines the cost of the first 20 was measured']);
  });
});
