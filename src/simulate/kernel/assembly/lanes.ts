// AssemblyScript, not TypeScript: scripts/build-kernels.mjs compiles this folder to WebAssembly. Each function is the
// twin of the one with its name in ../plain-lanes.ts and gives the same bytes. Eight replications lie side by side in
// lanes of 64 bytes a node, so one instruction serves two of them. Pointers are bytes into the memory that the caller
// lays out.
import { countTask, inPlace, inStart, lastToEnd, latestBefore, nodeCount } from './network';

/** Below 1024 the caller lays nothing out: see ../layout.ts. */
const FREE_BYTES: usize = 512;

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
