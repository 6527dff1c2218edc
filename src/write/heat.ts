import type { Deployment } from '../model/deployment.ts';
import { type Conversion, ConversionNotes } from './conversion.ts';
import { HeatNames } from './heat-names.ts';
import { HeatSignals } from './heat-signals.ts';
import { noteHosts, type PassedValue, type Plan, type PlannedTask, planOf } from './plan.ts';
import { type YamlValue, yamlText } from './yaml-text.ts';

type Fields = Record<string, YamlValue>;

/**
 * The deployment as a Heat template that enforces its fine order: a server for each machine, a SoftwareConfig and a
 * SoftwareDeployment for each component, `get_attr` for values and `depends_on` for pure order. A task on no machine
 * has no software, so a `OS::Heat::Value` stands in its place.
 * @example
 * const { text, losses, refusals } = writeHeat(deployment);
 */
export function writeHeat(deployment: Deployment): Conversion {
  const notes = new ConversionNotes();
  const plan = planOf(deployment, notes, { duplicates: 'overwrite' });
  const names = new HeatNames(plan);
  const writer = new HeatWriter(plan, names, notes);
  return notes.conclude(names.tasks, () => yamlText(writer.template()));
}

class HeatWriter {
  readonly #plan: Plan;
  readonly #names: HeatNames;
  readonly #notes: ConversionNotes;
  readonly #byId: ReadonlyMap<string, PlannedTask>;
  readonly #signals: HeatSignals;

