/** Edge i goes from node `from[i]` to node `to[i]`. */
export interface EdgeList {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The edges by the node that they lead to: `last[node]`, then `before[edge]` of each, −1 at the end. */
export interface Chains {
  readonly last: Int32Array;
  readonly before: Int32Array;
}

export function chainsByTarget(nodeCount: number, { to }: EdgeList): Chains {
  const last = new Int32Array(nodeCount).fill(-1);
  const before = new Int32Array(to.length);
  to.forEach((target, edge) => {
    before[edge] = last[target] as number;
    last[target] = edge;
  });
  return { last, before };
}

/** Each ordered pair once, in the order in which they first come; the same list when none comes twice. */
export function distinctEdges(nodeCount: number, edges: EdgeList): EdgeList {
  const { last, before } = chainsByTarget(nodeCount, edges);
  const { from, to } = edges;
  const isRepeated = new Uint8Array(to.length);
  // The last edge seen from each node: a chain leads back in time, so of two with the same ends the first is kept.
  const seen = new Int32Array(nodeCount).fill(-1);
  let repeated = 0;
  for (const end of last) {
    for (let edge = end; edge >= 0; edge = before[edge] as number) {
      const source = from[edge] as number;
      const later = seen[source] as number;
      if (later >= 0 && to[later] === to[edge]) {
        isRepeated[later] = 1;
        repeated += 1;
      }
      seen[source] = edge;
    }
  }
  if (repeated === 0) return edges;
  const isFirst = (_end: number, edge: number): boolean => isRepeated[edge] === 0;
  return { from: from.filter(isFirst), to: to.filter(isFirst) };
}
