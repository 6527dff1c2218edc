import { cyclicComponents, stronglyConnectedComponents } from '../graph/components.ts';
import { compileDigraph, type Digraph } from '../graph/digraph.ts';
import type { Deployment } from './deployment.ts';
import { isUnknown } from './unknown.ts';

/** Two tasks in an order that only one of two deployments has. */
export type OrderedPair = readonly [string, string];

export interface OrderDifference {
  /** By the ids of the first deployment; the shortest lists that say it, at most `MOST_SHOWN` each. */
  readonly lost: readonly OrderedPair[];
  readonly added: readonly OrderedPair[];
  /** How many there are in all. */
  readonly lostCount: number;
  readonly addedCount: number;
  /** Tasks of the first that the second does not have. */
  readonly missing: readonly string[];
  /** False when the deployments are too large to compare. */
  readonly isCompared: boolean;
}

const MOST_SHOWN = 20;
const MOST_NODES = 20_000;

/**
 * Whether two deployments order the same tasks alike: all that follows from their dependencies, and from waits that
 * need every signal of their handle. Tasks that only one of them has order nothing but through others.
 * @param names what a task of the first is called in the second
 */
export function compareFineOrder(
  first: Deployment,
  second: Deployment,
  names: ReadonlyMap<string, string>,
): OrderDifference {
  const pairs = [...names].filter(([id]) => first.tasks.hasNode(id));
  const missing = pairs.filter(([, id]) => !second.tasks.hasNode(id)).map(([id]) => id);
  const shared = pairs.filter(([, id]) => second.tasks.hasNode(id));
  if (Math.max(first.tasks.order, second.tasks.order) > MOST_NODES)
    return { lost: [], added: [], lostCount: 0, addedCount: 0, missing, isCompared: false };
  const before = closure(
    first,
    shared.map(([id]) => id),
  );
  const after = closure(
    second,
    shared.map(([, id]) => id),
  );
  const lost: OrderedPair[] = [];
  const added: OrderedPair[] = [];
  let [lostCount, addedCount] = [0, 0];
  shared.forEach(([to], row) => {
    shared.forEach(([from], column) => {
      const [was, is] = [has(before[row]!, column), has(after[row]!, column)];
      if (was === is) return;
      const list = was ? lost : added;
      if (was) lostCount += 1;
      else addedCount += 1;
      if (list.length < MOST_SHOWN) list.push([from, to]);
    });
  });
  return { lost, added, lostCount, addedCount, missing, isCompared: true };
}

/** Which tasks of a deployment come before which: what `compareFineOrder` compares. */
export interface FineOrder {
  readonly isBefore: (first: string, second: string) => boolean;
}

/** Null when the deployment is too large to ask about every pair. */
export function fineOrderOf(deployment: Deployment): FineOrder | null {
  if (deployment.tasks.order > MOST_NODES) return null;
  const ids = deployment.tasks.nodes();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const before = closure(deployment, ids);
  return {
    isBefore: (first, second) => {
      const [column, row] = [indexOf.get(first), indexOf.get(second)];
      return column !== undefined && row !== undefined && has(before[row]!, column);
    },
  };
}

function has(bits: Uint32Array, index: number): boolean {
  return ((bits[index >> 5]! >>> (index & 31)) & 1) === 1;
}

/** For each of the given tasks, which of them come before it, as bits; tasks on a circle come before each other. */
function closure(deployment: Deployment, ids: readonly string[]): readonly Uint32Array[] {
  const column = new Map(ids.map((id, index) => [id, index]));
  const nodes = deployment.tasks.nodes();
  const numberOf = new Map(nodes.map((id, index) => [id, index]));
  const graph = digraphOf(prerequisitesOf(deployment), numberOf);
  const { count, componentOf } = stronglyConnectedComponents(graph);
  const columnOf = nodes.map((id) => column.get(id));
  const before = Array.from({ length: count }, () => new Uint32Array((ids.length + 31) >> 5));
  const add = (bits: Uint32Array, node: number): void => {
    const index = columnOf[node];
    if (index !== undefined) bits[index >> 5]! |= 1 << (index & 31);
  };
  for (const members of cyclicComponents(graph)) for (const node of members) add(before[componentOf[node]!]!, node);
  // An edge between components leads from a higher number to a lower one.
  const edges = Array.from(graph.from.keys()).sort((a, b) => componentOf[graph.to[b]!]! - componentOf[graph.to[a]!]!);
  for (const edge of edges) {
    const [from, bits] = [graph.from[edge]!, before[componentOf[graph.to[edge]!]!]!];
    const known = before[componentOf[from]!]!;
    if (known === bits) continue;
    for (let word = 0; word < bits.length; word += 1) bits[word]! |= known[word]!;
    add(bits, from);
  }
  return ids.map((id) => before[componentOf[numberOf.get(id)!]!]!);
}

function digraphOf(
  prerequisites: ReadonlyMap<string, readonly string[]>,
  numberOf: ReadonlyMap<string, number>,
): Digraph {
  const from: number[] = [];
  const to: number[] = [];
  for (const [id, before] of prerequisites)
    for (const other of before) {
      from.push(numberOf.get(other)!);
      to.push(numberOf.get(id)!);
    }
  return compileDigraph(numberOf.size, from, to);
}

/** Dependencies, and the senders of each wait that goes on only when all of them have signalled. */
function prerequisitesOf({ tasks, signals, waits, handles }: Deployment): ReadonlyMap<string, readonly string[]> {
  const prerequisites = new Map<string, string[]>(tasks.mapNodes((id) => [id, []]));
  tasks.forEachDirectedEdge((_edge, _reasons, from, to) => prerequisites.get(to)?.push(from));
  for (const { task, handle, count } of waits.values()) {
    if (isUnknown(handle) || isUnknown(count) || handles.get(handle)?.initial.length !== 0) continue;
    const sent = signals.filter((signal) => signal.handle === handle);
    if (count >= sent.length) for (const { sender } of sent) prerequisites.get(task)?.push(sender);
  }
  return prerequisites;
}
