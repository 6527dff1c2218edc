import type { Network } from '../kernel/network.ts';
import { type Rows, rowsOf, transposed } from './rows.ts';

export type OrderedRows = Pick<Network, 'order' | 'outStart' | 'outNode' | 'inStart' | 'inNode'>;

/**
 * Edges as rows both ways, each named once, and an order of the nodes in which every edge points onward: the same
 * whatever order the edges are given in. A million nodes should not need much more memory than what stays, because
 * each 64 MiB of arrays makes the machine look through all of a large deployment for garbage.
 * @returns null when the edges run in a cycle
 */
export function orderedRows(nodeCount: number, from: ArrayLike<number>, to: ArrayLike<number>): OrderedRows | null {
  const outward = withoutRepeats(transposed(nodeCount, rowsOf(nodeCount, to, from)));
  const inward = transposed(nodeCount, outward);
  const order = topologicalOrder(outward, inward.start);
  if (order === null) return null;
  return { order, outStart: outward.start, outNode: outward.values, inStart: inward.start, inNode: inward.values };
}

/** A row of successors, by rising number, names each once. */
function withoutRepeats({ start, values }: Rows): Rows {
  let count = 0;
  for (let row = 0; row + 1 < start.length; row += 1) {
    const first = start[row] as number;
    const last = start[row + 1] as number;
    start[row] = count;
    for (let at = first; at < last; at += 1) {
      if (at === first || values[at] !== values[at - 1]) values[count++] = values[at] as number;
    }
  }
  start[start.length - 1] = count;
  return { start, values: values.subarray(0, count) };
}

/** Kahn's algorithm with first-come ties. */
function topologicalOrder({ start, values }: Rows, inStart: Int32Array): Int32Array | null {
  const nodeCount = start.length - 1;
  const missing = new Int32Array(nodeCount);
  const order = new Int32Array(nodeCount);
  let filled = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    missing[node] = (inStart[node + 1] as number) - (inStart[node] as number);
    if (missing[node] === 0) order[filled++] = node;
  }
  for (let done = 0; done < filled; done += 1) {
    const node = order[done] as number;
    for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
      const next = values[at] as number;
      missing[next]! -= 1;
      if (missing[next] === 0) order[filled++] = next;
    }
  }
  return filled === nodeCount ? order : null;
}
