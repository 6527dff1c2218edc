import type { HeatNames } from './heat-names.ts';
import type { Plan, PlannedTask } from './plan.ts';
import type { PlannedSignal, PlannedWait } from './plan-waits.ts';
import type { YamlValue } from './yaml-text.ts';

/** The handles of waits that stay waits, and what components do to signal them. */
export class HeatSignals {
  readonly #names: HeatNames;
  /** Handle → its resource. */
  readonly #handles = new Map<string, string>();
  readonly #handleTasks = new Set<string>();
  readonly #own: string[] = [];
  readonly #sent = new Map<string, (PlannedSignal & { readonly handle: string })[]>();

  constructor({ waits }: Plan, names: HeatNames) {
    this.#names = names;
    for (const wait of waits.values()) if (!this.#handles.has(wait.handle)) this.#addHandle(wait);
  }

  #addHandle({ handle, handleTask, signals }: PlannedWait): void {
    if (handleTask === null) this.#own.push(handle);
    else this.#handleTasks.add(handleTask);
    this.#handles.set(handle, handleTask === null ? this.#names.handle(handle) : this.#names.of(handleTask));
    for (const signal of signals) {
      const list = this.#sent.get(signal.sender) ?? [];
      list.push({ ...signal, handle });
      this.#sent.set(signal.sender, list);
    }
  }

  nameOf({ handle }: PlannedWait): string {
    return this.#handles.get(handle)!;
  }

  isHandle(task: string): boolean {
    return this.#handleTasks.has(task);
  }

  /** Handles that no task makes. */
  resources(): readonly (readonly [string, { readonly type: string }])[] {
    return this.#own.map((handle) => [this.#handles.get(handle)!, { type: 'OS::Heat::WaitConditionHandle' }]);
  }

  /** The command line that signals, as an input of the component's own. */
  inputsOf({ id }: PlannedTask): Record<string, YamlValue> {
    const handles = [...new Set((this.#sent.get(id) ?? []).map(({ handle }) => this.#handles.get(handle)!))];
    return Object.fromEntries(handles.map((name) => [variable(name), { get_attr: [name, 'curl_cli'] }]));
  }

  /** The last lines of its script. */
  linesOf({ id }: PlannedTask): string {
    const lines = (this.#sent.get(id) ?? []).map((signal) => {
      const said = { status: signal.status, ...(signal.id === null ? {} : { id: signal.id }) };
      const text = JSON.stringify(said);
      return `$${variable(this.#handles.get(signal.handle)!)} --data-binary '${text}'\n`;
    });
    return lines.join('');
  }
}

/** A name that the shell takes. */
function variable(handle: string): string {
  return `signal_${handle.replace(/[^A-Za-z0-9_]/g, '_')}`;
}
