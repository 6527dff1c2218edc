import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, transposed } from '../compile/rows.ts';
import { EventHeap } from './event-heap.ts';
import { EventKernel } from './event-kernel.ts';
import { LongestPathKernel } from './longest-path-kernel.ts';
import { type Network, noGates } from './network.ts';

/** Nodes in topological numbering, without pools and gates. */
function plainNetwork(nodeCount: number, edges: readonly (readonly [number, number])[]): Network {
  const inward = rowsOf(
    nodeCount,
    edges.map(([, to]) => to),
    edges.map(([from]) => from),
  );
  const outward = transposed(nodeCount, inward);
  return {
    nodeCount,
    order: Int32Array.from({ length: nodeCount }, (_, node) => node),
    outStart: outward.start,
    outNode: outward.values,
    inStart: inward.start,
    inNode: inward.values,
    nodePoolStart: new Int32Array(nodeCount + 1),
    nodePool: new Int32Array(0),
    poolCapacity: new Int32Array(0),
    poolHolds: new Uint8Array(0),
    gates: noGates(nodeCount),
  };
}

const networks = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    durations: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9, noNaN: true })), {
      minLength: count,
      maxLength: count,
    }),
    edges: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {
      maxLength: 80,
      selector: ([a, b]) => a * count + b,
    }),
  }),
);

describe('kernels', () => {
  it('the pass in topological order and the events give the same bytes', () => {
    fc.assert(
      fc.property(networks, ({ durations, edges }) => {
        const network = plainNetwork(
          durations.length,
          edges.filter(([from, to]) => from < to),
        );
        const [events, pass] = [new EventKernel(network), new LongestPathKernel(network)];
        for (const kernel of [events, pass]) kernel.run(Float64Array.from(durations));
        expect(events.end).toEqual(pass.end);
        expect(events.ready).toEqual(pass.ready);
        expect([events.horizon, events.doneCount]).toEqual([pass.horizon, pass.doneCount]);
      }),
    );
  });

  it('a run leaves nothing behind for the next', () => {
    const network = plainNetwork(3, [
      [0, 2],
      [1, 2],
    ]);
    const kernel = new EventKernel(network);
    kernel.run(Float64Array.of(5, 1, 2));
    const first = kernel.end.slice();
    kernel.run(Float64Array.of(1, 9, 2));
    kernel.run(Float64Array.of(5, 1, 2));
    expect(kernel.end).toEqual(first);
  });

  it('the heap gives events by time, then by code', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(1000))), (events) => {
        const heap = new EventHeap(events.length + 1);
        for (const [time, code] of events) heap.push(time, code);
        const popped: [number, number][] = [];
        while (!heap.isEmpty) {
          const code = heap.pop();
          popped.push([heap.time, code]);
        }
        expect(popped).toEqual([...events].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });
});
