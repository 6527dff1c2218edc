// AssemblyScript: the events of ./slots.ts where every node takes a slot of the one pool, and its slots are few. Then
// the next event is found by looking at all slots at once, which costs less than a heap and guesses no branch.
import { inStart, nodeCount } from './network';
import { durations, end, nodes, outNode, outStart, ready, setDurations, start } from './slots';

/** How many slots there are, and groups of eight of them; the times of idle slots are infinite. */
let capacity: i32 = 0;
let groupCount: usize = 0;
let times: usize = 0;
/** The node in each slot; the slots that are idle, as a stack. */
let holders: usize = 0;
let idle: usize = 0;
/** Nodes in the order in which they became ready without finding a slot. */
let queue: usize = 0;
/** How many predecessors each node has, and how many of them have not ended. */
let degrees: usize = 0;
let missing: usize = 0;

export function describeWorkers(
  slots: i32,
  slotTimes: usize,
  slotHolders: usize,
  idleSlots: usize,
  waiting: usize,
  inDegrees: usize,
  notEnded: usize,
): void {
  capacity = slots;
  groupCount = <usize>(slots + 7) >> 3;
  times = slotTimes;
  holders = slotHolders;
  idle = idleSlots;
  queue = waiting;
  degrees = inDegrees;
  missing = notEnded;
  for (let node: usize = 0; node < <usize>nodeCount; node += 1) {
    const row = inStart + (node << 2);
    store<i32>(degrees + (node << 2), load<i32>(row, 4) - load<i32>(row));
  }
}

/** Runs one replication. @returns how many nodes were done */
export function runWorkers(lane: usize): i32 {
  setDurations(lane);
  memory.copy(missing, degrees, (<usize>nodeCount) << 2);
  for (let slot: usize = 0; slot < groupCount << 3; slot += 1) store<f64>(times + (slot << 3), Infinity);
  let idleCount = capacity;
  for (let slot = 0; slot < capacity; slot += 1) store<i32>(idle + ((<usize>slot) << 2), capacity - 1 - slot);
  let head = queue;
  let tail = queue;
  for (let node = 0; node < nodeCount; node += 1) {
    if (load<i32>(degrees + ((<usize>node) << 2)) !== 0) continue;
    store<f64>(ready + ((<usize>node) << 3), 0);
    if (idleCount > 0) {
      idleCount -= 1;
      begin(node, load<i32>(idle + ((<usize>idleCount) << 2)), 0);
    } else {
      store<i32>(tail, node);
      tail += 4;
    }
  }
  let done = 0;
  while (idleCount < capacity) {
    const slot = nextSlot();
    const now = load<f64>(times + ((<usize>slot) << 3));
    const node = load<i32>(holders + ((<usize>slot) << 2));
    store<f64>(end + ((<usize>node) << 3), now);
    done += 1;
    if (head < tail) {
      const next = load<i32>(head);
      head += 4;
      store<i32>(nodes + ((<usize>next) << 4), node, 8);
      begin(next, slot, now);
    } else {
      store<f64>(times + ((<usize>slot) << 3), Infinity);
      store<i32>(idle + ((<usize>idleCount) << 2), slot);
      idleCount += 1;
    }
    const row = outStart + ((<usize>node) << 2);
    const last = outNode + ((<usize>load<u32>(row, 4)) << 2);
    // Each successor is written to the queue's end, and stays there when it misses nothing: no branch to be guessed.
    for (let at = outNode + ((<usize>load<u32>(row)) << 2); at < last; at += 4) {
      const next = load<i32>(at);
      const left = load<i32>(missing + ((<usize>next) << 2)) - 1;
      store<i32>(missing + ((<usize>next) << 2), left);
      store<f64>(ready + ((<usize>next) << 3), now);
      store<i32>(tail, next);
      tail += (<usize>(left === 0)) << 2;
    }
    while (idleCount > 0 && head < tail) {
      idleCount -= 1;
      begin(load<i32>(head), load<i32>(idle + ((<usize>idleCount) << 2)), now);
      head += 4;
    }
  }
  return done;
}

@inline
function begin(node: i32, slot: i32, now: f64): void {
  store<f64>(start + ((<usize>node) << 3), now);
  store<i32>(holders + ((<usize>slot) << 2), node);
  store<f64>(times + ((<usize>slot) << 3), now + load<f64>(durations + ((<usize>node) << 6)));
}

/** The slot whose node ends first, the least node of several. */
@inline
function nextSlot(): i32 {
  let a = f64x2.splat(Infinity);
  let b = a;
  for (let group: usize = 0; group < groupCount; group += 1) {
    const at = times + (group << 6);
    a = f64x2.pmin(a, f64x2.pmin(v128.load(at, 0), v128.load(at, 16)));
    b = f64x2.pmin(b, f64x2.pmin(v128.load(at, 32), v128.load(at, 48)));
  }
  a = f64x2.pmin(a, b);
  const first = f64x2.pmin(a, i64x2.shuffle(a, a, 1, 0));
  let found: i64 = 0;
  for (let group: usize = 0; group < groupCount; group += 1) {
    const at = times + (group << 6);
    const bits =
      i64x2.bitmask(f64x2.eq(v128.load(at, 0), first)) |
      (i64x2.bitmask(f64x2.eq(v128.load(at, 16), first)) << 2) |
      (i64x2.bitmask(f64x2.eq(v128.load(at, 32), first)) << 4) |
      (i64x2.bitmask(f64x2.eq(v128.load(at, 48), first)) << 6);
    found |= (<i64>bits) << ((<i64>group) << 3);
  }
  let slot = i32(ctz(found));
  found &= found - 1;
  while (found !== 0) {
    const other = i32(ctz(found));
    if (load<i32>(holders + ((<usize>other) << 2)) < load<i32>(holders + ((<usize>slot) << 2))) slot = other;
    found &= found - 1;
  }
  return slot;
}
