import type { Duration } from '../../model/durations/duration.ts';
import {
  BINS_PER_SIDE,
  binOf,
  clearTable,
  drawFromTable,
  edgePlace,
  edgeProbability,
  edgeSeconds,
  probabilityOf,
  TABLES_ALIGNMENT,
  tableAddress,
  tablesBytes,
  withinBin,
} from './octave-table.ts';

/** Tables are a memory of edges, nothing more: beyond this many (64 MiB) edges are worked out again for each draw. */
const MOST_TABLES = 4032;

/**
 * Draws by tables that fill as they are used: an edge is asked of the quantile function when a draw first needs it.
 * Where the quantile function jumps inside a bin it is asked itself, so that nothing is ever drawn inside a gap.
 */
export class DrawTables {
  readonly #durations: readonly Duration[];
  /** The table of each duration, −1 beyond the limit; equal expressions share one. */
  readonly #tableOf: Int32Array;
  readonly #brokenBins: readonly (BrokenBins | null)[];
  readonly #tableCount: number;
  #memory: Float64Array;
  #tables = 0;

  constructor(durations: readonly Duration[]) {
    const known = new Map<string, number>();
    this.#durations = durations;
    this.#tableOf = Int32Array.from(durations, ({ expression }) => {
      const table = known.get(expression) ?? known.size;
      known.set(expression, table);
      return table < MOST_TABLES ? table : -1;
    });
    this.#brokenBins = durations.map(({ breaks, isDiscrete }) => {
      if (breaks) return binsOf(breaks);
      return isDiscrete ? EVERY_BIN : null;
    });
    this.#tableCount = Math.min(known.size, MOST_TABLES);
    this.#memory = new Float64Array(0);
    this.moveTo(new ArrayBuffer(this.bytes), 0);
  }

  /** How much memory the tables want, and where it may begin. */
  get bytes(): number {
    return tablesBytes(this.#tableCount);
  }

  get alignment(): number {
    return TABLES_ALIGNMENT;
  }

  /** Goes on in another memory, with empty tables. */
  moveTo(buffer: ArrayBuffer, tables: number): void {
    this.#memory = new Float64Array(buffer);
    this.#tables = tables;
    for (let table = 0; table < this.#tableCount; table += 1) clearTable(this.#memory, tableAddress(tables, table));
  }

  /** The address of a duration's table for the sampler, 0 when it has none. */
  addressOf(index: number): number {
    const table = this.#tableOf[index] as number;
    return table < 0 ? 0 : tableAddress(this.#tables, table);
  }

  /** The duration that a random word stands for. */
  draw(index: number, word: number): number {
    const table = this.#tableOf[index] as number;
    if (table >= 0) {
      const known = drawFromTable(this.#memory, tableAddress(this.#tables, table), word);
      if (!Number.isNaN(known)) return known;
    }
    return this.#work(index, word);
  }

  /** Works the edges of a word's bin out, and keeps them unless a bin beside is broken: NaN sends its draws here. */
  #work(index: number, word: number): number {
    const { quantile } = this.#durations[index] as Duration;
    const broken = this.#brokenBins[index] as BrokenBins | null;
    const table = this.#tableOf[index] as number;
    const isUpper = word < 0;
    const side = isUpper ? BINS_PER_SIDE : 0;
    const bin = binOf(word);
    if (broken?.has(side + bin)) return quantile(probabilityOf(word));
    const [low, high] = [edgeSeconds(quantile, bin, isUpper), edgeSeconds(quantile, bin + 1, isUpper)];
    if (table >= 0) {
      const at = edgePlace(tableAddress(this.#tables, table), word);
      if (!broken?.has(side + bin - 1)) this.#memory[at] = low;
      if (!broken?.has(side + bin + 1)) this.#memory[at + 1] = high;
    }
    return low + (high - low) * withinBin(word);
  }
}

type BrokenBins = Pick<ReadonlySet<number>, 'has'>;

/** Of a staircase that does not tell where its steps are. */
const EVERY_BIN: BrokenBins = { has: () => true };

/**
 * The bins that hold a break, or come so near to one that rounding decides; the upper side's after the lower side's.
 */
function binsOf(breaks: readonly number[]): BrokenBins {
  const bins = new Set<number>();
  for (const at of breaks) {
    for (const [tail, side] of [
      [at, 0],
      [1 - at, BINS_PER_SIDE],
    ] as const) {
      for (const near of [tail * (1 - 1e-12) - 1e-15, tail * (1 + 1e-12) + 1e-15]) {
        if (near <= edgeProbability(BINS_PER_SIDE) && near >= 0) bins.add(side + lastEdgeBelow(near));
      }
    }
  }
  return bins;
}

function lastEdgeBelow(p: number): number {
  let low = 0;
  let high = BINS_PER_SIDE - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edgeProbability(middle) <= p) low = middle;
    else high = middle - 1;
  }
  return low;
}
