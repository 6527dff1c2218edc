import type { Network } from './network.ts';

/**
 * What a flow engine does after a failure: who decides, what is undone, what runs again. By node unless said otherwise.
 */
export interface Flows {
  /** The controller that decides when this node fails; of a controller, the next one outward. −1: all is undone. */
  readonly controller: Int32Array;
  /** Of a controller: how often its members run at most; 0 for all others. */
  readonly attempts: Int32Array;
  /** 1 when a controller that gives up undoes everything. */
  readonly undoesAll: Uint8Array;
  /** By controller: what it runs again and undoes, in rows. */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
  /** 1 for what takes no time and no worker: milestones and controllers. */
  readonly isInstant: Uint8Array;
  readonly undoSeconds: Float64Array;
  readonly overheadSeconds: number;
  readonly workers: number;
  /** The number of the workers' pool; −1 when nobody ever waits for one. */
  readonly pool: number;
  readonly isSerial: boolean;
  /** False: nothing is ever undone. */
  readonly resolves: boolean;
  /** Whether a controller that gives up leaves the decision to the one around it. */
  readonly defers: boolean;
}

export const Phase = { pending: 0, running: 1, success: 2, failure: 3, undoing: 4, undone: 5 } as const;
const Intention = { execute: 0, revert: 1, retry: 2 } as const;

/** What is known of each node: where it stands, and what is meant to become of it. No time passes here. */
export class FlowStates {
  readonly phase: Uint8Array;
  readonly #intention: Uint8Array;
  readonly #used: Int32Array;
  readonly #network: Network;
  readonly #flows: Flows;
  /** What became ready: the node, or −1 − node when it is to be undone. */
  readonly released: number[] = [];
  readonly #offers: number[] = [];
  readonly #onInstant: (node: number) => void;

  /** @param onInstant is told of each instant node that is done */
  constructor(network: Network, flows: Flows, onInstant: (node: number) => void) {
    this.phase = new Uint8Array(network.nodeCount);
    this.#intention = new Uint8Array(network.nodeCount);
    this.#used = new Int32Array(network.nodeCount);
    this.#network = network;
    this.#flows = flows;
    this.#onInstant = onInstant;
  }

  /** Everything is pending, and what has no predecessors is released. */
  begin(): void {
    this.phase.fill(Phase.pending);
    this.#intention.fill(Intention.execute);
    this.#used.fill(0);
    for (let node = 0; node < this.#network.nodeCount; node += 1) this.#offers.push(node);
    this.#settleOffers();
  }

  /** The nearest controller decides; one that gives up asks outward (completer.py, `_determine_resolution`). */
  resolve(node: number): void {
    if (!this.#flows.resolves) return;
    const [decision, controller] = this.#decision(node);
    if (decision === 'all') return void this.#intention.fill(Intention.revert);
    const { memberStart, member } = this.#flows;
    for (let at = memberStart[controller] as number; at < (memberStart[controller + 1] as number); at += 1) {
      this.#intention[member[at] as number] = Intention.revert;
    }
    this.#intention[controller] = decision === 'retry' ? Intention.retry : Intention.revert;
  }

  /** Looks what may come next after a node was completed. */
  next(node: number): void {
    const phase = this.phase[node];
    if (phase === Phase.undone) this.#offerBefore(node);
    else if (phase === Phase.success && this.#intention[node] === Intention.execute) this.#offerAfter(node);
    else if (phase === Phase.success) this.#offers.push(-1 - node);
    else if (phase === Phase.failure && this.#flows.resolves) {
      for (let other = 0; other < this.#network.nodeCount; other += 1) this.#offers.push(-1 - other);
    }
    this.#settleOffers();
  }

  #decision(node: number): readonly ['all' | 'retry' | 'undo', number] {
    const controller = this.#flows.controller[node] as number;
    if (controller < 0) return ['all', -1];
    if (1 + (this.#used[controller] as number) < (this.#flows.attempts[controller] as number)) {
      return ['retry', controller];
    }
    if (this.#flows.undoesAll[controller] === 1) return ['all', -1];
    const outer = this.#decision(controller);
    const isAnswered = (this.#flows.controller[controller] as number) >= 0 && outer[0] !== 'undo';
    return this.#flows.defers || isAnswered ? outer : ['undo', controller];
  }

  #offerAfter(node: number): void {
    const { outStart, outNode } = this.#network;
    for (let at = outStart[node] as number; at < (outStart[node + 1] as number); at += 1) {
      this.#offers.push(outNode[at] as number);
    }
  }

  #offerBefore(node: number): void {
    const { inStart, inNode } = this.#network;
    for (let at = inStart[node] as number; at < (inStart[node + 1] as number); at += 1) {
      this.#offers.push(-1 - (inNode[at] as number));
    }
  }

  #settleOffers(): void {
    for (let at = 0; at < this.#offers.length; at += 1) {
      const offer = this.#offers[at] as number;
      if (offer >= 0) this.#tryToExecute(offer);
      else this.#tryToUndo(-1 - offer);
    }
    this.#offers.length = 0;
  }

  #tryToExecute(node: number): void {
    if (this.phase[node] !== Phase.pending || this.#intention[node] !== Intention.execute) return;
    const { inStart, inNode } = this.#network;
    for (let at = inStart[node] as number; at < (inStart[node + 1] as number); at += 1) {
      const before = inNode[at] as number;
      if (this.phase[before] !== Phase.success || this.#intention[before] !== Intention.execute) return;
    }
    this.phase[node] = Phase.running;
    if (this.#flows.isInstant[node] === 1) this.#pass(node);
    else this.released.push(node);
  }

  #tryToUndo(node: number): void {
    const phase = this.phase[node];
    if (this.#intention[node] === Intention.execute || (phase !== Phase.success && phase !== Phase.failure)) return;
    const { outStart, outNode } = this.#network;
    for (let at = outStart[node] as number; at < (outStart[node + 1] as number); at += 1) {
      const after = this.phase[outNode[at] as number];
      if (after !== Phase.pending && after !== Phase.undone) return;
    }
    if (this.#intention[node] === Intention.retry) this.#again(node);
    else if (this.#flows.isInstant[node] === 1) {
      this.phase[node] = Phase.undone;
      this.#offerBefore(node);
    } else {
      this.phase[node] = Phase.undoing;
      this.released.push(-1 - node);
    }
  }

  #again(controller: number): void {
    const { memberStart, member } = this.#flows;
    for (let at = memberStart[controller] as number; at < (memberStart[controller + 1] as number); at += 1) {
      const node = member[at] as number;
      this.phase[node] = Phase.pending;
      this.#intention[node] = Intention.execute;
      // A controller inside begins anew with what it may try.
      this.#used[node] = 0;
    }
    this.#used[controller]! += 1;
    this.#intention[controller] = Intention.execute;
    this.#pass(controller);
  }

  #pass(node: number): void {
    this.phase[node] = Phase.success;
    this.#onInstant(node);
    this.#offerAfter(node);
  }
}
