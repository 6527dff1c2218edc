import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, groupedLayout, type LayoutNode } from './grouped-layout.ts';
import { impliedEdges, layersOf } from './layers.ts';
import { routeEdge, smoothPath } from './route-edges.ts';

type Pair = readonly [number, number];

function ends(pairs: readonly Pair[]) {
  return { from: pairs.map(([from]) => from), to: pairs.map(([, to]) => to) };
}

/** Some nodes in nested groups, and edges between them that may close cycles. */
const graphs = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.record({
    nodes: fc.array(
      fc.record({
        path: fc.constantFrom<(readonly string[])[]>([], ['a'], ['b'], ['s', 'c'], ['s', 'd'], ['s']),
        width: fc.integer({ min: 20, max: 200 }),
        height: fc.constant(40),
      }),
      { minLength: size, maxLength: size },
    ),
    edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 }),
  }),
);

function overlap(a: Box, b: Box): boolean {
  const apart = 0.01;
  return (
    a.x + a.width > b.x + apart &&
    b.x + b.width > a.x + apart &&
    a.y + a.height > b.y + apart &&
    b.y + b.height > a.y + apart
  );
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

describe('layers', () => {
  it.each<{ name: string; size: number; pairs: readonly Pair[]; layers: readonly number[] }>([
    {
      name: 'a chain',
      size: 3,
      pairs: [
        [0, 1],
        [1, 2],
      ],
      layers: [0, 1, 2],
    },
    {
      name: 'the longest way counts',
      size: 4,
      pairs: [
        [0, 3],
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      layers: [0, 1, 2, 3],
    },
    {
      name: 'a cycle points back once',
      size: 3,
      pairs: [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      layers: [0, 1, 2],
    },
    { name: 'a self-loop', size: 1, pairs: [[0, 0]], layers: [0] },
  ])('$name', ({ size, pairs, layers }) => {
    expect(layersOf(size, ends(pairs))).toEqual(layers);
  });

  it('name the edges that a longer path implies, and no others', () => {
    const pairs: readonly Pair[] = [
      [0, 1],
      [1, 2],
      [0, 2],
      [0, 3],
    ];
    expect([...impliedEdges(4, ends(pairs))]).toEqual([2]);
  });
});

describe('the grouped layout', () => {
  it('never lets two tasks overlap, nor a task stand in a box of a group that it is not in', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const layout = groupedLayout(nodes, edges);
        layout.nodes.forEach((box, index) => {
          for (const other of layout.nodes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
          for (const [id, group] of layout.groups) {
            const member = (nodes[index] as LayoutNode).path.includes(id);
            expect(member ? within(box, group) : !overlap(box, group)).toBe(true);
          }
          expect(within(box, { x: 0, y: 0, width: layout.width, height: layout.height })).toBe(true);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('points every edge to the right in a graph without cycles', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const forward = edges.filter(([from, to]) => from < to);
        const { nodes: boxes } = groupedLayout(nodes, forward);
        for (const [from, to] of forward) {
          const [a, b] = [boxes[from] as Box, boxes[to] as Box];
          expect(a.x + a.width).toBeLessThan(b.x);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('is the same for the same input, and empty for nothing', () => {
    const nodes = [0, 1, 2].map(() => ({ path: ['h'], width: 80, height: 40 }));
    const layout = groupedLayout(nodes, [
      [0, 1],
      [1, 2],
    ]);
    expect(
      groupedLayout(nodes, [
        [0, 1],
        [1, 2],
      ]),
    ).toEqual(layout);
    expect(new Set(layout.nodes.map(({ y }) => y)).size).toBe(1);
    expect(groupedLayout([], [])).toMatchObject({ nodes: [], height: 0 });
  });
});

describe('an edge', () => {
  const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 40 });

  it('is a straight line to a box in the same row', () => {
    expect(smoothPath(routeEdge(box(0, 0), box(200, 0), []))).toBe('M100,20H200');
  });

  it('goes round a box in its way and keeps clear of it', () => {
    const obstacle = box(200, 0);
    const points = routeEdge(box(0, 0), box(400, 0), [box(0, 0), obstacle, box(400, 0)]);
    const beside = points.filter(({ x }) => x > 190 && x < 310);
    expect(beside.length).toBeGreaterThan(0);
    for (const { y } of beside) expect(y < obstacle.y || y > obstacle.y + obstacle.height).toBe(true);
  });

  it('bows below both boxes when it points back', () => {
    const points = routeEdge(box(200, 0), box(0, 0), []);
    expect(Math.max(...points.map(({ y }) => y))).toBeGreaterThan(40);
  });
});
