import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAcyclic } from './components.ts';
import { compileDigraph } from './digraph.ts';
import { minimumFeedbackSet, type WeightedArrow } from './feedback.ts';

const instance = fc.integer({ min: 1, max: 6 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 });
  const arrow = fc.record({ from: node, to: node, weight: fc.integer({ min: 1, max: 4 }) });
  return fc.record({ nodeCount: fc.constant(nodeCount), arrows: fc.array(arrow, { maxLength: 9 }) });
});

describe('feedback set', () => {
  it('is acyclic without it, and no lighter set is', () => {
    fc.assert(
      fc.property(instance, ({ nodeCount, arrows }) => {
        const found = minimumFeedbackSet(nodeCount, arrows);
        expect(found.exact).toBe(true);
        expect(leavesNoCycle(nodeCount, arrows, new Set(found.arrows))).toBe(true);
        expect(found.weight).toBe(lightest(nodeCount, arrows));
      }),
    );
  });

  it('is exact on twenty nodes: ten pairs, the lighter arrow of each', () => {
    const arrows = Array.from({ length: 10 }, (_, pair) => [
      { from: 2 * pair, to: 2 * pair + 1, weight: 3 },
      { from: 2 * pair + 1, to: 2 * pair, weight: 1 },
    ]).flat();
    const found = minimumFeedbackSet(20, arrows);
    expect(found).toEqual({ arrows: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19], weight: 10, exact: true });
  });

  it('is a bound above twenty nodes, and says so', () => {
    const ring = Array.from({ length: 25 }, (_, node) => ({ from: node, to: (node + 1) % 25, weight: 1 }));
    const found = minimumFeedbackSet(25, ring);
    expect(found.exact).toBe(false);
    expect(found.weight).toBe(1);
    expect(leavesNoCycle(25, ring, new Set(found.arrows))).toBe(true);
  });
});

function leavesNoCycle(nodeCount: number, arrows: readonly WeightedArrow[], gone: ReadonlySet<number>): boolean {
  const left = arrows.filter((_arrow, index) => !gone.has(index));
  const [from, to] = [left.map((arrow) => arrow.from), left.map((arrow) => arrow.to)];
  return isAcyclic(compileDigraph(nodeCount, from, to));
}

function lightest(nodeCount: number, arrows: readonly WeightedArrow[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let bits = 0; bits < 2 ** arrows.length; bits += 1) {
    const gone = arrows.map((_arrow, index) => index).filter((index) => (bits >> index) & 1);
    const weight = gone.reduce((sum, index) => sum + arrows[index]!.weight, 0);
    if (weight < best && leavesNoCycle(nodeCount, arrows, new Set(gone))) best = weight;
  }
  return best;
}
