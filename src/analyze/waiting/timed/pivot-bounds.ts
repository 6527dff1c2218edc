import { goOf, type Network, startOf } from '../network.ts';
import { fireTimes } from './fire-times.ts';
import type { Box } from './time-bounds.ts';

/**
 * Upper bounds on how long each wait waits, sharper than latest minus earliest: what is before both the signal and the
 * start of the wait delays both. For each event x before them, the time is at most the longest way from x to the
 * signal less the shortest that is certain from x to the start, and for ways that avoid x, latest less earliest; the
 * best x counts. Sound when no wait times out, so a proof needs every wait of the instance to be within its timeout
 * (docs/theory/waiting.md, section 6). O(events × (nodes + edges)) per wait.
 * @returns seconds per waiting task, or null when some wait may not be satisfied at all
 */
export function pivotBounds(network: Network, box: Box): ReadonlyMap<number, number> | null {
  const graph = eventGraph(network, box);
  if (graph === null) return null;
  const fromBegin = longest(graph, graph.upper, null);
  const certain = longest(graph, graph.lower, null);
  const bounds = new Map<number, number>();
  for (const [task, events] of graph.signals) {
    const start = startOf(task);
    let bound = Math.max(...events.map((event) => fromBegin[event]!)) - certain[start]!;
    for (const pivot of pivotsOf(graph, start)) {
      const least = longest(graph, graph.lower, { from: pivot })[start]!;
      const most = longest(graph, graph.upper, { from: pivot });
      const around = longest(graph, graph.upper, { avoid: pivot });
      const worst = events.map((event) =>
        Math.max(most[event]! - least, event === pivot ? -Infinity : around[event]! - certain[start]!),
      );
      bound = Math.min(bound, Math.max(...worst));
    }
    bounds.set(task, Math.max(0, bound));
  }
  return bounds;
}

interface Arc {
  readonly to: number;
  readonly seconds: number;
}

interface EventGraph {
  /** Events in an order in which every arc leads forward. */
  readonly order: readonly number[];
  /** Ways with the longest durations, by which a signal may come: for upper bounds. */
  readonly upper: readonly (readonly Arc[])[];
  /** Ways that hold in every run, with the shortest durations: for lower bounds. */
  readonly lower: readonly (readonly Arc[])[];
  /** Per wait: the events that bring its ids, the earliest when all is slow. */
  readonly signals: ReadonlyMap<number, readonly number[]>;
}

/** Start, go and finish of each task and the junctions, with signals as arcs to the go of the waits. */
function eventGraph(network: Network, { low, high }: Box): EventGraph | null {
  const slow = fireTimes(network, { durations: high });
  const upper: Arc[][] = Array.from({ length: network.firstId }, () => []);
  const lower: Arc[][] = Array.from({ length: network.firstId }, () => []);
  for (let node = 0; node < network.firstId; node += 1) {
    const task = node < 3 * low.length && node % 3 === 1 ? (node - 1) / 3 : -1;
    for (let edge = network.offsets[node]!; edge < network.offsets[node + 1]!; edge += 1) {
      const to = network.targets[edge]!;
      if (to >= network.firstId) continue;
      upper[node]!.push({ to, seconds: task === -1 ? 0 : high[task]! });
      lower[node]!.push({ to, seconds: task === -1 ? 0 : low[task]! });
    }
  }
  const signals = new Map<number, readonly number[]>();
  for (const task of network.waitNodeOf.keys()) {
    if (slow[goOf(task)] === Infinity) return null;
    const events = earliestEvents(network, slow, task);
    signals.set(task, events);
    for (const event of events) upper[event]!.push({ to: goOf(task), seconds: 0 });
    for (const event of requiredEvents(network, task)) lower[event]!.push({ to: goOf(task), seconds: 0 });
  }
  const order = topological(upper, lower);
  return order === null ? null : { order, upper, lower, signals };
}

/** The events that bring the count of ids first, when every task is slow. Ids stored before need none. */
function earliestEvents(network: Network, slow: Float64Array, task: number): readonly number[] {
  const ids = network.idsOf(network.instance.waitHandle[task]!);
  const arrivals = ids.flatMap((id) => {
    if (network.prefired.includes(id)) return [{ id, event: -1, time: -Infinity }];
    const senders = network.sendersOf(id).filter((sender) => sender.switch === -1);
    const [first] = [...senders].sort((a, b) => slow[a.event]! - slow[b.event]!);
    return first === undefined ? [] : [{ id, event: first.event, time: slow[first.event]! }];
  });
  let missing = network.instance.waitCount[task]!;
  const events: number[] = [];
  for (const { id, event } of arrivals.sort((a, b) => a.time - b.time || a.id - b.id)) {
    if (missing <= 0) break;
    missing -= network.weights?.[id] ?? 1;
    if (event !== -1) events.push(event);
  }
  return events;
}

/** The events without which the count cannot be reached. */
function requiredEvents(network: Network, task: number): readonly number[] {
  const ids = network.idsOf(network.instance.waitHandle[task]!);
  const eventsOf = (id: number): readonly number[] => network.sendersOf(id).map((sender) => sender.event);
  const events = new Set(ids.flatMap(eventsOf));
  return [...events].filter((event) => {
    const others = ids.filter((id) => network.prefired.includes(id) || eventsOf(id).some((other) => other !== event));
    const supply = others.reduce((sum, id) => sum + (network.weights?.[id] ?? 1), 0);
    return supply < network.instance.waitCount[task]!;
  });
}

function topological(...graphs: readonly (readonly (readonly Arc[])[])[]): readonly number[] | null {
  const size = graphs[0]!.length;
  const incoming = new Int32Array(size);
  for (const graph of graphs) for (const arcs of graph) for (const { to } of arcs) incoming[to]! += 1;
  const order = Array.from({ length: size }, (_, node) => node).filter((node) => incoming[node] === 0);
  for (const node of order) {
    for (const graph of graphs) {
      for (const { to } of graph[node]!) {
        incoming[to]! -= 1;
        if (incoming[to] === 0) order.push(to);
      }
    }
  }
  return order.length === size ? order : null;
}

/** Longest ways from the beginning, or from one event only, or around one; −Infinity where there is none. */
function longest(
  { order }: EventGraph,
  arcs: readonly (readonly Arc[])[],
  limit: { readonly from: number } | { readonly avoid: number } | null,
): Float64Array {
  const begin = limit !== null && 'from' in limit ? limit.from : null;
  const avoid = limit !== null && 'avoid' in limit ? limit.avoid : null;
  const length = new Float64Array(arcs.length).fill(begin === null ? 0 : -Infinity);
  if (begin !== null) length[begin] = 0;
  if (avoid !== null) length[avoid] = -Infinity;
  for (const node of order) {
    if (length[node] === -Infinity) continue;
    for (const { to, seconds } of arcs[node]!) {
      if (to !== avoid) length[to] = Math.max(length[to]!, length[node]! + seconds);
    }
  }
  return length;
}

/** Events that come before the start in every run. */
function pivotsOf(graph: EventGraph, start: number): readonly number[] {
  const into: number[][] = graph.lower.map(() => []);
  graph.lower.forEach((arcs, node) => {
    for (const { to } of arcs) into[to]!.push(node);
  });
  const before = new Set([start]);
  for (const node of before) for (const source of into[node]!) before.add(source);
  return [...before];
}
