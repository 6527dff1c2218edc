/** Where a node is in its life. One function a transition in `event-kernel.ts`. */
export const State = {
  /** A predecessor has not ended. */
  pending: 0,
  /** Its predecessors have ended; it waits for a slot. */
  queued: 1,
  /** It has started and its gate is shut. */
  blocked: 2,
  /** Its gate has opened; it waits for the slots that it gave back when it was blocked. */
  resuming: 3,
  /** It takes its time. */
  running: 4,
  done: 5,
  /** Its patience ended, or its counter heard of a failure. */
  failed: 6,
  /** Its time is over, and its watch has not noticed yet. */
  over: 7,
  /** An attempt went wrong and the next has not begun; or it is on its way to its line. */
  resting: 8,
} as const;

/** What one run leaves behind; the arrays are used again by the next. Times from 0; NaN for what never came. */
export interface Schedule {
  readonly state: Uint8Array;
  /** When the last predecessor ended. */
  readonly ready: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** The node whose slot it took over, and of which pool; −1 when it did not queue. */
  readonly slotFrom: Int32Array;
  readonly slotPool: Int32Array;
  /** The node whose emission opened the gate; −1 when the gate was open on arrival. */
  readonly openedBy: Int32Array;
  /** When its gate opened or failed; NaN without a gate. */
  readonly openedAt: Float64Array;
  /** 1 when the patience at a gate ended. */
  readonly isExpired: Uint8Array;
  /** When the last attempt's time was over, before a watch noticed; absent where no kernel tells them apart. */
  readonly over?: Float64Array;
  /** How many attempts went wrong; absent where none can. */
  readonly failedAttempts?: Int32Array;
  /** When a node that was done was undone again; absent where nothing ever is. */
  readonly undoneAt?: Float64Array;
  /** When the engine gave up as a whole, where that is later than the first failure; NaN when it did not. */
  readonly knownFailed?: number;
  /** How many nodes are done. */
  readonly doneCount: number;
  /** The time of the last event that changed something. */
  readonly horizon: number;
}

/** Something that runs a network with given times. */
export interface Kernel extends Schedule {
  /** @param durations how long each node takes, ≥ 0 */
  readonly run: (durations: Float64Array) => void;
}
