import type { Signal } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import { type CompiledInstance, compileInstance } from './compile.ts';
import { leastFixpoint } from './fixpoint.ts';
import { buildNetwork, finishOf, goOf, type Network, startOf } from './network.ts';
import { relax } from './relax.ts';
import { studyWaits, type WaitStudy } from './study.ts';

/** What the engine says of each wait at fine granularity, in template order. */
export function waitStudies(facts: Facts): readonly WaitStudy[] {
  return facts.remember('wait studies', () => studyWaits(facts.deployment, { compiled: compiledFine(facts) }));
}

/** The deployment at fine granularity, with what is unknown at its best. */
export function compiledFine(facts: Facts): CompiledInstance {
  return facts.remember('compiled fine', () => compileInstance(facts.deployment));
}

/** The signals of each handle, in template order. */
export function signalsOf(facts: Facts, handle: string): readonly Signal[] {
  const byHandle = facts.remember('signals by handle', () => {
    const map = new Map<string, Signal[]>();
    for (const signal of facts.deployment.signals) {
      const list = map.get(signal.handle);
      if (list) list.push(signal);
      else map.set(signal.handle, [signal]);
    }
    return map;
  });
  return byHandle.get(handle) ?? [];
}

/** The tasks that wait on each handle, in template order; waits whose handle is unknown are left out. */
export function waitsOn(facts: Facts, handle: string): readonly WaitStudy[] {
  const byHandle = facts.remember('waits by handle', () => {
    const map = new Map<string, WaitStudy[]>();
    for (const study of waitStudies(facts)) {
      if (isUnknown(study.wait.handle)) continue;
      const list = map.get(study.wait.handle);
      if (list) list.push(study);
      else map.set(study.wait.handle, [study]);
    }
    return map;
  });
  return byHandle.get(handle) ?? [];
}

/** Questions of order that hold for every run: each is one or two fixpoints, remembered by what they block. */
export class OrderProofs {
  readonly compiled: CompiledInstance;
  readonly network: Network;
  readonly #without = new Map<number, Uint8Array>();

  /** With conditions open, all dependencies count and conditional signals do not: the order as strict as it may be. */
  constructor(compiled: CompiledInstance) {
    this.compiled = compiled;
    this.network = buildNetwork(relax(compiled.instance, 'hard'));
  }

  index(task: string): number {
    return this.compiled.indexOfTask.get(task)!;
  }

  /** Whether some run starts `after` without `before` being done. */
  canStartBefore(after: string, before: string): boolean {
    return this.#blocked(finishOf(this.index(before)))[startOf(this.index(after))] === 1;
  }

  /** Whether some run lets `after` go on, its wait satisfied, without `before` being done. */
  canGoBefore(after: string, before: string): boolean {
    return this.#blocked(finishOf(this.index(before)))[goOf(this.index(after))] === 1;
  }

  /** Whether some run sends a signal without the wait having gone on. */
  canSendBefore(signal: Signal, wait: string): boolean {
    const sender = this.index(signal.sender);
    const event = signal.at === 'end' ? finishOf(sender) : startOf(sender);
    return this.#blocked(goOf(this.index(wait)))[event] === 1;
  }

  #blocked(node: number): Uint8Array {
    let fired = this.#without.get(node);
    if (fired === undefined) {
      fired = leastFixpoint(this.network, { blocked: [node] });
      this.#without.set(node, fired);
    }
    return fired;
  }
}

export function orderProofs(facts: Facts): OrderProofs {
  return facts.remember('order proofs', () => new OrderProofs(compiledFine(facts)));
}
