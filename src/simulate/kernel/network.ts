import type { Conduct } from './conduct.ts';

/**
 * What the kernel runs: nodes that take time, edges between them, pools of slots, and counters whose gates hold a node
 * back until enough marks have come. Flat typed arrays and rows (`xStart[i] … xStart[i + 1]`), no objects: nothing is
 * allocated while it runs, and the same arrays can be handed to WebAssembly.
 */
export interface Network {
  readonly nodeCount: number;
  /** A topological order of the nodes. */
  readonly order: Int32Array;
  /** Successors of each node, by rising number; and predecessors. */
  readonly outStart: Int32Array;
  readonly outNode: Int32Array;
  readonly inStart: Int32Array;
  readonly inNode: Int32Array;
  /** The pools that each node takes one slot of, in the order in which it asks for them. */
  readonly nodePoolStart: Int32Array;
  readonly nodePool: Int32Array;
  readonly poolCapacity: Int32Array;
  /** 1 when a node that is blocked at its gate keeps its slot of the pool. */
  readonly poolHolds: Uint8Array;
  readonly gates: Gates;
  /** What else decides when nodes start and end; absent where nothing does. Only the event kernel knows it. */
  readonly conduct?: Conduct;
}

/** Gates, counters and marks. A mark is what a counter tells apart: the same mark twice counts once. */
export interface Gates {
  /** The counter that holds each node back, or −1; how many it must count, and how long the node waits at most. */
  readonly counterOf: Int32Array;
  readonly threshold: Int32Array;
  readonly patience: Float64Array;
  /** The node from whose start a node's patience runs, or −1 for its own; absent where it is always its own. */
  readonly timedFrom?: Int32Array;
  readonly counterCount: number;
  /** The nodes that each counter holds back. */
  readonly listenerStart: Int32Array;
  readonly listener: Int32Array;
  /** 1 when a counter counts only while a node is blocked at it. */
  readonly isVolatile: Uint8Array;
  /** 1 when a mark that comes again replaces what it said before. */
  readonly overwrites: Uint8Array;
  /** The counter of each mark, and for how many it counts. */
  readonly markCounter: Int32Array;
  readonly markWeight: Int32Array;
  /** The marks that are named 1, 2, 3, … at each counter: an emission without a name takes the next number. */
  readonly numberStart: Int32Array;
  readonly numberedMark: Int32Array;
  /** Marks stored before the run begins. */
  readonly initialMarks: Int32Array;
  /**
   * What node i emits when it starts (row 2i) and when it ends (row 2i + 1): a mark, or −1 − counter without a name.
   */
  readonly emitStart: Int32Array;
  readonly emitMark: Int32Array;
  /** 1 when the emission says that something failed. */
  readonly emitFails: Uint8Array;
}

/** Gates of a network that has none. */
export function noGates(nodeCount: number): Gates {
  const nothing = new Int32Array(0);
  return {
    counterOf: new Int32Array(nodeCount).fill(-1),
    threshold: new Int32Array(nodeCount),
    patience: new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY),
    counterCount: 0,
    listenerStart: new Int32Array(1),
    listener: nothing,
    isVolatile: new Uint8Array(0),
    overwrites: new Uint8Array(0),
    markCounter: nothing,
    markWeight: nothing,
    numberStart: new Int32Array(1),
    numberedMark: nothing,
    initialMarks: nothing,
    emitStart: new Int32Array(2 * nodeCount + 1),
    emitMark: nothing,
    emitFails: new Uint8Array(0),
  };
}

/** Whether nothing but edges orders the nodes: then a pass in topological order is enough. */
export function isPlain(network: Network): boolean {
  const { nodePool, gates, conduct } = network;
  return (
    conduct === undefined && nodePool.length === 0 && gates.counterCount === 0 && !gates.counterOf.some((c) => c >= 0)
  );
}

/** Whether nothing but edges and pools orders the nodes: then no gate has to be looked at. */
export function hasOnlyPools(network: Network): boolean {
  const { conduct, gates } = network;
  return conduct === undefined && gates.counterCount === 0 && !gates.counterOf.some((counter) => counter >= 0);
}
