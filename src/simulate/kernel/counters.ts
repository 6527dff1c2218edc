import type { Gates } from './network.ts';

const ABSENT = 0;
const GOOD = 1;
const BAD = 2;

export const UNDECIDED = 0;
export const REACHED = 1;
export const FAILED = 2;

/** What counters have stored: each mark once, good or bad. */
export class Counters {
  readonly #gates: Gates;
  readonly #marks: Uint8Array;
  /** How many each counter counts, by the weight of its marks; how many marks it stores; how many of them are bad. */
  readonly #counted: Int32Array;
  readonly #stored: Int32Array;
  readonly #bad: Int32Array;
  /** How many nodes are blocked at each counter. */
  readonly #blocked: Int32Array;

  constructor(gates: Gates) {
    this.#gates = gates;
    this.#marks = new Uint8Array(gates.markCounter.length);
    this.#counted = new Int32Array(gates.counterCount);
    this.#stored = new Int32Array(gates.counterCount);
    this.#bad = new Int32Array(gates.counterCount);
    this.#blocked = new Int32Array(gates.counterCount);
  }

  reset(): void {
    this.#marks.fill(ABSENT);
    this.#counted.fill(0);
    this.#stored.fill(0);
    this.#bad.fill(0);
    this.#blocked.fill(0);
    for (const mark of this.#gates.initialMarks) this.#store(mark, GOOD);
  }

  /** The counter that emission `index` speaks to. */
  counterOf(index: number): number {
    const mark = this.#gates.emitMark[index] as number;
    return mark < 0 ? -1 - mark : (this.#gates.markCounter[mark] as number);
  }

  /** Emissions of one event are stored together; then all who listen to their counters hear of it. */
  emit(row: number, by: number, hear: (node: number, by: number) => void): void {
    const { emitStart, listenerStart, listener } = this.#gates;
    const first = emitStart[row] as number;
    const last = emitStart[row + 1] as number;
    for (let index = first; index < last; index += 1) this.receive(index);
    for (let index = first; index < last; index += 1) {
      const counter = this.counterOf(index);
      for (let at = listenerStart[counter] as number; at < (listenerStart[counter + 1] as number); at += 1) {
        hear(listener[at] as number, by);
      }
    }
  }

  /** Stores emission `index`, unless its counter is volatile and nobody is blocked at it. */
  receive(index: number): void {
    const gates = this.#gates;
    const counter = this.counterOf(index);
    if (gates.isVolatile[counter] === 1 && this.#blocked[counter] === 0) return;
    let mark = gates.emitMark[index] as number;
    if (mark < 0) {
      const next = (gates.numberStart[counter] as number) + (this.#stored[counter] as number);
      mark = gates.numberedMark[next] as number;
    }
    this.#store(mark, gates.emitFails[index] === 1 ? BAD : GOOD);
  }

  /** What a node's counter says of it now: a failure counts more than any number. */
  verdictOf(node: number): typeof UNDECIDED | typeof REACHED | typeof FAILED {
    const counter = this.#gates.counterOf[node] as number;
    if ((this.#bad[counter] as number) > 0) return FAILED;
    return (this.#counted[counter] as number) >= (this.#gates.threshold[node] as number) ? REACHED : UNDECIDED;
  }

  /** A node begins to be blocked at its counter (+1), or no longer is (−1). */
  block(node: number, change: 1 | -1): void {
    const counter = this.#gates.counterOf[node] as number;
    this.#blocked[counter] = (this.#blocked[counter] as number) + change;
  }

  #store(mark: number, status: number): void {
    const { markCounter, markWeight, overwrites } = this.#gates;
    const counter = markCounter[mark] as number;
    const before = this.#marks[mark] as number;
    if (before !== ABSENT && overwrites[counter] === 0) return;
    if (before === ABSENT) {
      this.#counted[counter] = (this.#counted[counter] as number) + (markWeight[mark] as number);
      this.#stored[counter] = (this.#stored[counter] as number) + 1;
    }
    this.#bad[counter] = (this.#bad[counter] as number) + (status === BAD ? 1 : 0) - (before === BAD ? 1 : 0);
    this.#marks[mark] = status;
  }
}
