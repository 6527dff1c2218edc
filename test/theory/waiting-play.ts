import type { CaseSend, CaseTask, WaitingCase } from '../../src/analyze/waiting/testing/waiting-case.ts';

export interface Move {
  readonly task: string;
  readonly kind: 'start' | 'resume' | 'fail' | 'finish';
  /** The signals that it sends, as a schedule words them. */
  readonly signals: readonly string[];
}

type Phase = 'pending' | 'waiting' | 'running' | 'done' | 'failed';

/**
 * The semantics of docs/theory/waiting.md, section 2, written a second time, plainly and from the text of a case: what
 * the engine's schedules are played on. No optional signals.
 */
export class Play {
  /** Moves that were not possible, or sent other signals than they said. */
  readonly problems: string[] = [];
  readonly #case: WaitingCase;
  readonly #environment: Readonly<Record<string, boolean>>;
  readonly #phases = new Map<string, Phase>();
  readonly #stored = new Map<string, Map<string, string>>();

  constructor(instance: WaitingCase, environment: Readonly<Record<string, boolean>>) {
    this.#case = instance;
    // A name that the schedule does not speak of decides nothing in it.
    this.#environment = { ...Object.fromEntries((instance.conds ?? []).map((name) => [name, false])), ...environment };
    for (const { name } of instance.tasks) this.#phases.set(name, 'pending');
    for (const { name, initial } of instance.handles!)
      this.#stored.set(name, new Map(initial.map((id) => [id, 'SUCCESS'])));
  }

  phase(task: string): Phase {
    return this.#phases.get(task)!;
  }

  take({ task, kind, signals }: Move): void {
    if (!this.#isPossible(task, kind)) this.problems.push(`'${task}' cannot ${kind} here`);
    const sent = this.#apply(task, kind);
    if (sent.join() !== signals.join()) this.problems.push(`'${task}' sends ${sent.join()}, not ${signals.join()}`);
  }

  /** Whether a task that waits or has not begun can get any further, now or later. */
  canEverGo(task: string): boolean {
    return this.leastMoves((play) => ['running', 'done'].includes(play.phase(task))) !== null;
  }

  /** The fewest moves from here to a state; null when no run comes there. */
  leastMoves(isThere: (play: Play) => boolean): number | null {
    const seen = new Set<string>();
    let level: readonly Play[] = [this];
    for (let moves = 0; level.length > 0; moves += 1) {
      if (level.some(isThere)) return moves;
      level = level
        .flatMap((play) => play.#successors())
        .filter((play) => !seen.has(play.#key()) && seen.add(play.#key()));
    }
    return null;
  }

  #key(): string {
    return JSON.stringify([[...this.#phases], [...this.#stored].map(([handle, ids]) => [handle, [...ids].sort()])]);
  }

  #successors(): readonly Play[] {
    const kinds = ['start', 'resume', 'fail', 'finish'] as const;
    return [...this.#phases.keys()].flatMap((task) =>
      kinds
        .filter((kind) => this.#isPossible(task, kind))
        .map((kind) => {
          const next = new Play(this.#case, this.#environment);
          for (const [name, phase] of this.#phases) next.#phases.set(name, phase);
          for (const [handle, ids] of this.#stored) next.#stored.set(handle, new Map(ids));
          next.#apply(task, kind);
          return next;
        }),
    );
  }

  #task(name: string): CaseTask {
    return this.#case.tasks.find((task) => task.name === name)!;
  }

  #isPossible(name: string, kind: Move['kind']): boolean {
    const task = this.#task(name);
    const phase = this.phase(name);
    if (kind === 'finish') return phase === 'running';
    if (kind === 'start') return phase === 'pending' && this.#isReady(task) && this.#hasSlot(task, () => true);
    if (phase !== 'waiting') return false;
    const stored = [...this.#stored.get(task.wait!.handle)!.values()];
    const hasFailed = stored.includes('FAILURE');
    if (kind === 'fail') return hasFailed;
    return !hasFailed && stored.length >= task.wait!.count && this.#hasSlot(task, (hold) => !hold);
  }

  #isReady({ name, deps, host }: CaseTask): boolean {
    const list = this.#case.tasks.filter((task) => task.host === host).map((task) => task.name);
    const isListed = this.#case.hosts!.find((one) => one.name === host)!.order === 'seq';
    const before = isListed ? list.slice(0, list.indexOf(name)).slice(-1) : [];
    return [...deps, ...before].every((other) => this.phase(other) === 'done');
  }

  /** Whether each pool of a task has room; only those of the asked kind. */
  #hasSlot({ host }: CaseTask, asked: (hold: boolean) => boolean): boolean {
    const { hosts, workers, tasks } = this.#case;
    const pools = hosts!
      .filter((one) => one.name === host && one.capacity !== null)
      .map(({ capacity, hold }) => ({
        capacity: capacity!,
        hold,
        members: tasks.filter((task) => task.host === host),
      }));
    if (workers) pools.push({ ...workers, members: [...tasks] });
    return pools
      .filter(({ hold }) => asked(hold))
      .every(({ capacity, hold, members }) => {
        const phases = members.map((task) => this.phase(task.name));
        return phases.filter((one) => one === 'running' || (hold && one === 'waiting')).length < capacity;
      });
  }

  #apply(name: string, kind: Move['kind']): readonly string[] {
    const task = this.#task(name);
    const moment = kind === 'start' ? 'start' : kind === 'finish' ? 'end' : null;
    const sends = task.sends.filter((send) => send.when === moment && this.#comes(send));
    for (const send of sends) this.#store(send);
    const next = {
      start: task.wait ? 'waiting' : 'running',
      resume: 'running',
      fail: 'failed',
      finish: 'done',
    } as const;
    this.#phases.set(name, next[kind]);
    return sends.map(({ handle, status, id }) => {
      const withId = id === null ? '' : ` with id ${JSON.stringify(id)}`;
      return `'${name}' signals '${handle}': ${status}${withId}`;
    });
  }

  #comes({ cond }: CaseSend): boolean {
    if (!cond) return true;
    return cond.startsWith('!') ? !this.#environment[cond.slice(1)] : this.#environment[cond] === true;
  }

  #store({ handle, id, status }: CaseSend): void {
    const { trigger, dup } = this.#case.handles!.find((one) => one.name === handle)!;
    const ids = this.#stored.get(handle)!;
    const listens = this.#case.tasks.some(
      (task) => task.wait?.handle === handle && this.phase(task.name) === 'waiting',
    );
    if (trigger === 'edge' && !listens) return;
    const key = id ?? `${ids.size + 1}`;
    if (ids.has(key) && dup === 'ignore') return;
    ids.set(key, status!);
  }
}
