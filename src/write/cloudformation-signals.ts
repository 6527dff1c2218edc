import type { CloudFormationNames } from './cloudformation-names.ts';
import type { Plan, PlannedTask } from './plan.ts';
import type { PlannedSignal, PlannedWait } from './plan-waits.ts';
import { UniqueNames } from './unique-names.ts';

/** What a script sends to a handle. */
export interface SentSignal {
  /** Logical id of the handle. */
  readonly handle: string;
  readonly id: string;
  readonly status: PlannedSignal['status'];
  /** Whether it carries a value, and the id says which. */
  readonly isValue: boolean;
}

/** A handle whose signals carry the values of one producer, and the wait condition that collects them. */
export interface Collector {
  readonly producer: string;
  readonly handle: string;
  readonly condition: string;
  readonly count: number;
}

const CLI = '/opt/aws/bin/cfn-signal';

/**
 * The handles of a CloudFormation template: one for each producer of values, as a script can hand over a value in no
 * other way, and those of waits that stay waits.
 */
export class CloudFormationSignals {
  readonly collectors: readonly Collector[];
  /** Handles that no task makes. */
  readonly ownHandles: readonly string[];
  readonly #names: CloudFormationNames;
  readonly #collectorOf: ReadonlyMap<string, Collector>;
  /** By producer: each of its values, and the id of the signal that carries it. */
  readonly #keys = new Map<string, ReadonlyMap<string, string>>();
  readonly #handles = new Map<string, string>();
  readonly #handleTasks = new Set<string>();
  readonly #sent = new Map<string, SentSignal[]>();

  /** @param scripted the tasks that run a script on a machine */
  constructor({ tasks, waits }: Plan, names: CloudFormationNames, scripted: (task: string) => boolean) {
    this.#names = names;
    const own: string[] = [];
    for (const wait of waits.values()) if (!this.#handles.has(wait.handle)) own.push(...this.#addHandle(wait));
    this.ownHandles = own;
    const asked = new Map<string, Set<string>>();
    for (const { from, provided } of tasks.flatMap(({ values }) => values)) {
      if (!scripted(from)) continue;
      asked.set(from, (asked.get(from) ?? new Set()).add(provided));
    }
    this.collectors = [...asked].map(([producer, values]) => this.#collect(producer, values));
    this.#collectorOf = new Map(this.collectors.map((one) => [one.producer, one]));
  }

  #addHandle({ handle, handleTask, signals }: PlannedWait): readonly string[] {
    const name = handleTask === null ? this.#names.take(`${handle} handle`) : this.#names.of(handleTask);
    if (handleTask !== null) this.#handleTasks.add(handleTask);
    this.#handles.set(handle, name);
    for (const [index, { sender, id, status }] of signals.entries()) {
      // Without an id each would have that of its machine, and a second one would be ignored.
      const said = id ?? `${this.#names.of(sender)}-${index + 1}`;
      this.#send(sender, { handle: name, id: said, status, isValue: false });
    }
    return handleTask === null ? [name] : [];
  }

  #collect(producer: string, values: ReadonlySet<string>): Collector {
    const handle = this.#names.take(`${this.#names.of(producer)} handle`);
    const condition = this.#names.take(`${this.#names.of(producer)} values`);
    const keys = new UniqueNames();
    const named = new Map([...values].map((value) => [value, keys.take(value.replace(/[^\w.-]+/g, '_') || 'value')]));
    this.#keys.set(producer, named);
    for (const id of named.values()) this.#send(producer, { handle, id, status: 'SUCCESS', isValue: true });
    return { producer, handle, condition, count: values.size };
  }

  #send(sender: string, signal: SentSignal): void {
    const list = this.#sent.get(sender) ?? [];
    list.push(signal);
    this.#sent.set(sender, list);
  }

  /** The wait condition whose data hold a value, and under which key; undefined when no script hands it over. */
  valueOf(producer: string, value: string): { readonly condition: string; readonly key: string } | undefined {
    const condition = this.#collectorOf.get(producer)?.condition;
    const key = this.#keys.get(producer)?.get(value);
    return condition === undefined || key === undefined ? undefined : { condition, key };
  }

  handleOf({ handle }: PlannedWait): string {
    return this.#handles.get(handle)!;
  }

  isHandle(task: string): boolean {
    return this.#handleTasks.has(task);
  }

  /** The last lines of a script; `${Name}` is a reference of the template. */
  linesOf({ id }: PlannedTask): readonly string[] {
    return (this.#sent.get(id) ?? []).map(({ handle, id: said, status, isValue }) => {
      const data = isValue ? ' -d "value"' : '';
      return `${CLI} -e ${status === 'SUCCESS' ? 0 : 1} -i '${said}'${data} '\${${handle}}'`;
    });
  }
}

/** The line with which user data say that the machine is there. */
export function readyLine(machine: string): string {
  return `${CLI} -e 0 --stack \${AWS::StackName} --resource ${machine} --region \${AWS::Region}`;
}
