import type { Plan, PlannedTask } from './plan.ts';
import { UniqueNames } from './unique-names.ts';

/** What each resource is called in a Heat template, where a name has no slash; signs that confuse are left out too. */
export class HeatNames {
  /** Task id → the id of the task when the template is loaded. */
  readonly tasks: ReadonlyMap<string, string>;
  readonly #resources = new Map<string, string>();
  readonly #configs = new Map<string, string>();
  readonly #servers = new Map<string, string>();
  readonly #handles = new Map<string, string>();

  constructor({ tasks, hosts, waits }: Plan) {
    const names = new UniqueNames();
    for (const { id, base } of hosts) {
      const name = names.take(plain(id));
      this.#servers.set(id, name);
      if (base !== null) this.#resources.set(base, name);
    }
    for (const { id } of tasks) if (!this.#resources.has(id)) this.#resources.set(id, names.take(plain(id)));
    for (const task of tasks)
      if (task.host !== null) this.#configs.set(task.id, names.take(`${this.#resources.get(task.id)}_config`));
    for (const { handle, handleTask } of waits.values())
      if (handleTask === null && !this.#handles.has(handle))
        this.#handles.set(handle, names.take(plain(`${handle}_handle`)));
    this.tasks = new Map(tasks.map((task) => [task.id, this.#loaded(task)]));
  }

  of(id: string): string {
    return this.#resources.get(id)!;
  }

  config(id: string): string {
    return this.#configs.get(id)!;
  }

  /** A handle that no task makes. */
  handle(id: string): string {
    return this.#handles.get(id)!;
  }

  server(host: string): string {
    return this.#servers.get(host)!;
  }

  /** A deployment that sends no signal is complete at once; its software runs on as a task of its own. */
  #loaded({ id, host, task }: PlannedTask): string {
    const isRun =
      host !== null && host.base !== id && !task.tracked && task.kind !== 'wait' && task.kind !== 'milestone';
    return isRun ? `${this.of(id)}.run` : this.of(id);
  }
}

function plain(id: string): string {
  const name = id.replace(/[^A-Za-z0-9_-]+/g, '_');
  return name in Object.prototype || name === '' ? `r${name}` : name;
}
