import type { Flows } from './flow-states.ts';
import type { Throttle } from './token-bucket.ts';

/**
 * How nodes are conducted beyond edges, pools and gates: rests before they are ready, watches that notice their ends
 * late, lines that serve them in rounds, scopes that stop together, and trials that may go wrong. Flat arrays, one
 * entry a node unless said otherwise; −1 means none.
 */
export interface Conduct {
  /** Seconds from the end of the last predecessor until the node is ready. May be written anew before each run. */
  readonly lag: Float64Array;
  readonly watches: Watches;
  readonly lines: Lines;
  readonly scopes: Scopes;
  /** `at-once`: a node asks for its slots when its last predecessor has ended; otherwise see `Release`. */
  readonly release: Release;
  /**
   * By which nodes are let go together, and served in a ranked pool: the least first, then by number. May be written
   * anew before each run.
   */
  readonly rank: Float64Array;
  /** By pool: 1 when the nodes in its queue are served by rank, not by arrival. */
  readonly isRanked: Uint8Array;
  readonly trials: Trials | null;
  /** What is undone and run again after failures; absent where the engine does not. */
  readonly flows?: Flows;
  /** How what was made is undone after a failure; absent where it stays. */
  readonly rollback?: Rollback;
  /** How fast starts are admitted; absent means at once. */
  readonly throttle?: Throttle;
}

/**
 * `at-once`: one after another as ends are handled. `together`: after all ends of the same time, by rank.
 * `in-waves`: when everything that was let go before has ended.
 */
export type Release = 'at-once' | 'together' | 'in-waves';

/**
 * Who notices that a node's time is over. Kind `OWN`: looks from the node's start (or from the end of the node
 * `origin`) at +0, +step, +2 step, …. Kind `SHARED`: one watch makes rounds over all of its nodes that have started, in
 * the order of their starts, with a rest after each round; what starts during a round is looked at in the next.
 */
export interface Watches {
  /** `NO_WATCH`, `OWN_WATCH`, or the number of a shared watch. */
  readonly of: Int32Array;
  readonly origin: Int32Array;
  /** Rest between two looks of an own watch. */
  readonly period: Float64Array;
  /** What a look costs that finds the node not over yet. */
  readonly visit: Float64Array;
  /** What it takes from the look that found it over to its end. */
  readonly settle: Float64Array;
  /** By shared watch: the rest between rounds, and the node whose end begins the first round at once. */
  readonly roundRest: Float64Array;
  readonly beginner: Int32Array;
  /** What a start costs the shared watch of the node. */
  readonly startCost: Float64Array;
}

export const NO_WATCH = -1;
export const OWN_WATCH = -2;

/**
 * Lines serve the nodes that stand in them one at a time. A line comes in rounds: the first at the end of its `opener`,
 * each takes those who stand there then, by rank of turn, and is followed by a rest; the last rest repeats.
 */
export interface Lines {
  readonly of: Int32Array;
  /** The place in a round, the least first. */
  readonly turn: Float64Array;
  /** Seconds from its start until a node stands in its line. */
  readonly delay: Float64Array;
  /** By line: the node whose end opens it (−1: the beginning), the rests in rows, what a round and a service cost. */
  readonly opener: Int32Array;
  readonly restStart: Int32Array;
  readonly rest: Float64Array;
  readonly roundCost: Float64Array;
  readonly serviceCost: Float64Array;
}

/** Nodes that stop together: after a failure in a scope none of its nodes becomes ready, and its `done` node fails. */
export interface Scopes {
  readonly of: Int32Array;
  /** By scope: its nodes in rows. */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
  /** By scope: the node that stands for the whole, and the node whose end begins its time. */
  readonly done: Int32Array;
  readonly begin: Int32Array;
  /** Seconds after which all that is under way in it is given up. */
  readonly patience: Float64Array;
  /**
   * 1 when the failure of the whole waits for the rounds of this shared watch to find nothing under way; −1: at once.
   */
  readonly drainedBy: Int32Array;
}

export interface Rollback {
  /** The node whose failure is that of the whole. */
  readonly whole: number;
  /** Undoing a node takes `stepSeconds` and this part of its time. */
  readonly part: number;
  readonly stepSeconds: number;
  /** 1 for what has to be undone. */
  readonly isMade: Uint8Array;
}

/** What may go wrong. Asked only for nodes with a limit. */
export interface Trials {
  /** How often each node is tried at most; 0 when it cannot go wrong. */
  readonly limit: Int32Array;
  readonly fails: (node: number, attempt: number) => boolean;
  /** Seconds from a failure to the next attempt, and how long that takes. */
  readonly pause: (node: number, attempt: number) => number;
  readonly duration: (node: number, attempt: number) => number;
}

/** Conduct that changes nothing, to be written into. */
export function plainConduct(nodeCount: number, poolCount: number): Conduct {
  const none = (): Int32Array => new Int32Array(nodeCount).fill(-1);
  const zero = (): Float64Array => new Float64Array(nodeCount);
  const nothing = new Int32Array(0);
  const noTimes = new Float64Array(0);
  return {
    lag: zero(),
    watches: {
      of: none(),
      origin: none(),
      period: zero(),
      visit: zero(),
      settle: zero(),
      roundRest: noTimes,
      beginner: nothing,
      startCost: zero(),
    },
    lines: {
      of: none(),
      turn: zero(),
      delay: zero(),
      opener: nothing,
      restStart: new Int32Array(1),
      rest: noTimes,
      roundCost: noTimes,
      serviceCost: noTimes,
    },
    scopes: {
      of: none(),
      memberStart: new Int32Array(1),
      member: nothing,
      done: nothing,
      begin: nothing,
      patience: noTimes,
      drainedBy: nothing,
    },
    release: 'at-once',
    rank: zero(),
    isRanked: new Uint8Array(poolCount),
    trials: null,
  };
}
