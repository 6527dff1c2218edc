import type { Network } from './network.ts';

export interface FixpointOptions {
  /** Per optional signal: 1 when it does not come. Default: all come. */
  readonly off?: Uint8Array;
  /** Nodes that may not fire. */
  readonly blocked?: Iterable<number>;
  /** Filled with the nodes in the order in which they fire. */
  readonly order?: number[];
}

/** More than any count of predecessors: a node with this need never fires. */
const NEVER_FIRES = 0x7fffffff;

/**
 * The nodes that fire, 1 each: the least set that is closed under the thresholds. Counters, each edge looked at once:
 * O(nodes + edges). In the monotone fragment every maximal run does exactly this much (Theorem 1).
 */
export function leastFixpoint(network: Network, options: FixpointOptions = {}): Uint8Array {
  const { nodeCount, offsets, targets, switches, weights, switchCount } = network;
  const off = switchCount > 0 ? options.off : undefined;
  const remaining = network.need.slice();
  for (const node of options.blocked ?? []) remaining[node] = NEVER_FIRES;
  const fired = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let tail = 0;
  const fire = (node: number): void => {
    if (fired[node] === 1) return;
    fired[node] = 1;
    queue[tail++] = node;
  };
  for (const node of network.prefired) fire(node);
  for (let node = 0; node < nodeCount; node += 1) if ((remaining[node] as number) <= 0) fire(node);
  for (let head = 0; head < tail; head += 1) {
    const node = queue[head] as number;
    options.order?.push(node);
    const weight = weights === null ? 1 : (weights[node] as number);
    const end = offsets[node + 1] as number;
    for (let edge = offsets[node] as number; edge < end; edge += 1) {
      if (off !== undefined && (switches[edge] as number) >= 0 && off[switches[edge] as number] === 1) continue;
      const target = targets[edge] as number;
      const left = (remaining[target] as number) - weight;
      if (remaining[target] === NEVER_FIRES) continue;
      remaining[target] = left;
      if (left <= 0) fire(target);
    }
  }
  return fired;
}

/** No optional signal comes. */
export function allOff(network: Network): Uint8Array {
  return new Uint8Array(network.switchCount).fill(1);
}
