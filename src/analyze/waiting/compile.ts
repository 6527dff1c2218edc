import { type Condition, conditionNames, evaluate, or } from '../../model/condition.ts';
import type { Deployment, Signal, Wait } from '../../model/deployment.ts';
import { taskOrder } from '../../model/granularity.ts';
import type { Granularity } from '../../model/groups.ts';
import { isUnknown, type Maybe, type Unknown } from '../../model/unknown.ts';
import type { Instance, PoolSpec, Send } from './instance.ts';

export interface CompileOptions {
  /** Default `fine`. */
  readonly granularity?: Granularity;
  /**
   * What stands for something unknown: `best` makes every wait as easy as it may be, `worst` as hard. A wait that can
   * never be satisfied at best never can; one that always is at worst always is. Default `best`.
   */
  readonly assume?: 'best' | 'worst';
}

/** An instance with the way back to the deployment's names. */
export interface CompiledInstance {
  readonly instance: Instance;
  readonly indexOfTask: ReadonlyMap<string, number>;
  /** Unknown things that an assumption stands for, each with the task that it touches. */
  readonly doubts: readonly Doubt[];
}

export interface Doubt {
  readonly unknown: Unknown;
  readonly task: string;
}

/** More signals than any template counts: the supply when nobody knows how many senders there are. */
const PLENTY = 1_000_000;

/**
 * Compiles a deployment to the instance that its waits are judged on. Dependencies come from the fine graph, at a
 * coarse granularity with the milestones of its groups; hosts that run their list in order become sequences; conditions
 * that the parameters leave open become the environment.
 */
export function compileInstance(deployment: Deployment, options: CompileOptions = {}): CompiledInstance {
  const compiler = new Compiler(deployment, options);
  return { instance: compiler.instance(), indexOfTask: compiler.order.indexOfTask, doubts: compiler.doubts };
}

class Compiler {
  readonly order: ReturnType<typeof taskOrder>;
  readonly doubts: Doubt[] = [];
  readonly #deployment: Deployment;
  readonly #best: boolean;
  readonly #handles: ReadonlyMap<string, number>;
  readonly #decided: ReadonlyMap<string, boolean>;
  readonly #open = new Set<string>();

  constructor(deployment: Deployment, options: CompileOptions) {
    this.#deployment = deployment;
    this.#best = options.assume !== 'worst';
    this.order = taskOrder(deployment, options.granularity ?? 'fine');
    this.#handles = new Map([...deployment.handles.keys()].map((id, index) => [id, index]));
    const decided = [...deployment.conditions.values()].flatMap(({ name, value }) =>
      isUnknown(value) ? [] : [[name, value] as const],
    );
    this.#decided = new Map(decided);
  }

