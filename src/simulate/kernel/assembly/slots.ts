// AssemblyScript: the twin of ../event-kernel.ts for networks with pools and without gates. The same events in the same
// order, so the same bytes; see there for why each thing is done when it is.
import { countTask, inStart, lastToEnd, latestBefore, nodeCount } from './network';

export let outStart: usize = 0;
export let outNode: usize = 0;
let nodePoolStart: usize = 0;
let nodePool: usize = 0;
let poolCount: i32 = 0;
/** Four words a pool: its capacity; then free slots, who gave one back last, and whether it stands in `freed`. */
let pools: usize = 0;
/** Two words a pool: the first and the last in its queue. */
let queues: usize = 0;
/**
 * Four words a node: predecessors that have not ended, the next in the queue, the node whose slot it took over, none.
 */
export let nodes: usize = 0;
/** Per node, eight bytes each. */
export let ready: usize = 0;
export let start: usize = 0;
export let end: usize = 0;
/** A binary heap of (time, node), 16 bytes each, from place 1 on; `isHollow` while the first is to be replaced. */
let heap: usize = 0;
let heapSize: usize = 0;
let isHollow: bool = false;
/** Pools with slots to hand out; the latest is served first. */
let freed: usize = 0;
let freedCount: usize = 0;
let now: f64 = 0;
/** The duration of node i is at `durations + 64 i`. */
export let durations: usize = 0;

export function describeSlots(
  successorStarts: usize,
  successors: usize,
  poolStarts: usize,
  poolNumbers: usize,
  limits: i32,
  poolWords: usize,
  queueWords: usize,
  nodeWords: usize,
  readyTimes: usize,
  startTimes: usize,
  endTimes: usize,
  events: usize,
  freedPools: usize,
): void {
  outStart = successorStarts;
  outNode = successors;
  nodePoolStart = poolStarts;
  nodePool = poolNumbers;
  poolCount = limits;
  pools = poolWords;
  queues = queueWords;
  nodes = nodeWords;
  ready = readyTimes;
  start = startTimes;
  end = endTimes;
  heap = events - 16;
  freed = freedPools;
}

/** The durations of one replication. */
export function setDurations(lane: usize): void {
  durations = lane;
}

/** Runs one replication. @returns how many nodes were done */
export function runSlots(lane: usize): i32 {
  setDurations(lane);
  reset();
  let done = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    if (load<i32>(nodes + ((<usize>node) << 4)) === 0) becomeReady(node);
  }
  handOut();
  while (heapSize > <usize>isHollow) {
    finish(pop());
    done += 1;
    handOut();
  }
  return done;
}

function reset(): void {
  for (let node: usize = 0; node < <usize>nodeCount; node += 1) {
    const row = inStart + (node << 2);
    store<i32>(nodes + (node << 4), load<i32>(row, 4) - load<i32>(row));
  }
  for (let pool: usize = 0; pool < <usize>poolCount; pool += 1) {
    const words = pools + (pool << 4);
    store<i32>(words, load<i32>(words), 4);
    store<i32>(words, -1, 8);
    store<i32>(words, 0, 12);
    store<i32>(queues + (pool << 3), -1);
  }
  heapSize = 0;
  isHollow = false;
  freedCount = 0;
  now = 0;
}

function becomeReady(node: i32): void {
  store<f64>(ready + ((<usize>node) << 3), now);
  ask(node, true);
}

/** Takes a slot of each pool of the node, all at once, or queues at the first that has none. */
function ask(node: i32, isNewcomer: bool): void {
  const row = nodePoolStart + ((<usize>node) << 2);
  const first = nodePool + ((<usize>load<u32>(row)) << 2);
  const last = nodePool + ((<usize>load<u32>(row, 4)) << 2);
  for (let at = first; at < last; at += 4) {
    const pool = <usize>load<u32>(at);
    const isFree = load<i32>(pools + (pool << 4), 4) > 0;
    if (isFree && (!isNewcomer || load<i32>(queues + (pool << 3)) === -1)) continue;
    enqueue(pool, node);
    return;
  }
  for (let at = first; at < last; at += 4) {
    const words = pools + ((<usize>load<u32>(at)) << 4);
    store<i32>(words, load<i32>(words, 4) - 1, 4);
  }
  store<f64>(start + ((<usize>node) << 3), now);
  pushEvent(now + load<f64>(durations + ((<usize>node) << 6)), node);
}

function enqueue(pool: usize, node: i32): void {
  const queue = queues + (pool << 3);
  store<i32>(nodes + ((<usize>node) << 4), -1, 4);
  if (load<i32>(queue) === -1) store<i32>(queue, node);
  else store<i32>(nodes + ((<usize>load<i32>(queue, 4)) << 4), node, 4);
  store<i32>(queue, node, 4);
}