  constructor(plan: Plan, names: HeatNames, notes: ConversionNotes) {
    this.#plan = plan;
    this.#names = names;
    this.#notes = notes;
    this.#byId = new Map(plan.tasks.map((task) => [task.id, task]));
    this.#signals = new HeatSignals(plan, names);
    // Said before the text is made, so that a caller hears of it whether or not it asks for the text.
    noteHosts(plan, (task) => this.#isComponent(task) && !this.#isServer(task), {
      notes,
      added: 'a server',
      agent: "the server's agent",
    });
    for (const task of plan.tasks) this.#noteStandIn(task);
    for (const task of plan.tasks) for (const value of task.values) this.#noteAttribute(value);
  }

  template(): Fields {
    const resources: (readonly [string, Fields])[] = [];
    for (const host of this.#plan.hosts)
      if (host.base === null) resources.push([this.#names.server(host.id), server(metadata('0s'))]);
    resources.push(...this.#signals.resources());
    for (const task of this.#plan.tasks) {
      const special = this.#special(task);
      if (special) resources.push([this.#names.of(task.id), special]);
      else if (this.#isServer(task)) resources.push([this.#names.of(task.id), this.#server(task)]);
      else if (this.#isComponent(task)) resources.push(...this.#deployment(task));
      else resources.push([this.#names.of(task.id), this.#standIn(task)]);
    }
    const parameters = { image: { type: 'string', default: 'image' }, flavor: { type: 'string', default: 'flavor' } };
    const isWithServers = this.#plan.hosts.length > 0;
    return {
      heat_template_version: '2018-08-31',
      description: 'Written by makespan convert: an order between software components that Heat enforces.',
      ...(isWithServers ? { parameters } : {}),
      resources: Object.fromEntries(resources),
    };
  }

  /** A wait that no order can stand for, and the handle that it waits for. */
  #special(task: PlannedTask): Fields | null {
    if (this.#signals.isHandle(task.id)) return { type: 'OS::Heat::WaitConditionHandle', ...this.#dependsOn(task) };
    const wait = this.#plan.waits.get(task.id);
    if (!wait) return null;
    const { count, timeoutSeconds: timeout } = wait;
    const properties = { handle: { get_resource: this.#signals.nameOf(wait) }, count, timeout };
    const after = [...new Set([...task.values.map(({ from }) => from), ...task.after])];
    const names = after.filter((id) => id !== wait.handleTask).map((id) => this.#names.of(id));
    return { type: 'OS::Heat::WaitCondition', properties, ...(names.length > 0 ? { depends_on: names } : {}) };
  }

  #isServer({ id, host }: PlannedTask): boolean {
    return host !== null && host.base === id;
  }

  #isComponent({ host, task }: PlannedTask): boolean {
    return host !== null && task.kind !== 'milestone' && task.kind !== 'wait';
  }

  #server(task: PlannedTask): Fields {
    const inputs = this.#inputs(task);
    const own: Fields = Object.keys(inputs).length > 0 ? { metadata: inputs } : {};
    return { ...server(metadataOf(task), own), ...this.#dependsOn(task) };
  }

  #deployment(task: PlannedTask): readonly (readonly [string, Fields])[] {
    const inputs = { ...this.#inputs(task), ...this.#signals.inputsOf(task) };
    const text = script(task) + this.#signals.linesOf(task);
    const config: Fields = { group: 'script', config: text };
    if (Object.keys(inputs).length > 0) config.inputs = Object.keys(inputs).map((name) => ({ name, default: '' }));
    if (task.provides.length > 0) config.outputs = task.provides.map((name) => ({ name }));
    const properties: Fields = {
      config: { get_resource: this.#names.config(task.id) },
      server: { get_resource: this.#names.server(task.host!.id) },
    };
    if (Object.keys(inputs).length > 0) properties.input_values = inputs;
    if (!task.task.tracked) properties.signal_transport = 'NO_SIGNAL';
    const type = 'OS::Heat::SoftwareDeployment';
    return [
      [this.#names.config(task.id), { type: 'OS::Heat::SoftwareConfig', ...metadata('0s'), properties: config }],
      [this.#names.of(task.id), { type, ...metadataOf(task), properties, ...this.#dependsOn(task) }],
    ];
  }

  #standIn(task: PlannedTask): Fields {
    const inputs = this.#inputs(task);
    const value = Object.keys(inputs).length > 0 ? inputs : task.task.type;
    return { type: 'OS::Heat::Value', ...metadataOf(task), properties: { value }, ...this.#dependsOn(task) };
  }

  #inputs(task: PlannedTask): Record<string, YamlValue> {
    const inputs: Record<string, YamlValue> = {};
    for (const { from, provided, input } of task.values) {
      // Whoever holds the command that signals might signal; only the senders get it.
      if (this.#signals.isHandle(from)) continue;
      let name = input;
      for (let number = 2; Object.hasOwn(inputs, name); number += 1) name = `${input}_${number}`;
      inputs[name] = { get_attr: [this.#names.of(from), this.#attribute(from, provided)] };
    }
    return inputs;
  }

  /** A deployment has the outputs of its config; other resources only what their types have. */
  #attribute(from: string, provided: string): string {
    const task = this.#byId.get(from)!;
    if (this.#signals.isHandle(from)) return provided;
    if (this.#plan.waits.has(from)) return 'data';
    if (this.#isServer(task)) return 'networks';
    return this.#isComponent(task) ? provided : 'value';
  }

  /** Not what a reference says already: the machine of a deployment, the producers of its values. */
  #dependsOn(task: PlannedTask): Fields {
    const producers = task.values.map(({ from }) => from);
    const isRead = (from: string): boolean => !this.#signals.isHandle(from) && !this.#signals.isHandle(task.id);
    const implied = new Set(producers.filter(isRead));
    if (this.#isComponent(task) && task.host!.base !== null) implied.add(task.host!.base);
    const unsaid = [...task.after, ...producers].filter((id) => !implied.has(id));
    const after = [...new Set(unsaid)].map((id) => this.#names.of(id));
    return after.length > 0 ? { depends_on: after } : {};
  }

  #noteStandIn(task: PlannedTask): void {
    const { kind } = task.task;
    if (this.#isServer(task) || this.#isComponent(task) || kind === 'milestone' || kind === 'wait') return;
    if (this.#signals.isHandle(task.id)) return;
    const { id, task: own } = task;
    this.#notes.lose(
      `'${id}' (${own.type}) runs on no machine: OS::Heat::Value stands in its place, put the resource there`,
    );
    if (!own.tracked) this.#notes.refuse(`'${id}' is untracked and runs on no machine: Heat has nothing like it`);
  }

  #noteAttribute({ from, provided }: PassedValue): void {
    const attribute = this.#attribute(from, provided);
    if (attribute === provided) return;
    this.#notes.lose(`the value '${provided}' of '${from}' is read as its attribute '${attribute}'`);
  }
}

function server(meta: Fields, own: Fields = {}): Fields {
  const properties = {
    image: { get_param: 'image' },
    flavor: { get_param: 'flavor' },
    user_data_format: 'SOFTWARE_CONFIG',
    ...own,
  };
  return { type: 'OS::Nova::Server', ...meta, properties };
}

function metadataOf({ task }: PlannedTask): Fields {
  if (task.kind === 'milestone') return metadata('0s');
  return task.duration === null ? {} : metadata(task.duration.expression);
}

function metadata(duration: string): Fields {
  return { metadata: { makespan: { duration } } };
}

/** Where the work goes, and how each output is handed back. */
function script({ id, provides }: PlannedTask): string {
  const outputs = provides.map((name) => `echo value > "$heat_outputs_path.${name.replace(/[^\w.-]/g, '_')}"\n`);
  return `#!/bin/sh\n# The work of ${id.replace(/[\r\n]/g, ' ')}\n${outputs.join('')}`;
}
