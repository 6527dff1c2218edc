import { formatCondition } from '../model/condition.ts';
import type { Deployment, Group, Signal, Task } from '../model/deployment.ts';
import { isUnknown } from '../model/unknown.ts';
import { type Conversion, ConversionNotes } from './conversion.ts';
import { NativeNames } from './native-names.ts';
import { type YamlValue, yamlText } from './yaml-text.ts';

type Fields = Record<string, YamlValue>;

/**
 * The deployment in makespan's own format, signals and conditions included. A milestone becomes a task that takes no
 * time; what a machine's own rule implies (components come after its base, and one after another) is not repeated.
 * @example
 * const { text, losses } = writeNative(deployment);
 */
export function writeNative(deployment: Deployment): Conversion {
  const notes = new ConversionNotes();
  const names = new NativeNames(deployment);
  const writer = new NativeWriter(deployment, names, notes);
  const document = writer.document();
  return notes.conclude(names.tasks, () => yamlText(document));
}

class NativeWriter {
  readonly #deployment: Deployment;
  readonly #names: NativeNames;
  readonly #notes: ConversionNotes;
  readonly #signals = new Map<string, Signal[]>();
  readonly #provides = new Map<string, string[]>();

  constructor(deployment: Deployment, names: NativeNames, notes: ConversionNotes) {
    this.#deployment = deployment;
    this.#names = names;
    this.#notes = notes;
    for (const signal of deployment.signals) push(this.#signals, signal.sender, signal);
    for (const { task, name } of deployment.provides) push(this.#provides, task, name);
  }

  document(): Fields {
    const { conditions, groups, handles, pools } = this.#deployment;
    const document: Fields = { makespan: 1 };
    if (conditions.size > 0) {
      const truths = [...conditions.values()].map(
        ({ name, value }) => [this.#names.condition(name), isUnknown(value) ? 'unknown' : value] as const,
      );
      document.conditions = Object.fromEntries(truths);
    }
    const hosts = [...groups.values()].filter(({ id }) => this.#names.membersOf(id).length > 0);
    if (hosts.length > 0)
      document.hosts = Object.fromEntries(hosts.map((host) => [this.#names.host(host.id), this.#host(host)]));
    const loose = this.#names.loose;
    if (loose.length > 0)
      document.tasks = Object.fromEntries(loose.map((id) => [this.#names.local(id), this.#task(id, [])]));
    if (handles.size > 0)
      document.handles = Object.fromEntries(
        [...handles.values()].map((handle) => {
          const { id, trigger, duplicates, initial, transport } = handle;
          if (transport !== null && transport !== 'single-object')
            this.#notes.lose(`the transport '${transport}' of the handle '${id}' is not kept`);
          return [
            this.#names.handle(id),
            {
              ...(trigger === 'level' ? {} : { trigger }),
              ...(duplicates === 'overwrite' ? {} : { duplicates }),
              ...(initial.length === 0 ? {} : { initial }),
            },
          ];
        }),
      );
    const limits = [...pools.values()].flatMap(({ id, capacity, tasks, holdsWhileWaiting }) => {
      if (isUnknown(capacity)) this.#notes.lose(`the pool '${id}' is not kept: its capacity is not known`);
      if (isUnknown(capacity)) return [];
      const members = tasks.map((task) => this.#names.tasks.get(task)!);
      return [
        [
          this.#names.pool(id),
          { capacity, tasks: members, ...(holdsWhileWaiting ? { 'holds-while-waiting': true } : {}) },
        ] as const,
      ];
    });
    if (limits.length > 0) document.pools = Object.fromEntries(limits);
    const { timeoutSeconds } = groups.get('')!;
    if (typeof timeoutSeconds === 'number') document.timeout = `${timeoutSeconds}s`;
    return document;
  }

  #host(group: Group): Fields {
    const members = this.#names.membersOf(group.id);
    const base = this.#names.baseOf(group.id);
    const components = members.filter((id) => id !== base);
    const isListed = this.#names.isListed(group.id);
    const fields: Fields = {};
    if (base !== null) fields.base = this.#task(base, []);
    if (!isListed) fields.parallel = true;
    if (!isListed && group.host?.capacity != null) fields.capacity = group.host.capacity;
    const implied = base === null ? [] : [base];
    fields.components = Object.fromEntries(
      components.map((id, index) => {
        const before = index > 0 && isListed ? [components[index - 1]!] : [];
        return [this.#names.local(id), this.#task(id, [...implied, ...before])];
      }),
    );
    return fields;
  }

  #task(id: string, implied: readonly string[]): Fields {
    const task = this.#deployment.tasks.getNodeAttributes(id);
    const fields: Fields = {};
    const duration = task.kind === 'milestone' ? '0s' : (task.duration?.expression ?? null);
    if (duration !== null) fields.duration = duration;
    if (!['component', 'host', 'task', 'wait'].includes(task.type)) fields.type = task.type;
    if (!task.tracked) fields.untracked = true;
    if (task.when !== null) fields.when = this.#names.formula(task.when);
    if (hasUnknown(task)) this.#notes.refuse(`whether '${id}' exists is open, and no condition has a name for it`);
    if (task.multiplicity !== 1) this.#notes.lose(`'${id}' stands for several members; one is written`);
    const provides = [...new Set(this.#provides.get(id) ?? [])].map((name) => this.#names.value(name));
    if (provides.length > 0) fields.provides = provides;
    this.#links(id, implied, fields);
    this.#waiting(id, fields);
    return fields;
  }

  #links(id: string, implied: readonly string[], fields: Fields): void {
    const after = new Set<string>();
    const consumes: Record<string, string> = {};
    const ofTask = this.#provides;
    this.#deployment.tasks.forEachInEdge(id, (_edge, { reasons }, from) => {
      const name = this.#names.tasks.get(from)!;
      for (const { when } of reasons)
        if (when !== null) this.#notes.refuse(`the order ${from} → ${id} holds only under a condition`);
      const passed = reasons.flatMap(({ value }) =>
        value && ofTask.get(from)?.includes(value.provided) ? [value] : [],
      );
      for (const { provided, consumed } of passed) {
        let input = this.#names.value(consumed);
        for (let number = 2; Object.hasOwn(consumes, input); number += 1)
          input = `${this.#names.value(consumed)}_${number}`;
        consumes[input] = `${name}.${this.#names.value(provided)}`;
      }
      if (passed.length === 0 && !implied.includes(from)) after.add(name);
    });
    if (after.size > 0) fields.after = [...after];
    if (Object.keys(consumes).length > 0) fields.consumes = consumes;
  }

  #waiting(id: string, fields: Fields): void {
    const signals = (this.#signals.get(id) ?? []).flatMap((signal) => this.#signal(signal));
    if (signals.length > 0) fields.signals = signals;
    const wait = this.#deployment.waits.get(id);
    if (wait) {
      const { handle, count, timeoutSeconds } = wait;
      if (isUnknown(handle) || isUnknown(count)) this.#notes.refuse(`what the wait '${id}' needs is not known`);
      else {
        const timeout = typeof timeoutSeconds === 'number' ? { timeout: `${timeoutSeconds}s` } : {};
        fields.wait = { handle: this.#names.handle(handle), count, ...timeout };
      }
      if (wait.timedFrom !== undefined)
        this.#notes.lose(
          `the timeout of the wait '${id}' is kept from its own start, not from that of '${wait.timedFrom}'`,
        );
      if (isUnknown(timeoutSeconds)) this.#notes.lose(`the timeout of the wait '${id}' is not known`);
    }
    const reads = this.#deployment.reads
      .filter(({ task }) => task === id)
      .map(({ of }) => {
        return 'handle' in of ? { handle: this.#names.handle(of.handle) } : { task: this.#names.tasks.get(of.task)! };
      });
    if (reads.length > 0) fields.reads = reads;
  }

  #signal(signal: Signal): readonly Fields[] {
    const { handle, sender, id, at, status, optional, when, multiplicity } = signal;
    if (isUnknown(id) || isUnknown(status) || isUnknown(multiplicity) || multiplicity > MOST_SIGNALS) {
      this.#notes.refuse(`what '${sender}' signals to '${handle}' is not known`);
      return [];
    }
    const fields: Fields = { handle: this.#names.handle(handle) };
    if (id !== null) fields.id = id;
    if (at !== 'end') fields.at = at;
    if (status !== 'SUCCESS') fields.status = status;
    if (optional) fields.optional = true;
    if (when !== null) fields.when = this.#names.formula(when);
    return Array.from({ length: multiplicity }, () => fields);
  }
}

/** Beyond this, a list of equal signals is no template that anyone reads. */
const MOST_SIGNALS = 1000;

function hasUnknown({ when }: Task): boolean {
  return when !== null && formatCondition(when).includes('unknown (');
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
