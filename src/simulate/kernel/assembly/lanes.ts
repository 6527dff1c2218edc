// AssemblyScript, not TypeScript: scripts/build-kernels.mjs compiles this folder to WebAssembly. Each function is the
// twin of the one with its name in ../plain-lanes.ts and gives the same bytes. Eight replications lie side by side in
// lanes of 64 bytes a node, so one instruction serves two of them. Pointers are bytes into the memory that the caller
// lays out.
import { countTask, inPlace, inStart, lastToEnd, latestBefore, nodeCount } from './network';

/** 2³² divided by the golden ratio: consecutive replications are far apart before they are mixed. */
const GOLDEN: i32 = 0x9e3779b9;
/** Below 1024 the caller lays nothing out: see ../layout.ts. */
const FREE_BYTES: usize = 512;

/**
 * Draws `chunks` times eight durations of each task. A task's row: two words of its key, the place of its table (0 for
 * none), the place of its node. `missing[task]` becomes 1 when a draw met an edge that the table does not hold yet.
 * `mixed` has room for a word a replication: what all tasks share of their hashes.
 */
export function sample(
  taskCount: i32,
  rows: usize,
  missing: usize,
  mixed: usize,
  durations: usize,
  chunkBytes: usize,
  chunks: i32,
  first: i32,
): void {
  mixReplications(mixed, chunks << 1, first);
  const lastMixed = mixed + ((<usize>chunks) << 5);
  for (let task = 0; task < taskCount; task += 1) {
    const row = rows + ((<usize>task) << 4);
    const table = load<i32>(row, 8);
    if (table === 0) {
      store<i32>(missing + ((<usize>task) << 2), 1);
      continue;
    }
    const key0 = i32x4.splat(load<i32>(row));
    const key1 = i32x4.splat(load<i32>(row, 4) | 1);
    const tables = i32x4.splat(table);
    let to = durations + <usize>load<u32>(row, 12);
    let seen = f64x2.splat(0);
    for (let from = mixed; from < lastMixed; from += 32) {
      const a = fourDraws(to, tables, finalize(i32x4.mul(v128.xor(v128.load(from, 0), key0), key1)));
      const b = fourDraws(to + 32, tables, finalize(i32x4.mul(v128.xor(v128.load(from, 16), key0), key1)));
      seen = f64x2.add(seen, f64x2.add(a, b));
      to += chunkBytes;
    }
    store<i32>(missing + ((<usize>task) << 2), i32(v128.any_true(f64x2.ne(seen, seen))));
  }
}

function mixReplications(mixed: usize, fours: i32, first: i32): void {
  let counter = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let at = 0; at < fours; at += 1) {
    v128.store(mixed + ((<usize>at) << 4), finalize(i32x4.mul(counter, i32x4.splat(GOLDEN))));
    counter = i32x4.add(counter, i32x4.splat(4));
  }
}

/**
 * Four draws from four words: sign, exponent and first mantissa bits of word + ½ name the bin, the other bits the place
 * in it. @returns a sum of all four, NaN when an edge is missing
 */
@inline
function fourDraws(to: usize, tables: v128, words: v128): v128 {
  const x = f64x2.add(f64x2.convert_low_i32x4_s(words), f64x2.splat(0.5));
  const y = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(words, words, 1, 1)), f64x2.splat(0.5));
  // Only the upper halves of the numbers name bins: sign, exponent and five bits, as a multiple of eight bytes.
  const upper = i32x4.shuffle(x, y, 1, 3, 5, 7);
  const at = i32x4.add(tables, v128.and(i32x4.shr_u(upper, 12), i32x4.splat(0xffff8)));
  const first = i64x2.extract_lane(at, 0);
  const second = i64x2.extract_lane(at, 1);
  const one = v128.load(<usize>first);
  const two = v128.load(<usize>(<u64>first >> 32));
  const three = v128.load(<usize>second);
  const four = v128.load(<usize>(<u64>second >> 32));
  const a = interpolated(one, two, x);
  const b = interpolated(three, four, y);
  v128.store(to, a, 0);
  v128.store(to, b, 16);
  return f64x2.add(a, b);
}

/** 32 + the place in the bin has the bits of x below the bin as they are. */
@inline
function interpolated(one: v128, two: v128, x: v128): v128 {
  const bits = v128.or(v128.and(x, i64x2.splat(0x00007fffffffffff)), i64x2.splat(0x4040000000000000));
  const within = f64x2.sub(bits, f64x2.splat(32));
  const low = i64x2.shuffle(one, two, 0, 2);
  const high = i64x2.shuffle(one, two, 1, 3);
  return f64x2.add(low, f64x2.mul(f64x2.sub(high, low), within));
}

/** The finalizer lowbias32, four words at once: see ../../draws/counter-hash.ts. */
@inline
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
 * first of several. The lanes take turns, a step each, so that one need not wait for another's memory. `latest` holds
 * the makespans; `stamp` is above every stamp before; the next `lanes` stamps are used up.
 */
export function countCritical(lanes: i32, ends: usize, latest: usize, stamp: i32): void {
  const places = FREE_BYTES;
  let alive = 0;
  for (let lane = 0; lane < lanes; lane += 1) {
    const column = ends + ((<usize>lane) << 3);
    const place = lastToEnd(column, load<f64>(latest + ((<usize>lane) << 3)), stamp + lane);
    if (place < 0) continue;
    const at = places + ((<usize>alive) << 3);
    store<i32>(at, place);
    store<i32>(at, i32(column), 4);
    alive += 1;
  }
  while (alive > 0) {
    let left = 0;
    for (let turn = 0; turn < alive; turn += 1) {
      const at = places + ((<usize>turn) << 3);
      const place = load<i32>(at);
      const column = load<i32>(at, 4);
      countTask(place);
      const before = latestBefore(<usize>column, place);
      const to = places + ((<usize>left) << 3);
      store<i32>(to, before);
      store<i32>(to, column, 4);
      left += i32(before >= 0);
    }
    alive = left;
  }
}
