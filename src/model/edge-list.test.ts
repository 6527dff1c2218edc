import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainsByTarget, distinctEdges } from './edge-list.ts';

const NODES = 5;
const edges = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: 30 }).map((pairs) => ({
  from: pairs.map(([from]) => from),
  to: pairs.map(([, to]) => to),
}));

describe('edges in lists', () => {
  it('each pair once, where it first comes', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const distinct = distinctEdges(NODES, list);
        const first = new Set(list.from.map((from, at) => JSON.stringify([from, list.to[at]])));
        expect(distinct.from.map((from, at) => JSON.stringify([from, distinct.to[at]]))).toEqual([...first]);
      }),
    );
  });

  it('a chain leads through the edges into a node, the last first', () => {
    fc.assert(
      fc.property(edges, fc.nat(NODES - 1), (list, node) => {
        const { last, before } = chainsByTarget(NODES, list);
        const chain: number[] = [];
        for (let edge = last[node] as number; edge >= 0; edge = before[edge] as number) chain.push(edge);
        const into = [...list.to.keys()].filter((edge) => list.to[edge] === node);
        expect(chain).toEqual(into.reverse());
      }),
    );
  });
});
