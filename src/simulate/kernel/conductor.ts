import { type Conduct, NO_WATCH, OWN_WATCH } from './conduct.ts';
import { EventHeap } from './event-heap.ts';
import { LineRounds } from './line-rounds.ts';
import { type Kernel, State } from './schedule.ts';
import { ScopeStates } from './scope-states.ts';
import { TokenBucket } from './token-bucket.ts';
import { ALL_OVER, WatchRounds } from './watch-rounds.ts';

/** Where the conductor puts the events that it makes. */
export interface ConductorEvents {
  /** An event of the conductor's own. */
  readonly at: (time: number, event: number) => void;
  readonly lookAt: (node: number, time: number) => void;
  readonly endAt: (node: number, time: number) => void;
  /** A node of a line begins its time after some seconds. */
  readonly overIn: (node: number, seconds: number) => void;
  /** A node that nobody looks at fails now. */
  readonly giveUp: (node: number) => void;
}

/** Applies a network's conduct: what `EventKernel` asks at each step of a node's life. */
export class Conductor {
  readonly #conduct: Conduct;
  readonly #schedule: Kernel;
  readonly #events: ConductorEvents;
  readonly #watchRounds: WatchRounds;
  readonly #lineRounds: LineRounds;
  readonly #scopes: ScopeStates;
  /** Which shared watch and which line the end of a node opens, or −1. */
  readonly #opensWatch: Int32Array;
  readonly #opensLine: Int32Array;
  readonly #isBad: Uint8Array;
  /** The time of the look that is due; NaN when none is. */
  readonly #lookDue: Float64Array;
  /** Nodes held back until their release, by rank. */
  readonly #held: EventHeap;
  readonly #bucket: TokenBucket | null;
  #isLettingGo = false;
  readonly #comparesAll: boolean;
  /** How many nodes were let go and have not ended. */
  #underWay = 0;

  /** How many events of its own may be due at once. */
  static eventKinds({ watches, lines, scopes }: Conduct): number {
    return 2 * watches.beginner.length + 2 * lines.opener.length + scopes.done.length;
  }

