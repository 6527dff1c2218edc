import type { Lines } from './conduct.ts';
import { EventHeap } from './event-heap.ts';

/** Who stands in which line, and when each line is served next. */
export class LineRounds {
  readonly #lines: Lines;
  readonly #schedule: (line: number, time: number) => void;
  /** Those who stand in the line, and those of the round that is under way, by turn. */
  readonly #standing: readonly EventHeap[];
  readonly #round: readonly EventHeap[];
  /** When the next round can begin; NaN before the line opens. */
  readonly #nextRound: Float64Array;
  readonly #rounds: Int32Array;
  /** 1 while a round is under way or scheduled. */
  readonly #isAwake: Uint8Array;

  constructor(lines: Lines, schedule: (line: number, time: number) => void) {
    const lineCount = lines.opener.length;
    const sizes = new Int32Array(lineCount);
    for (const line of lines.of) if (line >= 0) sizes[line]! += 1;
    this.#lines = lines;
    this.#schedule = schedule;
    this.#standing = Array.from(sizes, (size) => new EventHeap(size));
    this.#round = Array.from(sizes, (size) => new EventHeap(size));
    this.#nextRound = new Float64Array(lineCount);
    this.#rounds = new Int32Array(lineCount);
    this.#isAwake = new Uint8Array(lineCount);
  }

  reset(): void {
    for (const heap of this.#standing) heap.clear();
    for (const heap of this.#round) heap.clear();
    this.#nextRound.fill(Number.NaN);
    this.#rounds.fill(0);
    this.#isAwake.fill(0);
  }

  open(line: number, now: number): void {
    this.#nextRound[line] = now;
    this.#wake(line, now);
  }

  join(line: number, node: number, now: number): void {
    (this.#standing[line] as EventHeap).push(this.#lines.turn[node] as number, node);
    if (this.#isAwake[line] === 0 && !Number.isNaN(this.#nextRound[line])) this.#wake(line, now);
  }

  /** A round begins: all who stand there now are in it. @returns the first, or −1 */
  begin(line: number): number {
    const standing = this.#standing[line] as EventHeap;
    const round = this.#round[line] as EventHeap;
    while (!standing.isEmpty) {
      const node = standing.pop();
      round.push(standing.time, node);
    }
    return round.isEmpty ? -1 : round.pop();
  }

  /** The one served next in this round; −1 when the round is over, and the line then rests. */
  next(line: number, now: number): number {
    const round = this.#round[line] as EventHeap;
    if (!round.isEmpty) return round.pop();
    this.#nextRound[line] = now + this.#restAfterRound(line);
    this.#isAwake[line] = 0;
    if (!(this.#standing[line] as EventHeap).isEmpty) this.#wake(line, now);
    return -1;
  }

  /** Schedules the first round from now on that finds somebody; those before it found nobody. */
  #wake(line: number, now: number): void {
    if ((this.#standing[line] as EventHeap).isEmpty) return;
    const cost = this.#lines.roundCost[line] as number;
    while ((this.#nextRound[line] as number) < now - 1e-9) {
      const step = cost + this.#restAfterRound(line);
      // Once the last rest repeats, the empty rounds are counted, not made.
      const times = this.#isSteady(line) ? Math.max(1, Math.ceil((now - this.#nextRound[line]!) / step - 1e-9)) : 1;
      this.#nextRound[line]! += step * times;
    }
    this.#isAwake[line] = 1;
    this.#schedule(line, Math.max(now, this.#nextRound[line] as number));
  }

  #restAfterRound(line: number): number {
    const { restStart, rest } = this.#lines;
    const first = restStart[line] as number;
    const count = (restStart[line + 1] as number) - first;
    const index = Math.min(this.#rounds[line] as number, count - 1);
    this.#rounds[line]! += 1;
    return rest[first + index] as number;
  }

  #isSteady(line: number): boolean {
    const { restStart } = this.#lines;
    return this.#rounds[line]! >= (restStart[line + 1] as number) - (restStart[line] as number);
  }
}
