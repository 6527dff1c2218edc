import type { Instance } from './instance.ts';

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
  /** Per edge: which optional signal switches it, or −1. */
  readonly switches: Int32Array;
  readonly switchCount: number;
  /** How much a node's firing adds to its successors' counts; null when all are 1. */
  readonly weights: Int32Array | null;
  /** Ids stored before the run. */
  readonly prefired: readonly number[];
  /** Per handle: its id nodes. */
  readonly idsOf: readonly (readonly number[])[];
  /** What each id node stands for; the first belongs to node `firstId`. */
  readonly ids: readonly IdNode[];
  readonly firstId: number;
  /** The wait node of each waiting task. */
  readonly waitNodeOf: ReadonlyMap<number, number>;
}

export interface IdNode {
  readonly handle: number;
  readonly id: string;
  /** The SUCCESS signals that store it. */
  readonly senders: readonly IdSender[];
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
  const edges = new EdgeList();
  const ids = collectIds(instance, firstId, edges);
  const waitNodeOf = new Map<number, number>();
  let nodeCount = firstId + ids.nodes.length;
  for (let task = 0; task < taskCount; task += 1) {
    if (instance.waitHandle[task] !== -1) waitNodeOf.set(task, nodeCount++);
  }
  const need = new Int32Array(nodeCount);
  need.fill(1, firstId, firstId + ids.nodes.length);
  addOrder(instance, edges, need);
  for (const [task, node] of waitNodeOf) {
    for (const id of ids.idsOf[instance.waitHandle[task] as number] ?? []) edges.add(id, node, -1);
    edges.add(node, goOf(task), -1);
    need[node] = instance.waitCount[task] as number;
    need[goOf(task)] = (need[goOf(task)] as number) + 1;
  }
  return {
    instance,
    nodeCount,
    need,
    ...edges.rows(nodeCount),
    switchCount: ids.switchCount,
    weights: idWeights(ids, firstId, nodeCount),
    prefired: ids.prefired,
    idsOf: ids.idsOf,
    ids: ids.nodes,
    firstId,
    waitNodeOf,
  };
}

interface Ids {
  readonly nodes: (IdNode & { readonly senders: IdSender[] })[];
  readonly weight: number[];
  readonly idsOf: number[][];
  readonly prefired: number[];
  switchCount: number;
}

function collectIds(instance: Instance, firstId: number, edges: EdgeList): Ids {
  const ids: Ids = { nodes: [], weight: [], idsOf: instance.handles.map(() => []), prefired: [], switchCount: 0 };
  const known = instance.handles.map(() => new Map<string, number>());
  const intern = (handle: number, id: string): number => {
    const present = known[handle]?.get(id);
    if (present !== undefined) return present;
    ids.nodes.push({ handle, id, senders: [] });
    ids.weight.push(1);
    const node = firstId + ids.nodes.length - 1;
    known[handle]?.set(id, node);
    ids.idsOf[handle]?.push(node);
    return node;
  };
  instance.handles.forEach((handle, index) => {
    for (const id of handle.initial) ids.prefired.push(intern(index, id));
  });
  instance.sends.forEach((send, index) => {
    // A NUL cannot be in a template's text, so an implicit id never meets an explicit one.
    const node = intern(send.handle, send.id ?? `\u0000${index}`);
    if (send.failure) return;
    const event = send.atEnd ? finishOf(send.task) : startOf(send.task);
    const optional = send.optional ? ids.switchCount++ : -1;
    ids.weight[node - firstId] = Math.max(ids.weight[node - firstId] as number, send.weight);
    ids.nodes[node - firstId]?.senders.push({ event, switch: optional, send: index });
    edges.add(event, node, optional);
  });
  return ids;
}

function idWeights(ids: Ids, firstId: number, nodeCount: number): Int32Array | null {
  if (ids.weight.every((weight) => weight === 1)) return null;
  const weights = new Int32Array(nodeCount).fill(1);
  weights.set(ids.weight, firstId);
  return weights;
}

function addOrder(instance: Instance, edges: EdgeList, need: Int32Array): void {
  const taskCount = instance.names.length;
  const finish = (node: number): number => (node < taskCount ? finishOf(node) : node + 2 * taskCount);
  const start = (node: number): number => (node < taskCount ? startOf(node) : node + 2 * taskCount);
  const order = (source: number, target: number): void => {
    edges.add(source, target, -1);
    need[target] = (need[target] as number) + 1;
  };
  for (let task = 0; task < taskCount; task += 1) {
    order(startOf(task), goOf(task));
    order(goOf(task), finishOf(task));
  }
  instance.from.forEach((source, edge) => {
    order(finish(source), start(instance.to[edge] as number));
  });
  for (const tasks of instance.sequences) {
    for (let place = 1; place < tasks.length; place += 1) {
      order(finishOf(tasks[place - 1] as number), startOf(tasks[place] as number));
    }
  }
}

/** Edges in the order of adding, turned into rows by counting: linear, and no array per node. */
class EdgeList {
  #sources = new Int32Array(1024);
  #targets = new Int32Array(1024);
  #switches = new Int32Array(1024);
  #size = 0;

  add(source: number, target: number, optional: number): void {
    if (this.#size === this.#sources.length) {
      this.#sources = doubled(this.#sources);
      this.#targets = doubled(this.#targets);
      this.#switches = doubled(this.#switches);
    }
    this.#sources[this.#size] = source;
    this.#targets[this.#size] = target;
    this.#switches[this.#size] = optional;
    this.#size += 1;
  }

  rows(nodeCount: number): Pick<Network, 'offsets' | 'targets' | 'switches'> {
    const offsets = new Int32Array(nodeCount + 1);
    for (let edge = 0; edge < this.#size; edge += 1) {
      const row = (this.#sources[edge] as number) + 1;
      offsets[row] = (offsets[row] as number) + 1;
    }
    for (let node = 0; node < nodeCount; node += 1) {
      offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
    }
    const next = offsets.slice(0, nodeCount);
    const targets = new Int32Array(this.#size);
    const switches = new Int32Array(this.#size);
    for (let edge = 0; edge < this.#size; edge += 1) {
      const source = this.#sources[edge] as number;
      const place = next[source] as number;
      next[source] = place + 1;
      targets[place] = this.#targets[edge] as number;
      switches[place] = this.#switches[edge] as number;
    }
    return { offsets, targets, switches };
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
