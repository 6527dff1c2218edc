// AssemblyScript: draws by tables, four at a time. How a word of random bits names its bin, and how tables lie in
// memory, stands in ../../draws/octave-table.ts; the plain twin is `sample` in ../plain-lanes.ts.

/** 2³² divided by the golden ratio: consecutive replications are far apart before they are mixed. */
const GOLDEN: i32 = 0x9e3779b9;
/** Below 1024 the caller lays nothing out: see ../layout.ts. */
const FREE_BYTES: usize = 512;
/** From a table's address to its last edge, the median: 1022 octaves that no word names, and 32 that one does. */
const TO_MEDIAN: usize = (1022 + 32) * 32 * 8;
const TO_UPPER_SIDE: usize = 1 << 19;
const LINE_BYTES: usize = 64;

/**
 * Draws `chunks` times eight durations of each task. A task's row: two words of its key, the place of its table (0 for
 * none), the place of its node. `missing[task]` becomes 1 when a draw met an edge that the table does not hold yet.
 * `scratch` has room for 16 bytes a replication: a word that all tasks share of their hashes, then what `findBins`
 * leaves of one task.
 */
export function sample(
  taskCount: i32,
  rows: usize,
  missing: usize,
  scratch: usize,
  durations: usize,
  chunkBytes: usize,
  chunks: i32,
  first: i32,
): void {
  const bins = scratch + ((<usize>chunks) << 5);
  mixReplications(scratch, bins, first);
  for (let task = 0; task < taskCount; task += 1) {
    const row = rows + ((<usize>task) << 4);
    const table = load<i32>(row, 8);
    let isMissing = true;
    if (table !== 0) {
      findBins(scratch, bins, row);
      const next = task + 1 < taskCount ? load<i32>(row, 24) : 0;
      const to = durations + <usize>load<u32>(row, 12);
      isMissing = drawAll(to, chunkBytes, bins, chunks, <usize>(next === 0 ? table : next));
    }
    store<i32>(missing + ((<usize>task) << 2), i32(isMissing));
  }
}

function mixReplications(mixed: usize, last: usize, first: i32): void {
  let counter = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let at = mixed; at < last; at += 16) {
    v128.store(at, finalize(i32x4.mul(counter, i32x4.splat(GOLDEN))));
    counter = i32x4.add(counter, i32x4.splat(4));
  }
}

/**
 * Four words at a time: sign, exponent and first mantissa bits of word + ½ name the bin, the other bits the place in
 * it. Leaves the addresses of four bins, then four places. Apart from the draws themselves, because a processor has
 * only so many instructions in hand: here they wait for the hash, there for the tables.
 */
@inline
function findBins(mixed: usize, bins: usize, row: usize): void {
  const key0 = i32x4.splat(load<i32>(row));
  const key1 = i32x4.splat(load<i32>(row, 4) | 1);
  const table = i32x4.splat(load<i32>(row, 8));
  let to = bins;
  for (let from = mixed; from < bins; from += 16) {
    const words = finalize(i32x4.mul(v128.xor(v128.load(from), key0), key1));
    const x = f64x2.add(f64x2.convert_low_i32x4_s(words), f64x2.splat(0.5));
    const y = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(words, words, 1, 1)), f64x2.splat(0.5));
    // Only the upper halves of the numbers name bins: sign, exponent and five bits, as a multiple of eight bytes.
    const upper = i32x4.shuffle(x, y, 1, 3, 5, 7);
    v128.store(to, i32x4.add(table, v128.and(i32x4.shr_u(upper, 12), i32x4.splat(0xffff8))));
    v128.store(to, placeInBin(x), 16);
    v128.store(to, placeInBin(y), 32);
    to += 48;
  }
}

/** 32 + the place in the bin has the bits of x below the bin as they are. */
@inline
function placeInBin(x: v128): v128 {
  const bits = v128.or(v128.and(x, i64x2.splat(0x00007fffffffffff)), i64x2.splat(0x4040000000000000));
  return f64x2.sub(bits, f64x2.splat(32));
}

/**
 * Draws by the bins found. Beside each eight draws it reads a line on either side of the next task's table, from the
 * median on, so that the next draws find it in the cache: a thousand tables do not fit in there.
 * @returns whether an edge is missing
 */
@inline
function drawAll(durations: usize, chunkBytes: usize, bins: usize, chunks: i32, nextTable: usize): bool {
  let to = durations;
  let from = bins;
  let ahead = nextTable + TO_MEDIAN;
  let touched: i64 = 0;
  let sum = f64x2.splat(0);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    sum = f64x2.add(sum, f64x2.add(fourDraws(to, from), fourDraws(to + 32, from + 48)));
    touched |= load<i64>(ahead) | load<i64>(ahead + TO_UPPER_SIDE);
    ahead -= LINE_BYTES;
    to += chunkBytes;
    from += 96;
  }
  // What is read and used nowhere is not read at all.
  store<i64>(FREE_BYTES, touched);
  return v128.any_true(f64x2.ne(sum, sum));
}

/** @returns a sum of all four, NaN when an edge is missing */
@inline
function fourDraws(to: usize, bins: usize): v128 {
  const one = v128.load(<usize>load<u32>(bins, 0));
  const two = v128.load(<usize>load<u32>(bins, 4));
  const three = v128.load(<usize>load<u32>(bins, 8));
  const four = v128.load(<usize>load<u32>(bins, 12));
  const a = interpolated(one, two, v128.load(bins, 16));
  const b = interpolated(three, four, v128.load(bins, 32));
  v128.store(to, a, 0);
  v128.store(to, b, 16);
  return f64x2.add(a, b);
}

@inline
function interpolated(one: v128, two: v128, places: v128): v128 {
  const low = i64x2.shuffle(one, two, 0, 2);
  const high = i64x2.shuffle(one, two, 1, 3);
  return f64x2.add(low, f64x2.mul(f64x2.sub(high, low), places));
}

/** The finalizer lowbias32, four words at once: see ../../draws/counter-hash.ts. */
@inline
function finalize(words: v128): v128 {
  let h = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 16)), i32x4.splat(0x7feb352d));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(h, i32x4.shr_u(h, 16));
}
