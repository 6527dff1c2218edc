import { type IdNodes, numberIds } from './id-nodes.ts';
import type { Instance, Send } from './instance.ts';

/**
 * The threshold network of a settled instance: node v fires when `need[v]` of its predecessors have. Nodes: start,
 * go and finish of each task, the junctions, one for each (handle, id), one for each wait. A task that waits goes
 * when its start and its wait node have fired. FAILURE signals, edge triggers and pools are left out, and an implicit
 * id counts as fresh: outside the monotone fragment this is an upper bound of what can happen.
 * Size: 3 tasks + ids + waits nodes; dependencies + sends + waits × ids edges (docs/theory/waiting.md, section 4).
 */
export interface Network {
  readonly instance: Instance;
  readonly nodeCount: number;
  readonly need: Int32Array;
  /** Successors of node v: `targets[offsets[v]] … targets[offsets[v + 1] − 1]`. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Per edge: which optional signal switches it, or −1; empty when no signal is optional. */
  readonly switches: Int32Array;
  readonly switchCount: number;
  /** How much a node's firing adds to its successors' counts; null when all are 1. */
  readonly weights: Int32Array | null;
  /** Ids stored before the run. */
  readonly prefired: readonly number[];
  /** The id nodes of a handle; none when there is no such handle. */
  readonly idsOf: (handle: number) => readonly number[];
  /** The SUCCESS signals that store an id. */
  readonly sendersOf: (idNode: number) => readonly IdSender[];
  /** Nodes from here on are ids, then waits. */
  readonly firstId: number;
  /** The wait node of each waiting task. */
  readonly waitNodeOf: ReadonlyMap<number, number>;
}

export interface IdSender {
  /** The node whose firing sends it: the start or the finish of the sender. */
  readonly event: number;
  /** −1 when it is certain. */
  readonly switch: number;
  /** Position in the instance's sends. */
  readonly send: number;
}

export function startOf(task: number): number {
  return 3 * task;
}

export function goOf(task: number): number {
  return 3 * task + 1;
}

export function finishOf(task: number): number {
  return 3 * task + 2;
}

/** Builds the network; the instance must be settled (no conditions left). */
export function buildNetwork(instance: Instance): Network {
  const taskCount = instance.names.length;
  const firstId = 3 * taskCount + instance.junctionCount;
  const ids = numberIds(instance);
  const waitNodeOf = new Map<number, number>();
  let nodeCount = firstId + ids.count;
  for (let task = 0; task < taskCount; task += 1) {
    if (instance.waitHandle[task] !== -1) waitNodeOf.set(task, nodeCount++);
  }
  const parts: Parts = { instance, ids, firstId, waitNodeOf };
  return {
    instance,
    nodeCount,
    need: needsOf(parts, nodeCount),
    ...rowsOf(parts, nodeCount),
    switchCount: ids.switchCount,
    weights: weightsOfNodes(parts, nodeCount),
    prefired: ids.stored.map((id) => firstId + id),
    idsOf: (handle) => range(firstId, ids.idStart[handle] ?? 0, ids.idStart[handle + 1] ?? 0),
    sendersOf: (node) => sendersOf(parts, node - firstId),
    firstId,
    waitNodeOf,
  };
}

interface Parts {
  readonly instance: Instance;
  readonly ids: IdNodes;
  readonly firstId: number;
  readonly waitNodeOf: ReadonlyMap<number, number>;
}

function range(base: number, from: number, to: number): readonly number[] {
  const nodes: number[] = [];
  for (let place = from; place < to; place += 1) nodes.push(base + place);
  return nodes;
}

function sendersOf({ instance: { sends }, ids }: Parts, id: number): readonly IdSender[] {
  const found: IdSender[] = [];
  for (let at = ids.senderStart[id]!; at < ids.senderStart[id + 1]!; at += 1) {
    const send = ids.senders[at]!;
    found.push({ event: eventOf(sends[send]!), switch: ids.switchOf[send]!, send });
  }
  return found;
}

function eventOf({ task, atEnd }: Send): number {
  return atEnd ? finishOf(task) : startOf(task);
}

function weightsOfNodes({ ids, firstId }: Parts, nodeCount: number): Int32Array | null {
  if (ids.weights === null) return null;
  const weights = new Int32Array(nodeCount).fill(1);
  weights.set(ids.weights, firstId);
  return weights;
}

/** An order needs all its prerequisites, an id one sender, a wait its count. */
function needsOf({ instance, ids, firstId, waitNodeOf }: Parts, nodeCount: number): Int32Array {
  const need = new Int32Array(nodeCount);
  need.fill(1, firstId, firstId + ids.count);
  forEachOrder(instance, (_source, target) => {
    need[target]! += 1;
  });
  for (const [task, node] of waitNodeOf) {
    need[node] = instance.waitCount[task]!;
    need[goOf(task)]! += 1;
  }
  return need;
}

/** Steps of a task, dependencies, and lists that machines run in order. */
function forEachOrder(instance: Instance, visit: (source: number, target: number) => void): void {
  const { from, to, sequences, names } = instance;
  const taskCount = names.length;
  for (let task = 0; task < taskCount; task += 1) {
    visit(startOf(task), goOf(task));
    visit(goOf(task), finishOf(task));
  }
  for (let edge = 0; edge < from.length; edge += 1) {
    const [source, target] = [from[edge]!, to[edge]!];
    visit(
      source < taskCount ? finishOf(source) : source + 2 * taskCount,
      target < taskCount ? startOf(target) : target + 2 * taskCount,
    );
  }
  for (const tasks of sequences)
    for (let place = 1; place < tasks.length; place += 1) visit(finishOf(tasks[place - 1]!), startOf(tasks[place]!));
}

function forEachEdge(
  { instance, ids, firstId, waitNodeOf }: Parts,
  visit: (source: number, target: number, optional: number) => void,
): void {
  const { sends, waitHandle } = instance;
  for (let send = 0; send < sends.length; send += 1) {
    const signal = sends[send]!;
    if (!signal.failure) visit(eventOf(signal), firstId + ids.idOf[send]!, ids.switchOf[send]!);
  }
  forEachOrder(instance, (source, target) => visit(source, target, -1));
  for (const [task, node] of waitNodeOf) {
    const handle = waitHandle[task]!;
    const end = ids.idStart[handle + 1] ?? 0;
    for (let id = ids.idStart[handle] ?? 0; id < end; id += 1) visit(firstId + id, node, -1);
    visit(node, goOf(task), -1);
  }
}

/** The edges twice, to count and to place them: linear, without a list of them, and each row in their order. */
function rowsOf(parts: Parts, nodeCount: number): Pick<Network, 'offsets' | 'targets' | 'switches'> {
  // While edges are placed, `places[v + 1]` is where the next edge of v goes; then it is where the row of v ends.
  const places = new Int32Array(nodeCount + 2);
  forEachEdge(parts, (source) => {
    places[source + 2]! += 1;
  });
  for (let node = 0; node <= nodeCount; node += 1) places[node + 1]! += places[node]!;
  const edgeCount = places[nodeCount + 1]!;
  const targets = new Int32Array(edgeCount);
  const switches = new Int32Array(parts.ids.switchCount === 0 ? 0 : edgeCount);
  forEachEdge(parts, (source, target, optional) => {
    const place = places[source + 1]!++;
    targets[place] = target;
    if (switches.length > 0) switches[place] = optional;
  });
  return { offsets: places.subarray(0, nodeCount + 1), targets, switches };
}
