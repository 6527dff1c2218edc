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

/** Which tasks of a deployment come before which: what `compareFineOrder` compares. */
export interface FineOrder {
  readonly isBefore: (first: string, second: string) => boolean;
  /** The place of each task in what follows. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** By task: which others come before it, as bits; tasks on a cycle come before each other and themselves. */
  readonly before: readonly Uint32Array[];
}

/**
 * All that follows from dependencies, and from waits that need every signal of their handle. Null when the deployment
 * is too large to ask about every pair.
 */
export function fineOrderOf(deployment: Deployment): FineOrder | null {
  if (deployment.tasks.order > MOST_NODES) return null;
  const indexOf = new Map(deployment.tasks.nodes().map((id, index) => [id, index]));
  const before = closure(deployment, indexOf);
  return {
    isBefore: (first, second) => {
      const [column, row] = [indexOf.get(first), indexOf.get(second)];
      return column !== undefined && row !== undefined && has(before[row]!, column);
    },
    indexOf,
    before,
  };
}

/** The orders of both, where they are known already. */
export interface KnownOrders {
  readonly first?: FineOrder | null;
  readonly second?: FineOrder | null;
}

/**
 * Whether two deployments order the same tasks alike. Tasks that only one of them has order nothing but through
 * others.
 * @param names what a task of the first is called in the second
 */
export function compareFineOrder(
  first: Deployment,
  second: Deployment,
  names: ReadonlyMap<string, string>,
  known: KnownOrders = {},
): OrderDifference {
  const pairs = [...names].filter(([id]) => first.tasks.hasNode(id));
  const missing = pairs.filter(([, id]) => !second.tasks.hasNode(id)).map(([id]) => id);
  const shared = pairs.filter(([, id]) => second.tasks.hasNode(id));
  const nothing = { lost: [], added: [], lostCount: 0, addedCount: 0, missing };
  const isLarge = Math.max(first.tasks.order, second.tasks.order) > MOST_NODES;
  const was = isLarge ? null : (known.first ?? fineOrderOf(first));
  const is = isLarge ? null : (known.second ?? fineOrderOf(second));
  if (was === null || is === null) return { ...nothing, isCompared: false };
  const ends = shared.map(([id, name]): End => ({ id, was: was.indexOf.get(id)!, is: is.indexOf.get(name)! }));
  return { ...differenceOf(was, is, ends), missing, isCompared: true };
}

/** A task that both deployments have: its name in the first, and its places in both orders. */
interface End {
  readonly id: string;
  readonly was: number;
  readonly is: number;
}

function differenceOf(
  first: FineOrder,
  second: FineOrder,
  ends: readonly End[],
): Pick<OrderDifference, 'lost' | 'added' | 'lostCount' | 'addedCount'> {
  const lost: OrderedPair[] = [];
  const added: OrderedPair[] = [];
  let [lostCount, addedCount] = [0, 0];
  const mask = commonMask(first, ends);
  for (const to of ends) {
    const [before, after] = [first.before[to.was]!, second.before[to.is]!];
    if (mask?.every((bits, word) => ((before[word]! ^ after[word]!) & bits) === 0)) continue;
    for (const from of ends) {
      const wasBefore = has(before, from.was);
      if (wasBefore === has(after, from.is)) continue;
      const list = wasBefore ? lost : added;
      if (wasBefore) lostCount += 1;
      else addedCount += 1;
      if (list.length < MOST_SHOWN) list.push([from.id, to.id]);
    }
  }
  return { lost, added, lostCount, addedCount };
}

/** The ends as bits, where each has one place in both: then most rows are compared 32 tasks at a time. */
function commonMask(order: FineOrder, ends: readonly End[]): Uint32Array | null {
  if (ends.some(({ was, is }) => was !== is)) return null;
  const mask = new Uint32Array(wordsFor(order.before.length));
  for (const { was } of ends) mask[was >> 5]! |= 1 << (was & 31);
  return mask;
}

function wordsFor(count: number): number {
  return (count + 31) >> 5;
}

function has(bits: Uint32Array, index: number): boolean {
  return ((bits[index >> 5]! >>> (index & 31)) & 1) === 1;
}

function closure(deployment: Deployment, indexOf: ReadonlyMap<string, number>): readonly Uint32Array[] {
  const graph = digraphOf(prerequisitesOf(deployment), indexOf);
  const { count, componentOf } = stronglyConnectedComponents(graph);
  const before = Array.from({ length: count }, () => new Uint32Array(wordsFor(indexOf.size)));
  const add = (bits: Uint32Array, node: number): void => {
    bits[node >> 5]! |= 1 << (node & 31);
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
  return Array.from(componentOf, (component) => before[component]!);
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
