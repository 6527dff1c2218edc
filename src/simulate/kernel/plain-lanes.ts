import { hashWord } from '../draws/counter-hash.ts';
import { drawFromTable } from '../draws/octave-table.ts';
import { LANE_BYTES, LANES, type LaneMachine } from './machine.ts';

/**
 * The functions of `assembly/lanes.ts` without WebAssembly, on the same layout: for hosts that lack it, and to be
 * compared with it. Pointers are bytes, as there.
 */
export class PlainLanes implements LaneMachine {
  readonly buffer: ArrayBuffer;
  readonly #numbers: Float64Array;
  readonly #words: Int32Array;
  #placeBits = 0;
  #nodeCount = 0;
  #taskCount = 0;
  #inStart = 0;
  #inPlace = 0;
  #ids = 0;
  #sinkCount = 0;
  #sinks = 0;
  #scratch = 0;
  #counts = 0;

  constructor(bytes: number) {
    this.buffer = new ArrayBuffer(8 * Math.ceil(bytes / 8));
    this.#numbers = new Float64Array(this.buffer);
    this.#words = new Int32Array(this.buffer);
  }

  readonly describe: LaneMachine['describe'] = (
    placeBits,
    nodeCount,
    taskCount,
    inStart,
    inPlace,
    ids,
    sinkCount,
    sinks,
    scratch,
    counts,
  ) => {
    this.#placeBits = placeBits;
    this.#nodeCount = nodeCount;
    this.#taskCount = taskCount;
    this.#inStart = inStart >> 2;
    this.#inPlace = inPlace >> 2;
    this.#ids = ids >> 2;
    this.#sinkCount = sinkCount;
    this.#sinks = sinks >> 2;
    this.#scratch = scratch >> 2;
    this.#counts = counts >> 2;
  };

  readonly sample: LaneMachine['sample'] = (
    taskCount,
    rows,
    missing,
    _scratch,
    durations,
    chunkBytes,
    chunks,
    first,
  ) => {
    const words = this.#words;
    for (let task = 0; task < taskCount; task += 1) {
      const row = (rows >> 2) + 4 * task;
      const table = words[row + 2] as number;
      let isMissing = table === 0;
      for (let chunk = 0; chunk < chunks && table !== 0; chunk += 1) {
        const to = (durations + (words[row + 3] as number) + chunk * chunkBytes) >> 3;
        for (let lane = 0; lane < LANES; lane += 1) {
          const word = hashWord(words[row] as number, words[row + 1] as number, first + LANES * chunk + lane);
          const seconds = drawFromTable(this.#numbers, table, word);
          if (Number.isNaN(seconds)) isMissing = true;
          this.#numbers[to + lane] = seconds;
        }
      }
      words[(missing >> 2) + task] = isMissing ? 1 : 0;
    }
  };

  readonly longestPaths: LaneMachine['longestPaths'] = (durations, ends) => {
    const numbers = this.#numbers;
    const words = this.#words;
    for (let node = 0; node < this.#nodeCount; node += 1) {
      const row = this.#inStart + node;
      const last = this.#inPlace + (words[row + 1] as number);
      for (let lane = 0; lane < LANES; lane += 1) {
        let latest = 0;
        for (let edge = this.#inPlace + (words[row] as number); edge < last; edge += 1) {
          const before = numbers[((ends + (words[edge] as number)) >> 3) + lane] as number;
          if (before > latest) latest = before;
        }
        const at = ((node * LANE_BYTES) >> 3) + lane;
        numbers[(ends >> 3) + at] = latest + (numbers[(durations >> 3) + at] as number);
      }
    }
  };

  readonly latestEnds: LaneMachine['latestEnds'] = (count, places, ends, into) => {
    for (let lane = 0; lane < LANES; lane += 1) {
      let latest = 0;
      for (let at = 0; at < count; at += 1) {
        const end = this.#numbers[((ends + (this.#words[(places >> 2) + at] as number)) >> 3) + lane] as number;
        if (end > latest) latest = end;
      }
      this.#numbers[(into >> 3) + lane] = latest;
    }
  };

  readonly countCritical: LaneMachine['countCritical'] = (lanes, ends, latest, stamp) => {
    for (let lane = 0; lane < lanes; lane += 1) {
      const column = (ends >> 3) + lane;
      let place = this.#lastToEnd(column, this.#numbers[(latest >> 3) + lane] as number, stamp + lane);
      while (place >= 0) {
        const id = this.#words[this.#ids + (place >> this.#placeBits)] as number;
        if (id < this.#taskCount) this.#words[this.#counts + id]! += 1;
        place = this.#latestBefore(column, place);
      }
    }
  };

  #lastToEnd(column: number, makespan: number, stamp: number): number {
    const words = this.#words;
    let depth = 0;
    let best = -1;
    let bestId = this.#taskCount;
    const push = (place: number): void => {
      if (this.#numbers[column + (place >> 3)] !== makespan) return;
      const mark = this.#scratch + 2 * (place >> this.#placeBits) + 1;
      if (words[mark] === stamp) return;
      words[mark] = stamp;
      words[this.#scratch + 2 * depth++] = place;
    };
    for (let at = 0; at < this.#sinkCount; at += 1) push(words[this.#sinks + at] as number);
    while (depth > 0) {
      const place = words[this.#scratch + 2 * --depth] as number;
      const rank = place >> this.#placeBits;
      const id = words[this.#ids + rank] as number;
      if (id < bestId) {
        bestId = id;
        best = place;
      }
      const last = this.#inPlace + (words[this.#inStart + rank + 1] as number);
      for (let edge = this.#inPlace + (words[this.#inStart + rank] as number); edge < last; edge += 1) {
        push(words[edge] as number);
      }
    }
    return best;
  }

  #latestBefore(column: number, place: number): number {
    const row = this.#inStart + (place >> this.#placeBits);
    const last = this.#inPlace + (this.#words[row + 1] as number);
    let latest = -1;
    let found = -1;
    for (let edge = this.#inPlace + (this.#words[row] as number); edge < last; edge += 1) {
      const before = this.#words[edge] as number;
      const end = this.#numbers[column + (before >> 3)] as number;
      if (end <= latest) continue;
      found = before;
      latest = end;
    }
    return found;
  }
}
