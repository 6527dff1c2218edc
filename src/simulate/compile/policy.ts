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
  for (const { nodes, baseSeconds, gapSeconds } of variation.orders) {
    const inRank = [...nodes.keys()].sort(
      (a, b) => (ranked.rank[nodes[a] as number] as number) - (ranked.rank[nodes[b] as number] as number) || a - b,
    );
    inRank.forEach((at, place) => {
      ranked.lag[nodes[at] as number] = (baseSeconds[at] as number) + place * gapSeconds;
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
