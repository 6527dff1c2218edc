import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cyclicComponents, isAcyclic, stronglyConnectedComponents } from './components.ts';
import { shortestCycle } from './cycles.ts';
import { compileDigraph, type Digraph, filterEdges } from './digraph.ts';
import { generations, longestPath, topologicalOrder } from './order.ts';
import { reachableFrom, redundantEdges, shortestPath } from './reachability.ts';

/** Small graphs with parallel edges and self-loops. */
const anyGraph = graphs(() => true);
/** Without self-loops, which would be the shortest cycle of nearly every graph. */
const looplessGraph = graphs(([a, b]) => a !== b);
const acyclicGraph = graphs(([a, b]) => a < b);

describe('rows', () => {
  it('refuse an edge that leaves the graph', () => {
    expect(() => compileDigraph(2, [0], [2])).toThrow('edge 0, 0 → 2, leaves a graph of 2 nodes');
  });

  it('list each edge at both its ends, by rising index', () => {
    const graph = compileDigraph(3, [2, 0, 2], [1, 1, 0]);
    expect([...graph.outEdges.subarray(graph.outStart[2], graph.outStart[3])]).toEqual([0, 2]);
    expect([...graph.inEdges.subarray(graph.inStart[1], graph.inStart[2])]).toEqual([0, 1]);
  });
});

describe('components', () => {
  it('two nodes share one exactly when each reaches the other', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const reach = closure(graph);
        const { componentOf } = stronglyConnectedComponents(graph);
        for (let a = 0; a < graph.nodeCount; a += 1)
          for (let b = 0; b < graph.nodeCount; b += 1)
            expect(componentOf[a] === componentOf[b]).toBe(a === b || (reach[a]![b]! && reach[b]![a]!));
      }),
    );
  });

  it('are numbered against the direction of the edges', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { componentOf } = stronglyConnectedComponents(graph);
        for (let e = 0; e < graph.edgeCount; e += 1)
          expect(componentOf[graph.from[e]!]).toBeGreaterThanOrEqual(componentOf[graph.to[e]!]!);
      }),
    );
  });

  it('survive a chain and a ring of a million nodes', () => {
    const size = 1_000_000;
    const from = Int32Array.from({ length: size }, (_, node) => node);
    const to = from.map((node) => (node + 1) % size);
    expect(stronglyConnectedComponents(compileDigraph(size, from.slice(1), to.slice(1))).count).toBe(size);
    const ring = compileDigraph(size, from, to);
    expect(cyclicComponents(ring)[0]).toHaveLength(size);
    expect(shortestCycle(ring, [...from])).toMatchObject({ exact: true, nodes: { length: size } });
  });
});

describe('shortest cycle', () => {
  it('is as short as brute force finds, closed, and starts at its least rank', () => {
    fc.assert(
      fc.property(fc.oneof(anyGraph, looplessGraph), fc.nat(100), (graph, salt) => {
        const rank = (node: number): number => (node * 7 + salt) % 11;
        for (const members of cyclicComponents(graph)) {
          const cycle = shortestCycle(graph, members, { rank })!;
          expect(cycle.edges).toHaveLength(girth(graph, members));
          expect(cycle.exact).toBe(true);
          cycle.edges.forEach((edge, index) => {
            expect(graph.from[edge]).toBe(cycle.nodes[index]);
            expect(graph.to[edge]).toBe(cycle.nodes[(index + 1) % cycle.nodes.length]);
          });
          expect(rank(cycle.nodes[0]!)).toBe(Math.min(...onShortest(graph, members).map(rank)));
        }
      }),
    );
  });

  it('says when its work ran out, and still has one', () => {
    const ladder = compileDigraph(4, [0, 1, 2, 3, 2, 3], [1, 2, 3, 0, 1, 2]);
    const cycle = shortestCycle(ladder, [0, 1, 2, 3], { work: 1 });
    expect(cycle).toMatchObject({ exact: false, nodes: [0, 1, 2, 3] });
  });
});

