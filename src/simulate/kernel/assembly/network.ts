// AssemblyScript: what both kernels know of the network, and the way back along a critical path.

/** A node's place is its rank times this power of two, in bytes: 6 for lanes of eight numbers, 3 for single numbers. */
let placeBits: usize = 0;
export let nodeCount: i32 = 0;
/** Ids from here on are milestones: they end no run, but a path may lead through them. */
let taskCount: i32 = 0;
/** Row starts, counted in edges, and the place of each predecessor; the id of each node; the places of the sinks. */
export let inStart: usize = 0;
export let inPlace: usize = 0;
let ids: usize = 0;
let sinkCount: i32 = 0;
let sinks: usize = 0;
/** Two words a node: a stack, and the last search that has seen the node. */
let scratch: usize = 0;
/** How often each task was on a critical path, by id. */
let counts: usize = 0;

export function describe(
  places: i32,
  nodes: i32,
  tasks: i32,
  rowStarts: usize,
  predecessors: usize,
  idOfRank: usize,
  lastCount: i32,
  lastNodes: usize,
  twoWords: usize,
  critical: usize,
): void {
  placeBits = <usize>places;
  nodeCount = nodes;
  taskCount = tasks;
  inStart = rowStarts;
  inPlace = predecessors;
  ids = idOfRank;
  sinkCount = lastCount;
  sinks = lastNodes;
  scratch = twoWords;
  counts = critical;
}

/**
 * The place of the task that ends at the makespan, the least id of several: a sink, or what leads to one in no time.
 */
export function lastToEnd(column: usize, makespan: f64, stamp: i32): i32 {
  let depth: usize = 0;
  let best = -1;
  let bestId = taskCount;
  for (let at = 0; at < sinkCount; at += 1) {
    depth = push(column, load<i32>(sinks + ((<usize>at) << 2)), makespan, stamp, depth);
  }
  while (depth > 0) {
    depth -= 8;
    const place = load<i32>(scratch + depth);
    const rank = <usize>place >> placeBits;
    const id = load<i32>(ids + (rank << 2));
    if (id < bestId) {
      bestId = id;
      best = place;
    }
    const last = inPlace + ((<usize>load<u32>(inStart + (rank << 2), 4)) << 2);
    for (let edge = inPlace + ((<usize>load<u32>(inStart + (rank << 2))) << 2); edge < last; edge += 4) {
      depth = push(column, load<i32>(edge), makespan, stamp, depth);
    }
  }
  return best;
}

/** Stacks a place that ends at the makespan and was not seen yet. */
@inline
function push(column: usize, place: i32, makespan: f64, stamp: i32, depth: usize): usize {
  if (load<f64>(column + <usize>place) !== makespan) return depth;
  const mark = scratch + ((<usize>place >> placeBits) << 3) + 4;
  if (load<i32>(mark) === stamp) return depth;
  store<i32>(mark, stamp);
  store<i32>(scratch + depth, place);
  return depth + 8;
}

export function countTask(place: i32): void {
  const id = load<i32>(ids + ((<usize>place >> placeBits) << 2));
  if (id >= taskCount) return;
  const count = counts + ((<usize>id) << 2);
  store<i32>(count, load<i32>(count) + 1);
}

/**
 * The place of the predecessor that ended last, the first of several; −1 of none. Ends are not negative, so their bits
 * are in their order; of whole numbers the later is chosen without a jump that the processor would have to guess.
 */
export function latestBefore(column: usize, place: i32): i32 {
  const row = inStart + ((<usize>place >> placeBits) << 2);
  const last = inPlace + ((<usize>load<u32>(row, 4)) << 2);
  let latest: i64 = -1;
  let found = -1;
  for (let edge = inPlace + ((<usize>load<u32>(row)) << 2); edge < last; edge += 4) {
    const before = load<i32>(edge);
    const end = load<i64>(column + <usize>before);
    const isLater = end > latest;
    found = isLater ? before : found;
    latest = isLater ? end : latest;
  }
  return found;
}
