import type { Network } from './network.ts';
import { goOf, startOf } from './network.ts';

/** One step of an explanation, read backwards in time: what must come first for a task to go on. */
export type Link =
  | { readonly kind: 'dependency'; readonly task: number; readonly needs: number }
  /** By way of a coarse group: the task's group waits for all of the other's. */
  | { readonly kind: 'barrier'; readonly task: number; readonly needs: number }
  /** The wait `task` needs a signal of `needs`; `send` is its position in the instance's sends. */
  | { readonly kind: 'signal'; readonly task: number; readonly needs: number; readonly send: number };

/** Why a wait can never be satisfied. */
export type Blame =
  /** Too few signals are sent at all. */
  | { readonly kind: 'supply'; readonly supply: number }
  /** The signals that are missing come after the wait itself: a shortest cycle, beginning at the wait. */
  | { readonly kind: 'circle'; readonly links: readonly Link[] }
  /** Something before the wait, or before its senders, never happens; the fault is there. */
  | { readonly kind: 'elsewhere' };

/** Predecessors of each node, made once for many explanations. */
export interface BlameIndex {
  readonly network: Network;
  readonly fired: Uint8Array;
  readonly offsets: Int32Array;
  readonly sources: Int32Array;
}

export function indexBlame(network: Network, fired: Uint8Array): BlameIndex {
  const { nodeCount, targets } = network;
  const offsets = new Int32Array(nodeCount + 1);
  for (const target of targets) offsets[target + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, nodeCount);
  const sources = new Int32Array(targets.length);
  for (let node = 0; node < nodeCount; node += 1) {
    for (let edge = network.offsets[node]!; edge < network.offsets[node + 1]!; edge += 1) {
      sources[next[targets[edge]!]!++] = node;
    }
  }
  return { network, fired, offsets, sources };
}

/**
 * Explains a wait whose threshold did not fire. In the complement of a least fixpoint each node has an unfired reason.
 */
export function blameWait(index: BlameIndex, wait: number): Blame {
  const { network } = index;
  const supply = supplyOf(network, network.instance.waitHandle[wait]!);
  if (supply < network.instance.waitCount[wait]!) return { kind: 'supply', supply };
  const nodes = shortestWayBack(index, wait);
  return nodes === null ? { kind: 'elsewhere' } : { kind: 'circle', links: linksOf(network, nodes) };
}

/** How many distinct signals can come to a handle, whatever the order. */
export function supplyOf(network: Network, handle: number): number {
  let supply = 0;
  for (const node of network.idsOf(handle)) {
    if (network.sendersOf(node).length > 0 || network.prefired.includes(node)) supply += network.weights?.[node] ?? 1;
  }
  return supply;
}

/** From the wait's threshold back through unfired nodes to the moment at which the wait goes on, breadth first. */
function shortestWayBack({ network, fired, offsets, sources }: BlameIndex, wait: number): readonly number[] | null {
  const begin = network.waitNodeOf.get(wait)!;
  const cameFrom = new Map<number, number>([[begin, -1]]);
  for (const node of cameFrom.keys()) {
    if (node === goOf(wait)) return pathTo(cameFrom, node);
    for (let place = offsets[node]!; place < offsets[node + 1]!; place += 1) {
      const source = sources[place]!;
      if (fired[source] === 0 && !cameFrom.has(source)) cameFrom.set(source, node);
    }
  }
  return null;
}

function pathTo(cameFrom: ReadonlyMap<number, number>, end: number): readonly number[] {
  const path: number[] = [];
  for (let node = end; node !== -1; node = cameFrom.get(node)!) path.push(node);
  return path.reverse();
}

/** A path of nodes, backwards in time, as the dependencies and signals on it. */
function linksOf(network: Network, nodes: readonly number[]): readonly Link[] {
  const taskCount = network.instance.names.length;
  const links: Link[] = [];
  let task = -1;
  let barrier = false;
  nodes.forEach((node, place) => {
    if (node >= 3 * taskCount && node < network.firstId) barrier = true;
    if (node >= 3 * taskCount) return;
    const here = Math.floor(node / 3);
    const before = nodes[place - 1];
    if (before !== undefined && before >= network.firstId) {
      const sender = network.sendersOf(before).find(({ event }) => event === node)!;
      links.push({ kind: 'signal', task: waitOf(network, nodes[place - 2]!), needs: here, send: sender.send });
    } else if (before !== undefined && (barrier || before === startOf(task))) {
      if (barrier || here !== task) links.push({ kind: barrier ? 'barrier' : 'dependency', task, needs: here });
    }
    task = here;
    barrier = false;
  });
  return links;
}

function waitOf(network: Network, node: number): number {
  for (const [task, waitNode] of network.waitNodeOf) if (waitNode === node) return task;
  return -1;
}