  constructor(conduct: Conduct, schedule: Kernel, events: ConductorEvents) {
    const { watches, lines, scopes } = conduct;
    const nodeCount = conduct.lag.length;
    const [watchCount, lineCount] = [watches.beginner.length, lines.opener.length];
    this.#conduct = conduct;
    this.#schedule = schedule;
    this.#events = events;
    this.#watchRounds = new WatchRounds(watches, (watch, time) => events.at(time, watch));
    this.#lineRounds = new LineRounds(lines, (line, time) => events.at(time, watchCount + line));
    this.#scopes = new ScopeStates(scopes, {
      deadlineAt: (scope, time) => events.at(time, watchCount + lineCount + scope),
      giveUp: (node, now) => this.#giveUp(node, now),
      failWhole: (node, now) => this.#failWhole(node, now),
      linger: (watch) => this.#watchRounds.linger(watch),
      isLookedAt: (node) => watches.of[node] !== NO_WATCH,
    });
    this.#opensWatch = openers(nodeCount, watches.beginner);
    this.#opensLine = openers(nodeCount, lines.opener);
    this.#comparesAll = conduct.release !== 'at-once' && conduct.isRanked.includes(1);
    this.#isBad = new Uint8Array(nodeCount);
    this.#lookDue = new Float64Array(nodeCount);
    this.#held = new EventHeap(nodeCount);
    this.#bucket = conduct.throttle ? new TokenBucket(conduct.throttle) : null;
  }

  reset(): void {
    this.#isBad.fill(0);
    this.#lookDue.fill(Number.NaN);
    this.#held.clear();
    this.#bucket?.reset();
    this.#isLettingGo = false;
    this.#underWay = 0;
    this.#watchRounds.reset();
    this.#lineRounds.reset();
    this.#scopes.reset();
    this.#conduct.lines.opener.forEach((opener, line) => {
      if (opener < 0) this.#lineRounds.open(line, 0);
    });
  }

  handle(event: number, now: number, look: (node: number) => boolean): void {
    const watchCount = this.#conduct.watches.beginner.length;
    const lineCount = this.#conduct.lines.opener.length;
    if (event < watchCount) this.#visit(event, now, look);
    else if (event < watchCount + lineCount) this.#beginRound(event - watchCount);
    else this.#scopes.expire(event - watchCount - lineCount, now);
  }

  /** Whether free slots are kept until all who become ready at this time can be compared. */
  get comparesAll(): boolean {
    return this.#comparesAll;
  }

  isStopped(node: number): boolean {
    return this.#scopes.isStopped(node);
  }

  /** Whether a ready node has to wait for the release of its network. */
  holdsBack(node: number): boolean {
    if (this.#conduct.release === 'at-once') return false;
    this.#held.push(this.#conduct.rank[node] as number, node);
    return true;
  }

  /** The next node to let go, or −1. @param isLast whether nothing else happens at this time */
  letGo(isLast: boolean): number {
    if (!this.#isLettingGo && (!isLast || (this.#conduct.release === 'in-waves' && this.#underWay > 0))) return -1;
    this.#isLettingGo = !this.#held.isEmpty;
    if (!this.#isLettingGo) return -1;
    this.#underWay += 1;
    return this.#held.pop();
  }

  started(node: number, now: number): void {
    const watch = this.#conduct.watches.of[node] as number;
    if (watch >= 0) this.#watchRounds.add(watch, node, now);
  }

  /** Puts a node that is served in a line there. */
  isServedInLine(node: number, now: number): boolean {
    const line = this.#conduct.lines.of[node] as number;
    if (line >= 0) this.#lineRounds.join(line, node, now);
    return line >= 0;
  }

  /** The line goes on to the next. */
  served(node: number, now: number): void {
    const { of, serviceCost } = this.#conduct.lines;
    const line = of[node] as number;
    if (line < 0) return;
    const cost = serviceCost[line] as number;
    const next = this.#lineRounds.next(line, now + cost);
    if (next >= 0) this.#events.overIn(next, cost);
  }

  /** Draws whether an attempt goes wrong. */
  goesWrong(node: number, attempt: number): boolean {
    const trials = this.#conduct.trials;
    if (trials === null || trials.limit[node] === 0 || !trials.fails(node, attempt)) return false;
    this.#isBad[node] = 1;
    return true;
  }

  isBad(node: number): boolean {
    return this.#isBad[node] === 1;
  }

  /** Seconds until the next attempt; null when there is none. */
  pauseBeforeRetry(node: number, attempt: number): number | null {
    const trials = this.#conduct.trials;
    if (trials === null || attempt + 1 >= (trials.limit[node] as number) || this.#scopes.isStopped(node)) return null;
    this.#isBad[node] = 0;
    return trials.pause(node, attempt);
  }

  /** Whether a watch has to notice what happened to a node; then it will look. */
  isNoticedLater(node: number, now: number): boolean {
    const { of, origin, period, visit } = this.#conduct.watches;
    const watch = of[node] as number;
    if (watch === NO_WATCH) return false;
    if (watch !== OWN_WATCH || this.#lookDue[node]! >= now) return true;
    const from = origin[node] as number;
    const begin = (from < 0 ? this.#schedule.start[node] : this.#schedule.end[from]) as number;
    const step = (period[node] as number) + (visit[node] as number);
    const looks = step > 0 ? Math.max(0, Math.ceil((now - begin) / step - 1e-9)) : 0;
    this.#lookDue[node] = step > 0 ? Math.max(now, begin + looks * step) : now;
    this.#events.lookAt(node, this.#lookDue[node] as number);
    return true;
  }

  /** The look that was due has come. */
  looked(node: number): void {
    this.#lookDue[node] = Number.NaN;
  }

  /** A look found that a node's time is over. */
  settle(node: number, now: number): void {
    this.#events.endAt(node, now + (this.#conduct.watches.settle[node] as number));
  }

  isGivenUp(node: number): boolean {
    return this.#scopes.isExpired(node);
  }

  ended(node: number, now: number): void {
    this.#underWay -= 1;
    this.#scopes.ended(node, now);
    if ((this.#opensWatch[node] as number) >= 0) this.#watchRounds.open(this.#opensWatch[node] as number, now);
    if ((this.#opensLine[node] as number) >= 0) this.#lineRounds.open(this.#opensLine[node] as number, now);
  }

  failed(node: number, now: number): void {
    this.#underWay -= 1;
    this.#scopes.failed(node, now);
  }

  #visit(watch: number, now: number, look: (node: number) => boolean): void {
    const node = this.#watchRounds.take(watch, now);
    if (node >= 0) this.#watchRounds.looked(watch, node, { isOver: look(node), now });
    else if (node === ALL_OVER) this.#scopes.drained(watch, now);
  }

  #beginRound(line: number): void {
    const node = this.#lineRounds.begin(line);
    if (node >= 0) this.#events.overIn(node, this.#conduct.lines.roundCost[line] as number);
  }

  /** Its scope's time is over: the next look finds it, or it fails at once. @returns whether it was under way */
  #giveUp(node: number, now: number): boolean {
    const state = this.#schedule.state[node] as number;
    if (state !== State.blocked && state !== State.running && state !== State.over) return false;
    if (!this.isNoticedLater(node, now)) this.#events.giveUp(node);
    return true;
  }

  /** When a node whose last predecessor ends now is ready: after its rest, and when its call is admitted. */
  readyAt(node: number, now: number): number {
    const rested = now + (this.#conduct.lag[node] as number);
    return this.#bucket?.admit(node, rested) ?? rested;
  }

  /** The node that stands for a whole fails, where its own watch notices. */
  #failWhole(node: number, now: number): void {
    const { state, ready, start } = this.#schedule;
    if (state[node] !== State.pending) return;
    state[node] = State.over;
    ready[node] = start[node] = now;
    this.#isBad[node] = 1;
    const watch = this.#conduct.watches.of[node] as number;
    if (watch >= 0) this.#watchRounds.add(watch, node, now);
    const later = now + (this.#conduct.lag[node] as number);
    if (watch === NO_WATCH) this.#events.endAt(node, later);
    else this.isNoticedLater(node, later);
  }
}

function openers(nodeCount: number, opener: Int32Array): Int32Array {
  const opens = new Int32Array(nodeCount).fill(-1);
  opener.forEach((node, what) => {
    if (node >= 0) opens[node] = what;
  });
  return opens;
}
