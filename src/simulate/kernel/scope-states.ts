import type { Scopes } from './conduct.ts';

/** What a scope's end brings about. */
export interface ScopeEvents {
  readonly deadlineAt: (scope: number, time: number) => void;
  /** @returns whether the node is under way: somebody will look at it, or it fails at once */
  readonly giveUp: (node: number, now: number) => boolean;
  readonly failWhole: (done: number, now: number) => void;
  readonly linger: (watch: number) => void;
  readonly isLookedAt: (node: number) => boolean;
}

/** Which scopes have stopped, and how they come to their end. */
export class ScopeStates {
  readonly #scopes: Scopes;
  readonly #events: ScopeEvents;
  /** The scope that a node begins, and the one that it stands for, or −1. */
  readonly #begun: Int32Array;
  readonly #whole: Int32Array;
  readonly #stopped: Uint8Array;
  readonly #expired: Uint8Array;
  readonly #isBegun: Uint8Array;
  readonly #isOver: Uint8Array;

  constructor(scopes: Scopes, events: ScopeEvents) {
    const scopeCount = scopes.done.length;
    this.#scopes = scopes;
    this.#events = events;
    this.#begun = new Int32Array(scopes.of.length).fill(-1);
    scopes.begin.forEach((node, scope) => {
      this.#begun[node] = scope;
    });
    this.#whole = new Int32Array(scopes.of.length).fill(-1);
    scopes.done.forEach((node, scope) => {
      this.#whole[node] = scope;
    });
    this.#stopped = new Uint8Array(scopeCount);
    this.#expired = new Uint8Array(scopeCount);
    this.#isBegun = new Uint8Array(scopeCount);
    this.#isOver = new Uint8Array(scopeCount);
  }

  reset(): void {
    this.#stopped.fill(0);
    this.#expired.fill(0);
    this.#isBegun.fill(0);
    this.#isOver.fill(0);
  }

  isStopped(node: number): boolean {
    const scope = this.#scopes.of[node] as number;
    return scope >= 0 && this.#stopped[scope] === 1;
  }

  isExpired(node: number): boolean {
    const scope = this.#scopes.of[node] as number;
    return scope >= 0 && this.#expired[scope] === 1;
  }

  /** The end of a scope's first node begins its time; the end of its last closes it. */
  ended(node: number, now: number): void {
    const begun = this.#begun[node] as number;
    if (begun >= 0) this.#isBegun[begun] = 1;
    if (begun >= 0 && (this.#scopes.patience[begun] as number) < Number.POSITIVE_INFINITY) {
      this.#events.deadlineAt(begun, now + (this.#scopes.patience[begun] as number));
    }
    const scope = this.#whole[node] as number;
    if (scope >= 0) this.#isOver[scope] = 1;
  }

  failed(node: number, now: number): void {
    const scope = this.#scopes.of[node] as number;
    if (scope < 0) return;
    const wasStopped = this.#stopped[scope] === 1;
    this.#stopped[scope] = 1;
    const watch = this.#scopes.drainedBy[scope] as number;
    if (watch < 0 || this.#expired[scope] === 1) this.#events.failWhole(this.#scopes.done[scope] as number, now);
    else if (!wasStopped) this.#events.linger(watch);
  }

  /** The watch finds nothing under way: a scope that waited for this fails as a whole. */
  drained(watch: number, now: number): void {
    const { drainedBy, done } = this.#scopes;
    for (let scope = 0; scope < done.length; scope += 1) {
      if (drainedBy[scope] === watch && this.#stopped[scope] === 1) this.#events.failWhole(done[scope] as number, now);
    }
  }

  /** A scope's time is over: what is under way in it is given up when it is looked at. */
  expire(scope: number, now: number): void {
    if (this.#isOver[scope] === 1) return;
    this.#stopped[scope] = 1;
    this.#expired[scope] = 1;
    const { memberStart, member, done } = this.#scopes;
    let isAnyUnderWay = false;
    for (let at = memberStart[scope] as number; at < (memberStart[scope + 1] as number); at += 1) {
      const node = member[at] as number;
      if (this.#events.giveUp(node, now)) isAnyUnderWay = true;
      // A stack inside that nobody looks at goes down with the one around it.
      const inner = this.#whole[node] as number;
      if (inner >= 0 && this.#isBegun[inner] === 1 && !this.#events.isLookedAt(node)) {
        this.expire(inner, now);
        isAnyUnderWay = true;
      }
    }
    if (!isAnyUnderWay) this.#events.failWhole(done[scope] as number, now);
  }
}
