import type { Network } from '../network.ts';
import { goOf, startOf } from '../network.ts';

export interface FireOptions {
  /** Seconds per task, from going on to done. */
  readonly durations: Float64Array;
  /** Whether a wait goes on that is satisfied at this time. Default: always. */
  readonly admits?: (task: number, satisfiedAt: number) => boolean;
  /** Per optional signal: 1 when it does not come. */
  readonly off?: Uint8Array;
}

/**
 * When each node of the network fires, in seconds from the beginning; Infinity when never. A node fires with the last
 * of the predecessors it needs, so a wait is satisfied with the count-th of its ids. O((nodes + edges) log nodes).
 */
export function fireTimes(network: Network, { durations, admits, off }: FireOptions): Float64Array {
  const { nodeCount, offsets, targets, switches, weights } = network;
  const taskCount = network.instance.names.length;
  const remaining = network.need.slice();
  const times = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const queue = new TimeQueue();
  const now: number[] = [];
  for (const node of network.prefired) queue.push(0, node);
  for (let node = 0; node < nodeCount; node += 1) if (remaining[node]! <= 0) queue.push(0, node);
  while (queue.size > 0) {
    const time = queue.time();
    now.push(queue.pop());
    for (let node = now.pop(); node !== undefined; node = now.pop()) {
      if (times[node] !== Number.POSITIVE_INFINITY) continue;
      times[node] = time;
      const isGo = node < 3 * taskCount && node % 3 === 1;
      const after = isGo ? time + durations[(node - 1) / 3]! : time;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge += 1) {
        if (off !== undefined && switches[edge]! >= 0 && off[switches[edge]!] === 1) continue;
        const target = targets[edge]!;
        remaining[target] = remaining[target]! - (weights?.[node] ?? 1);
        if (remaining[target]! > 0 || times[target] !== Number.POSITIVE_INFINITY) continue;
        if (admits !== undefined && isRefused(network, times, target, admits)) continue;
        // What fires at the same time needs no queue; who may be refused is asked in the order of the nodes.
        if (after === time && admits === undefined) now.push(target);
        else queue.push(after, target);
      }
    }
  }
  return times;
}

/** A go node becomes ready when both its start and its wait have fired; then the wait may have run out of time. */
function isRefused(
  network: Network,
  times: Float64Array,
  target: number,
  admits: (task: number, satisfiedAt: number) => boolean,
): boolean {
  if (target >= 3 * network.instance.names.length || target % 3 !== 1) return false;
  const task = (target - 1) / 3;
  const wait = network.waitNodeOf.get(task);
  return wait !== undefined && goOf(task) === target && times[startOf(task)]! < Infinity && !admits(task, times[wait]!);
}

/** A binary heap of (time, node), ties by node, so that equal inputs fire in equal order. */
class TimeQueue {
  readonly #times: number[] = [];
  readonly #nodes: number[] = [];

  get size(): number {
    return this.#nodes.length;
  }

  time(): number {
    return this.#times[0]!;
  }

  push(time: number, node: number): void {
    let place = this.#nodes.length;
    this.#times.push(time);
    this.#nodes.push(node);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  pop(): number {
    const first = this.#nodes[0]!;
    this.#swap(0, this.#nodes.length - 1);
    this.#times.pop();
    this.#nodes.pop();
    let place = 0;
    for (;;) {
      let least = place;
      const [left, right] = [2 * place + 1, 2 * place + 2];
      if (left < this.#nodes.length && this.#isBefore(left, least)) least = left;
      if (right < this.#nodes.length && this.#isBefore(right, least)) least = right;
      if (least === place) return first;
      this.#swap(place, least);
      place = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return (
      this.#times[a]! < this.#times[b]! || (this.#times[a] === this.#times[b] && this.#nodes[a]! < this.#nodes[b]!)
    );
  }

  #swap(a: number, b: number): void {
    const [time, node] = [this.#times[a]!, this.#nodes[a]!];
    this.#times[a] = this.#times[b]!;
    this.#nodes[a] = this.#nodes[b]!;
    this.#times[b] = time;
    this.#nodes[b] = node;
  }
}
