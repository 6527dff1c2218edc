// AssemblyScript, not TypeScript: scripts/build-kernels.mjs compiles this folder to WebAssembly. Each function is the
// twin of the one with its name in ../plain-lanes.ts and gives the same bytes. Eight replications lie side by side in
// lanes of 64 bytes a node, so one instruction serves two of them. Pointers are bytes into the memory that the caller
// lays out.
import { countTask, inPlace, inStart, lastToEnd, latestBefore, nodeCount } from './network';

/** 2³² divided by the golden ratio: consecutive replications are far apart before they are mixed. */
const GOLDEN: i32 = 0x9e3779b9;

/**
 * Draws `chunks` times eight durations of each task. A task's row: two words of its key, the place of its table (0 for
 * none), the place of its node. `missing[task]` becomes 1 when a draw met an edge that the table does not hold yet.
 */
export function sample(
  taskCount: i32,
  rows: usize,
  missing: usize,
  durations: usize,
  chunkBytes: usize,
  chunks: i32,
  first: i32,
): void {
  const start = i32x4.mul(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(GOLDEN));
  const four = i32x4.splat(GOLDEN << 2);
  for (let task = 0; task < taskCount; task += 1) {
    const row = rows + ((<usize>task) << 4);
    const table = <usize>load<u32>(row, 8);
    if (table === 0) {
      store<i32>(missing + ((<usize>task) << 2), 1);
      continue;
    }
    const key0 = i32x4.splat(load<i32>(row));
    const key1 = i32x4.splat(load<i32>(row, 4));
    let to = durations + <usize>load<u32>(row, 12);
    let counter = start;
    let seen = f64x2.splat(0);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const words = finalize(v128.xor(finalize(v128.xor(counter, key0)), key1));
      counter = i32x4.add(counter, four);
      const more = finalize(v128.xor(finalize(v128.xor(counter, key0)), key1));
      counter = i32x4.add(counter, four);
      const a = fromTable(table, words);
      const b = fromTable(table, i64x2.shuffle(words, words, 1, 1));
      const c = fromTable(table, more);
      const d = fromTable(table, i64x2.shuffle(more, more, 1, 1));
      v128.store(to, a, 0);
      v128.store(to, b, 16);
      v128.store(to, c, 32);
      v128.store(to, d, 48);
      seen = f64x2.add(seen, f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
      to += chunkBytes;
    }
    store<i32>(missing + ((<usize>task) << 2), i32(v128.any_true(f64x2.ne(seen, seen))));
  }
}

/** Two draws from the two lower words: sign, exponent and first mantissa bits of word + ½ name the bin. */
function fromTable(table: usize, words: v128): v128 {
  const x = f64x2.add(f64x2.convert_low_i32x4_s(words), f64x2.splat(0.5));
  const at = v128.and(i64x2.shr_u(x, 44), i64x2.splat(0xffff8));
  const one = v128.load(table + <usize>(<u32>i32x4.extract_lane(at, 0)));
  const two = v128.load(table + <usize>(<u32>i32x4.extract_lane(at, 2)));
  const mantissa = v128.and(i64x2.shl(x, 5), i64x2.splat(0x000fffffffffffff));
  const within = f64x2.sub(v128.or(mantissa, i64x2.splat(0x3ff0000000000000)), f64x2.splat(1));
  const low = i64x2.shuffle(one, two, 0, 2);
  const high = i64x2.shuffle(one, two, 1, 3);
  return f64x2.add(low, f64x2.mul(f64x2.sub(high, low), within));
}

/** The finalizer lowbias32, four words at once: see ../../draws/counter-hash.ts. */
function finalize(words: v128): v128 {
  let h = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 16)), i32x4.splat(0x7feb352d));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/**
 * The end of every node, in eight replications: the latest end among its predecessors plus its duration. Nodes are in
 * topological order.
 */
export function longestPaths(durations: usize, ends: usize): void {
  let edge = inPlace;
  let to = ends;
  let from = durations;
  let row = inStart;
  for (let node = 0; node < nodeCount; node += 1) {
    row += 4;
    const last = inPlace + ((<usize>load<u32>(row)) << 2);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    for (; edge < last; edge += 4) {
      const before = ends + <usize>load<u32>(edge);
      a = f64x2.pmax(a, v128.load(before, 0));
      b = f64x2.pmax(b, v128.load(before, 16));
      c = f64x2.pmax(c, v128.load(before, 32));
      d = f64x2.pmax(d, v128.load(before, 48));
    }
    v128.store(to, f64x2.add(a, v128.load(from, 0)), 0);
    v128.store(to, f64x2.add(b, v128.load(from, 16)), 16);
    v128.store(to, f64x2.add(c, v128.load(from, 32)), 32);
    v128.store(to, f64x2.add(d, v128.load(from, 48)), 48);
    to += 64;
    from += 64;
  }
}

/** The latest end among `count` nodes, given by their places, in eight replications; 0 of none. */
export function latestEnds(count: i32, places: usize, ends: usize, into: usize): void {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  for (let at = 0; at < count; at += 1) {
    const end = ends + <usize>load<u32>(places + ((<usize>at) << 2));
    a = f64x2.pmax(a, v128.load(end, 0));
    b = f64x2.pmax(b, v128.load(end, 16));
    c = f64x2.pmax(c, v128.load(end, 32));
    d = f64x2.pmax(d, v128.load(end, 48));
  }
  v128.store(into, a, 0);
  v128.store(into, b, 16);
  v128.store(into, c, 32);
  v128.store(into, d, 48);
}

/**
 * Counts each task of each lane's critical path: from the last end back, always to the predecessor that ended last, the
 * first of several. `stamp` is above every stamp before; the next `lanes` stamps are used up.
 */
export function countCritical(lanes: i32, ends: usize, latest: usize, stamp: i32): void {
  for (let lane = 0; lane < lanes; lane += 1) {
    const column = ends + ((<usize>lane) << 3);
    let place = lastToEnd(column, load<f64>(latest + ((<usize>lane) << 3)), stamp + lane);
    while (place >= 0) {
      countTask(place);
      place = latestBefore(column, place);
    }
  }
}
