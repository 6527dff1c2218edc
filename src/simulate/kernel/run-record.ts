import { State } from './schedule.ts';

/** What a run of events writes down, by node; cleared and used again by the next. See `Schedule`. */
export class RunRecord {
  readonly state: Uint8Array;
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly over: Float64Array;
  readonly end: Float64Array;
  readonly openedBy: Int32Array;
  readonly openedAt: Float64Array;
  readonly isExpired: Uint8Array;
  readonly failedAttempts: Int32Array;
  doneCount = 0;
  horizon = 0;

  constructor(nodeCount: number) {
    this.state = new Uint8Array(nodeCount);
    this.ready = new Float64Array(nodeCount);
    this.start = new Float64Array(nodeCount);
    this.over = new Float64Array(nodeCount);
    this.end = new Float64Array(nodeCount);
    this.openedBy = new Int32Array(nodeCount);
    this.openedAt = new Float64Array(nodeCount);
    this.isExpired = new Uint8Array(nodeCount);
    this.failedAttempts = new Int32Array(nodeCount);
  }

  protected clear(): void {
    this.state.fill(State.pending);
    for (const times of [this.ready, this.start, this.over, this.end, this.openedAt]) times.fill(Number.NaN);
    this.openedBy.fill(-1);
    this.isExpired.fill(0);
    this.failedAttempts.fill(0);
    this.doneCount = 0;
    this.horizon = 0;
  }
}