function finish(node: i32): void {
  store<f64>(end + ((<usize>node) << 3), now);
  const row = nodePoolStart + ((<usize>node) << 2);
  const last = nodePool + ((<usize>load<u32>(row, 4)) << 2);
  for (let at = nodePool + ((<usize>load<u32>(row)) << 2); at < last; at += 4) freeSlot(load<i32>(at), node);
  handOut();
  const successors = outStart + ((<usize>node) << 2);
  const lastNext = outNode + ((<usize>load<u32>(successors, 4)) << 2);
  for (let at = outNode + ((<usize>load<u32>(successors)) << 2); at < lastNext; at += 4) {
    const next = load<i32>(at);
    const missing = load<i32>(nodes + ((<usize>next) << 4)) - 1;
    store<i32>(nodes + ((<usize>next) << 4), missing);
    if (missing === 0) becomeReady(next);
  }
}

function freeSlot(pool: i32, node: i32): void {
  const words = pools + ((<usize>pool) << 4);
  store<i32>(words, load<i32>(words, 4) + 1, 4);
  store<i32>(words, node, 8);
  if (load<i32>(words, 12) === 1) return;
  store<i32>(words, 1, 12);
  store<i32>(freed + (freedCount << 2), pool);
  freedCount += 1;
}

function handOut(): void {
  while (freedCount > 0) {
    freedCount -= 1;
    const pool = <usize>load<u32>(freed + (freedCount << 2));
    const words = pools + (pool << 4);
    const queue = queues + (pool << 3);
    store<i32>(words, 0, 12);
    while (load<i32>(words, 4) > 0 && load<i32>(queue) !== -1) {
      const node = load<i32>(queue);
      store<i32>(queue, load<i32>(nodes + ((<usize>node) << 4), 4));
      store<i32>(nodes + ((<usize>node) << 4), load<i32>(words, 8), 8);
      ask(node, false);
    }
  }
}

/** The first event stays in its place until the next push replaces it: an end mostly starts another node. */
function pop(): i32 {
  if (isHollow) {
    const last = heap + (heapSize << 4);
    heapSize -= 1;
    if (heapSize > 0) sink(load<f64>(last), load<i32>(last, 8));
  }
  isHollow = true;
  now = load<f64>(heap, 16);
  return load<i32>(heap, 24);
}

function pushEvent(time: f64, node: i32): void {
  if (isHollow) {
    isHollow = false;
    sink(time, node);
    return;
  }
  heapSize += 1;
  let at = heapSize;
  while (at > 1) {
    const parent = heap + ((at >> 1) << 4);
    const above = load<f64>(parent);
    if (above < time || (above === time && load<i32>(parent, 8) < node)) break;
    store<f64>(heap + (at << 4), above);
    store<i32>(heap + (at << 4), load<i32>(parent, 8), 8);
    at >>= 1;
  }
  store<f64>(heap + (at << 4), time);
  store<i32>(heap + (at << 4), node, 8);
}

/** Puts an event in the first place and lets it sink among `heapSize`. */
function sink(time: f64, node: i32): void {
  let at: usize = 1;
  for (let child: usize = 2; child <= heapSize; child = at << 1) {
    let below = heap + (child << 4);
    if (child < heapSize) {
      const isRight = precedes(load<f64>(below, 16), load<i32>(below, 24), load<f64>(below), load<i32>(below, 8));
      child += <usize>isRight;
      below += (<usize>isRight) << 4;
    }
    if (precedes(time, node, load<f64>(below), load<i32>(below, 8))) break;
    store<f64>(heap + (at << 4), load<f64>(below));
    store<i32>(heap + (at << 4), load<i32>(below, 8), 8);
    at = child;
  }
  store<f64>(heap + (at << 4), time);
  store<i32>(heap + (at << 4), node, 8);
}

@inline
function precedes(time: f64, node: i32, otherTime: f64, other: i32): bool {
  return <bool>(i32(time < otherTime) | (i32(time === otherTime) & i32(node < other)));
}

/**
 * Counts each task of the last run's critical path: back through the slot that a node took over when it had to queue,
 * else to the predecessor that ended last.
 */
export function countCriticalSlots(makespan: f64, stamp: i32): void {
  let place = lastToEnd(end, makespan, stamp);
  while (place >= 0) {
    countTask(place);
    const from = load<i32>(nodes + ((<usize>place) << 1), 8);
    const hasQueued = load<f64>(start + <usize>place) > load<f64>(ready + <usize>place);
    place = hasQueued && from >= 0 ? from << 3 : latestBefore(end, place);
  }
}
