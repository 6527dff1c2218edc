import { type Conduct, plainConduct } from '../kernel/conduct.ts';
import type { Network } from '../kernel/network.ts';
import type { Policy } from '../simulation.ts';
import type { CompiledDeployment } from './compile.ts';

/**
 * The same deployment with another choice wherever its engine leaves one: which of the tasks that wait for a slot goes
 * first, and in which order a stack's leaves start.
 * @param medians by node: what the longest way to the end is made of
 */
export function withPolicy(compiled: CompiledDeployment, policy: Policy, medians: Float64Array): CompiledDeployment {
  if (policy === 'engine') return compiled;
  const { network, taskIds } = compiled;
  const conduct = network.conduct ?? plainConduct(network.nodeCount, network.poolCapacity.length);
  const variation = compiled.variation ?? { orders: [], ranked: new Int32Array(0), rankKeys: [], copies: [] };
  const ranked: Conduct = {
    ...conduct,
    rank: policy === 'random' ? conduct.rank : longestWayFirst(network, medians),
    release: conduct.release === 'at-once' ? 'together' : conduct.release,
    isRanked: new Uint8Array(network.poolCapacity.length).fill(1),
  };
  if (policy === 'random') {
    const drawn = { ranked: Int32Array.from(taskIds.keys()), rankKeys: [...taskIds] };
    return { ...compiled, network: { ...network, conduct: ranked }, variation: { ...variation, ...drawn } };
  }
  const orders = variation.orders.map((order) => ({ ...order, place: placesByRank(order, ranked.rank) }));
  for (const { nodes, place, baseSeconds, gapSeconds } of orders) {
    nodes.forEach((node, at) => {
      ranked.lag[node] = (baseSeconds[at] as number) + (place[at] as number) * gapSeconds;
    });
  }
  const fixed = { ...variation, orders: [], ranked: new Int32Array(0), rankKeys: [] };
  return { ...compiled, network: { ...network, conduct: ranked }, variation: fixed };
}

/** Minus the longest way from the start of each node to the end of the network. */
function longestWayFirst({ order, outStart, outNode, nodeCount }: Network, medians: Float64Array): Float64Array {
  const rank = new Float64Array(nodeCount);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at] as number;
    let longest = 0;
    for (let edge = outStart[node] as number; edge < (outStart[node + 1] as number); edge += 1) {
      longest = Math.max(longest, -(rank[outNode[edge] as number] as number));
    }
    rank[node] = -(longest + (medians[node] as number));
  }
  return rank;
}

/** The place of each node of an order when its places are sorted by rank; nodes of one place stay together. */
function placesByRank(
  { nodes, place, places }: { readonly nodes: Int32Array; readonly place: Int32Array; readonly places: number },
  rank: Float64Array,
): Int32Array {
  const best = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  nodes.forEach((node, at) => {
    const own = place[at] as number;
    best[own] = Math.min(best[own] as number, rank[node] as number);
  });
  const sorted = [...best.keys()].sort((a, b) => (best[a] as number) - (best[b] as number) || a - b);
  const moved = new Int32Array(places);
  sorted.forEach((old, now) => {
    moved[old] = now;
  });
  return place.map((old) => moved[old] as number);
}
