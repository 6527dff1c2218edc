import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layersOf } from './layers.ts';
import { shortLayers } from './short-layers.ts';

type Edge = readonly [number, number];

function lengthOf(layers: readonly number[], edges: readonly Edge[]): number {
  return edges.reduce((sum, [from, to]) => sum + (layers[to] as number) - (layers[from] as number), 0);
}

function indexed(edges: readonly Edge[]) {
  return { from: edges.map(([from]) => from), to: edges.map(([, to]) => to) };
}

/** The least length of all edges together over every choice of layers. */
function leastLength(count: number, edges: readonly Edge[]): number {
  const layers: number[] = new Array(count).fill(0);
  let least = Number.POSITIVE_INFINITY;
  const choose = (node: number): void => {
    if (node === count) {
      if (edges.every(([from, to]) => (layers[from] as number) < (layers[to] as number)))
        least = Math.min(least, lengthOf(layers, edges));
      return;
    }
    for (let layer = 0; layer < count; layer += 1) {
      layers[node] = layer;
      choose(node + 1);
    }
  };
  choose(0);
  return least;
}

/** Edges from lower to higher numbers: never a cycle. */
function graphs(most: number) {
  return fc.integer({ min: 1, max: most }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      edges: fc
        .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 2 * count })
        .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([a, b]): Edge => [Math.min(a, b), Math.max(a, b)])),
    }),
  );
}

describe('layers with short edges', () => {
  it('are the shortest there are, by trying all', () => {
    fc.assert(
      fc.property(graphs(6), ({ count, edges }) => {
        expect(lengthOf(shortLayers(count, indexed(edges)), edges)).toBe(leastLength(count, edges));
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('point every edge forward, begin at 0 and are never longer than longest paths', () => {
    fc.assert(
      fc.property(graphs(60), ({ count, edges }) => {
        const layers = shortLayers(count, indexed(edges));
        expect(edges.every(([from, to]) => (layers[from] as number) < (layers[to] as number))).toBe(true);
        expect(Math.min(...layers)).toBe(0);
        expect(lengthOf(layers, edges)).toBeLessThanOrEqual(lengthOf(layersOf(count, indexed(edges)), edges));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('leave out the edge that closes a cycle', () => {
    const edges: readonly Edge[] = [
      [0, 1],
      [1, 2],
      [2, 0],
    ];
    expect(shortLayers(3, indexed(edges))).toEqual([0, 1, 2]);
  });
});