describe('order', () => {
  it('exists exactly when no component is cyclic, and puts the start of every edge first', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const order = topologicalOrder(graph);
        expect(order !== null).toBe(isAcyclic(graph));
        if (order === null) return;
        const position = new Map([...order].map((node, index) => [node, index]));
        for (let e = 0; e < graph.edgeCount; e += 1)
          expect(position.get(graph.from[e]!)).toBeLessThan(position.get(graph.to[e]!)!);
      }),
    );
  });

  it('a longest path is what trying all paths finds', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const weight = (node: number): number => (node % 3) + 0.5;
        const found = longestPath(graph, weight)!;
        for (let node = 0; node < graph.nodeCount; node += 1)
          expect(found.finish[node]).toBe(longestTo(graph, node, weight));
        const total = found.path.reduce((sum, node) => sum + weight(node), 0);
        expect(total).toBe(Math.max(0, ...found.finish));
        expect([...generations(graph)!]).toEqual(
          Array.from({ length: graph.nodeCount }, (_, node) => longestTo(graph, node, () => 1) - 1),
        );
      }),
    );
  });
});

describe('reachability', () => {
  it('agrees with the closure, and shortest paths with it', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const reach = closure(graph);
        const steps = distances(graph);
        for (let a = 0; a < graph.nodeCount; a += 1) {
          const reached = reachableFrom(graph, [a]);
          for (let b = 0; b < graph.nodeCount; b += 1) {
            expect(reached[b] === 1).toBe(reach[a]![b]);
            expect(shortestPath(graph, { from: a, to: b })?.length ?? null).toBe(reach[a]![b] ? steps[a]![b] : null);
          }
        }
      }),
    );
  });

  it('redundant edges are those whose removal keeps the closure', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const redundant = redundantEdges(graph)!;
        const reach = closure(graph);
        const reduced = filterEdges(graph, (edge) => !redundant.includes(edge)).graph;
        expect(closure(reduced)).toEqual(reach);
        for (let kept = 0; kept < reduced.edgeCount; kept += 1)
          expect(closure(filterEdges(reduced, (edge) => edge !== kept).graph)).not.toEqual(reach);
      }),
    );
  });

  it('of parallel edges the first is kept', () => {
    expect(redundantEdges(compileDigraph(2, [0, 0, 0], [1, 1, 1]))).toEqual([1, 2]);
  });

  it('redundancy has no answer on a cyclic graph', () => {
    expect(redundantEdges(compileDigraph(1, [0], [0]))).toBeNull();
  });
});

function graphs(accept: (edge: readonly [number, number]) => boolean): fc.Arbitrary<Digraph> {
  return fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 7 })).chain((nodeCount) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 });
    return fc.array(fc.tuple(node, node), { maxLength: 14, size: 'max' }).map((pairs) => {
      const edges = pairs.filter(accept);
      const [from, to] = [edges.map(([a]) => a), edges.map(([, b]) => b)];
      return compileDigraph(nodeCount, from, to);
    });
  });
}

/** Floyd and Warshall on walks of at least one edge. */
function distances(graph: Digraph): number[][] {
  const size = graph.nodeCount;
  const steps = Array.from({ length: size }, () => new Array<number>(size).fill(Number.POSITIVE_INFINITY));
  for (let edge = 0; edge < graph.edgeCount; edge += 1) steps[graph.from[edge]!]![graph.to[edge]!] = 1;
  for (let k = 0; k < size; k += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) steps[a]![b] = Math.min(steps[a]![b]!, steps[a]![k]! + steps[k]![b]!);
  return steps;
}

function closure(graph: Digraph): boolean[][] {
  return distances(graph).map((row) => row.map(Number.isFinite));
}

/** The nodes that some shortest cycle runs through. */
function onShortest(graph: Digraph, members: readonly number[]): readonly number[] {
  const steps = distances(graph);
  return members.filter((node) => steps[node]![node] === girth(graph, members));
}

function girth(graph: Digraph, members: readonly number[]): number {
  const steps = distances(graph);
  return Math.min(...members.map((node) => steps[node]![node]!));
}

function longestTo(graph: Digraph, node: number, weight: (node: number) => number): number {
  const before = [...graph.inEdges.subarray(graph.inStart[node], graph.inStart[node + 1])];
  return weight(node) + Math.max(0, ...before.map((edge) => longestTo(graph, graph.from[edge]!, weight)));
}
