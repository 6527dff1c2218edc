import type { Plan, PlannedTask } from './plan.ts';
import { UniqueNames } from './unique-names.ts';

/** A logical id has letters and digits only, at most 255; room is left for what is added to it. */
const LONGEST = 200;

/** What each resource is called in a CloudFormation template. */
export class CloudFormationNames {
  /** Task id → the id of the task when the template is loaded. */
  readonly tasks: ReadonlyMap<string, string>;
  readonly #names: UniqueNames;
  readonly #resources = new Map<string, string>();
  readonly #machines = new Map<string, string>();

  /** @param reserved names of the template's parameters */
  constructor({ tasks, hosts }: Plan, reserved: Iterable<string>) {
    this.#names = new UniqueNames(reserved, '');
    for (const { id, base } of hosts) {
      const name = this.take(id);
      this.#machines.set(id, name);
      if (base !== null) this.#resources.set(base, name);
    }
    for (const { id } of tasks) if (!this.#resources.has(id)) this.#resources.set(id, this.take(id));
    this.tasks = new Map(tasks.map((task) => [task.id, this.#loaded(task)]));
  }

  of(id: string): string {
    return this.#resources.get(id)!;
  }

  machine(host: string): string {
    return this.#machines.get(host)!;
  }

  /** A name of its own for something that is no task. */
  take(wanted: string): string {
    return this.#names.take(logicalId(wanted));
  }

  /** A machine is there when its user data has signalled; what is not waited for runs on as a task of its own. */
  #loaded({ id, host, task }: PlannedTask): string {
    if (host?.base === id) return `${this.of(id)}.signals`;
    const isRun = host !== null && !task.tracked && task.kind !== 'wait' && task.kind !== 'milestone';
    return isRun ? `${this.of(id)}.run` : this.of(id);
  }
}

/** `vmA.a1` → `vmAA1`. */
function logicalId(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
  return name in Object.prototype || name === '' ? `R${name}` : name.slice(0, LONGEST);
}