  instance(): Instance {
    const { order } = this;
    const sequences = this.#sequences();
    const waits = this.#waits();
    const guards = this.#guards();
    const sends = this.#deployment.signals.flatMap((signal, source) => this.#send(signal, source));
    return {
      names: order.taskIds,
      junctionCount: order.nodeCount - order.taskIds.length,
      from: order.from,
      to: order.to,
      sequences,
      // The last handle is one that nobody signals: it stands for a handle that nobody knows.
      handles: [
        ...[...this.#deployment.handles.values()].map(({ id, trigger, duplicates, initial }) => ({
          name: id,
          edge: trigger === 'edge',
          overwrite: duplicates === 'overwrite',
          initial,
        })),
        { name: '', edge: false, overwrite: true, initial: [] },
      ],
      sends,
      ...waits,
      reads: this.#deployment.reads.map(({ task, of }) => ({
        task: this.#index(task),
        of: 'handle' in of ? { handle: this.#handle(of.handle) } : { task: this.#index(of.task) },
      })),
      pools: this.#pools(sequences),
      ...guards,
      conditions: [...this.#open].sort(),
      absent: new Set(),
    };
  }

  #index(task: string): number {
    return this.order.indexOfTask.get(task) as number;
  }

  #handle(id: string): number {
    return this.#handles.get(id) as number;
  }

  /** The formula with what the parameters decide; null when it always holds. */
  #guard(when: Condition | null, task: string): Condition | null {
    const truth = evaluate(when, this.#decided);
    if (truth === true) return null;
    if (truth === false) return { kind: 'literal', value: false };
    const formula = decide(when as Condition, this.#decided);
    for (const name of conditionNames(formula)) this.#open.add(name);
    for (const unknown of unknownsIn(formula)) this.doubts.push({ unknown, task });
    return nameUnknowns(formula, (name) => this.#open.add(name));
  }

  #guards(): Pick<Instance, 'taskGuards' | 'edgeGuards'> {
    const taskGuards = new Map<number, Condition>();
    const edgeGuards = new Map<number, Condition>();
    let edge = 0;
    this.#deployment.tasks.forEachDirectedEdge((_key, { reasons }, _source, target) => {
      const guard = this.#guard(or(...reasons.map((reason) => reason.when)), target);
      if (guard !== null) edgeGuards.set(edge, guard);
      edge += 1;
    });
    this.#deployment.tasks.forEachNode((id, { when }) => {
      const guard = this.#guard(when, id);
      if (guard !== null) taskGuards.set(this.#index(id), guard);
    });
    return { taskGuards, edgeGuards };
  }

  /**
   * The lists of hosts that run theirs in order. The front-end states each step as a `sequence` edge; the list is
   * needed beside the edges because the neighbours of a task that does not exist still follow one another.
   */
  #sequences(): readonly (readonly number[])[] {
    const { tasks, groups } = this.#deployment;
    const sequences = new Map<string, Set<number>>();
    tasks.forEachDirectedEdge((_key, { reasons }, source, target, from, to) => {
      if (from.group !== to.group || groups.get(from.group)?.host?.order !== 'listed') return;
      if (!reasons.some((reason) => reason.kind === 'sequence')) return;
      const list = sequences.get(from.group) ?? new Set();
      sequences.set(from.group, list.add(this.#index(source)).add(this.#index(target)));
    });
    return [...sequences.values()].map((list) => [...list].sort((a, b) => a - b));
  }

  #waits(): Pick<Instance, 'waitHandle' | 'waitCount'> {
    const waitHandle = new Int32Array(this.order.taskIds.length).fill(-1);
    const waitCount = new Int32Array(this.order.taskIds.length);
    for (const wait of this.#deployment.waits.values()) {
      const task = this.#index(wait.task);
      const handle = this.#known(wait.handle, wait);
      if (handle === null && this.#best) continue;
      waitHandle[task] = handle === null ? this.#handles.size : this.#handle(handle);
      waitCount[task] = this.#known(wait.count, wait) ?? (this.#best ? 1 : PLENTY);
    }
    return { waitHandle, waitCount };
  }

  #known<T>(value: Maybe<T>, { task }: Pick<Wait, 'task'>): T | null {
    if (!isUnknown(value)) return value;
    this.doubts.push({ unknown: value, task });
    return null;
  }

  /** At worst, a signal of which something is unknown does not come. */
  #send(signal: Signal, source: number): readonly Send[] {
    const task = { task: signal.sender };
    const guard = this.#guard(signal.when, signal.sender);
    if (guard?.kind === 'literal' && !guard.value) return [];
    const id = signal.id === null ? null : this.#known(signal.id, task);
    const idUnknown = signal.id !== null && isUnknown(signal.id);
    const status = this.#known(signal.status, task);
    const multiplicity = this.#known(signal.multiplicity, task);
    if (!this.#best && (idUnknown || status === null || multiplicity === null)) return [];
    return [
      {
        task: this.#index(signal.sender),
        handle: this.#handle(signal.handle),
        // An unknown id is at best one that no other signal has.
        id: idUnknown ? `unknown id ${source}` : id,
        atEnd: signal.at === 'end',
        failure: status === 'FAILURE',
        optional: signal.optional,
        ends: signal.endsTask ?? false,
        weight: multiplicity ?? PLENTY,
        guard,
        source,
      },
    ];
  }

  /** A pool whose size nobody knows is no limit at best, and one slot at worst. */
  #pools(sequences: Instance['sequences']): readonly PoolSpec[] {
    const declared = [...this.#deployment.pools.values()].flatMap((pool): readonly PoolSpec[] => {
      const capacity = this.#known(pool.capacity, { task: pool.tasks[0] ?? '' }) ?? (this.#best ? null : 1);
      const tasks = pool.tasks.map((task) => this.#index(task));
      return capacity === null
        ? []
        : [{ name: pool.id, capacity, hold: pool.holdsWhileWaiting && this.#anyWaits(pool.tasks), tasks }];
    });
    return [...declared, ...this.#hostPools(sequences)];
  }

  /** Where nothing ever waits, a slot is never held for longer than the work takes. */
  #anyWaits(tasks: readonly string[]): boolean {
    return tasks.some((task) => this.#deployment.waits.has(task));
  }

  /** A component that waits keeps its turn on the machine: its script runs in the loop that waits. */
  #hostPools(sequences: Instance['sequences']): readonly PoolSpec[] {
    const runOn = new Map<string, number[]>();
    this.#deployment.tasks.forEachNode((task, { group, kind }) => {
      if (kind !== 'component' && kind !== 'wait') return;
      const list = runOn.get(group);
      if (list) list.push(this.#index(task));
      else runOn.set(group, [this.#index(task)]);
    });
    return [...this.#deployment.groups.values()].flatMap(({ id, host }) => {
      const tasks = runOn.get(id) ?? [];
      if (host === null || host.capacity === null || tasks.length <= host.capacity) return [];
      const isListed = sequences.some((list) => tasks.every((task) => list.includes(task)));
      if (isListed) return [];
      const names = tasks.map((task) => this.order.taskIds[task]!);
      return [{ name: id, capacity: host.capacity, hold: this.#anyWaits(names), tasks }];
    });
  }
}

function decide(condition: Condition, decided: ReadonlyMap<string, boolean>): Condition {
  switch (condition.kind) {
    case 'named': {
      const value = decided.get(condition.name);
      return value === undefined ? condition : { kind: 'literal', value };
    }
    case 'not':
      return { kind: 'not', of: decide(condition.of, decided) };
    case 'and':
    case 'or':
      return { kind: condition.kind, of: condition.of.map((part) => decide(part, decided)) };
    default:
      return condition;
  }
}

function unknownsIn(condition: Condition): readonly Unknown[] {
  if (condition.kind === 'unknown') return [condition.unknown];
  if (condition.kind === 'not') return unknownsIn(condition.of);
  return condition.kind === 'and' || condition.kind === 'or' ? condition.of.flatMap(unknownsIn) : [];
}

/** An unknown formula is one more name that may be true or false; equal causes are the same name. */
function nameUnknowns(condition: Condition, add: (name: string) => void): Condition {
  switch (condition.kind) {
    case 'unknown':
      add(condition.unknown.cause);
      return { kind: 'named', name: condition.unknown.cause };
    case 'not':
      return { kind: 'not', of: nameUnknowns(condition.of, add) };
    case 'and':
    case 'or':
      return { kind: condition.kind, of: condition.of.map((part) => nameUnknowns(part, add)) };
    default:
      return condition;
  }
}
