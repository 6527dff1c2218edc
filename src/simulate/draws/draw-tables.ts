import type { Duration } from '../../model/durations/duration.ts';
import type { DrawMemory } from './draw-memory.ts';
import {
  BINS_PER_OCTAVE,
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
  tableEdges,
  tablesBytes,
  withinBin,
  writeTable,
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
  /** Of each table. */
  readonly #expressions: readonly string[];
  /** Null until somebody draws, or moves the tables into a memory of their own. */
  #memory: Float64Array | null = null;
  #tables = 0;
  readonly #shared: DrawMemory | null;

  /** @param shared where edges are looked up first, and handed on to by `remember` */
  constructor(durations: readonly Duration[], shared: DrawMemory | null = null) {
    this.#shared = shared;
    shared?.open(this);
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
    this.#expressions = [...known.keys()].slice(0, MOST_TABLES);
  }

  /** How much memory the tables want, and where it may begin. */
  get bytes(): number {
    return tablesBytes(this.#expressions.length);
  }

  get alignment(): number {
    return TABLES_ALIGNMENT;
  }

  /** Goes on in another memory, with empty tables. */
  moveTo(buffer: ArrayBuffer, tables: number): void {
    const memory = new Float64Array(buffer);
    this.#memory = memory;
    this.#tables = tables;
    for (const [table, expression] of this.#expressions.entries()) {
      const known = this.#shared?.edgesOf(expression);
      if (known) writeTable(memory, tableAddress(tables, table), known);
      else clearTable(memory, tableAddress(tables, table));
    }
  }

  /** Hands the edges that were worked out on to those who draw later. */
  remember(): void {
    const memory = this.#memory;
    if (memory === null || this.#shared === null) return;
    for (const [table, expression] of this.#expressions.entries()) {
      if (this.#shared.edgesOf(expression)) continue;
      this.#shared.keep(expression, tableEdges(memory, tableAddress(this.#tables, table)));
    }
  }

  /** The address of a duration's table for the sampler, 0 when it has none. */
  addressOf(index: number): number {
    const table = this.#tableOf[index] as number;
    return table < 0 ? 0 : tableAddress(this.#tables, table);
  }

  /** The duration that a random word stands for. */
  draw(index: number, word: number): number {
    if (this.#memory === null) this.moveTo(new ArrayBuffer(this.bytes), 0);
    const memory = this.#memory as Float64Array | null as Float64Array;
    const table = this.#tableOf[index] as number;
    if (table < 0) return this.#work(index, word);
    const address = tableAddress(this.#tables, table);
    const known = drawFromTable(memory, address, word);
    if (!Number.isNaN(known)) return known;
    this.#fill(index, word, { memory, address });
    const filled = drawFromTable(memory, address, word);
    return Number.isNaN(filled) ? this.#work(index, word) : filled;
  }

  /** What a draw is without a table: straight between the edges of its bin, unless the bin is broken. */
  #work(index: number, word: number): number {
    const { quantile } = this.#durations[index] as Duration;
    const isUpper = word < 0;
    const bin = binOf(word);
    if (this.#brokenBins[index]?.has((isUpper ? BINS_PER_SIDE : 0) + bin)) return quantile(probabilityOf(word));
    const [low, high] = [edgeSeconds(quantile, bin, isUpper), edgeSeconds(quantile, bin + 1, isUpper)];
    return low + (high - low) * withinBin(word);
  }

  /**
   * Keeps the edges of a word's bin; once one of its octave is known all others too, because more draws will come.
   * An edge beside a broken bin is never kept: NaN sends the draws of that bin here.
   */
  #fill(index: number, word: number, { memory, address }: { memory: Float64Array; address: number }): void {
    const { quantile } = this.#durations[index] as Duration;
    const broken = this.#brokenBins[index];
    const isUpper = word < 0;
    const side = isUpper ? BINS_PER_SIDE : 0;
    const bin = binOf(word);
    const from = edgePlace(address, word) - bin;
    const octave = bin - (bin % BINS_PER_OCTAVE);
    let [first, last] = [bin, bin + 1];
    for (let edge = octave + 1; edge < octave + BINS_PER_OCTAVE; edge += 1) {
      if (Number.isNaN(memory[from + edge])) continue;
      [first, last] = [octave, octave + BINS_PER_OCTAVE];
      break;
    }
    for (let edge = first; edge <= last; edge += 1) {
      if (broken?.has(side + edge - 1) || broken?.has(side + edge) || !Number.isNaN(memory[from + edge])) continue;
      memory[from + edge] = edgeSeconds(quantile, edge, isUpper);
    }
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
