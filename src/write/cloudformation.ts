import type { Deployment } from '../model/deployment.ts';
import { CloudFormationNames } from './cloudformation-names.ts';
import { CloudFormationSignals, readyLine } from './cloudformation-signals.ts';
import { type Conversion, ConversionNotes } from './conversion.ts';
import { noteHosts, type PassedValue, type Plan, type PlannedTask, planOf } from './plan.ts';
import { UniqueNames } from './unique-names.ts';
import { type YamlValue, yamlText } from './yaml-text.ts';

type Fields = Record<string, YamlValue>;

const PARAMETERS = {
  ImageId: {
    Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
    Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  },
  InstanceType: { Type: 'String', Default: 't3.micro' },
  InstanceProfile: {
    Type: 'String',
    Description: 'An instance profile with the policy AmazonSSMManagedInstanceCore.',
  },
};

/** cfn-lint takes the data of a wait condition for an object; the user guide says that it is JSON in a text. */
const LINTING: Fields = { 'cfn-lint': { config: { ignore_checks: ['E1010', 'E1021', 'E1022'] } } };

/** Source: "AWS CloudFormation quotas" in the user guide. */
const MOST_RESOURCES = 500;
/** Twelve hours: the longest that a wait condition may take; State Manager would allow two days. */
const LONGEST_SECONDS = 43_200;

/**
 * The deployment as a CloudFormation template that enforces its fine order: an instance with a creation policy for
 * each machine, and for each component an association of State Manager, which runs its script on the machine and is
 * complete when that has succeeded. Pure order is `DependsOn`; a value goes through a wait condition of its producer. A
 * task on no machine has no software, so a `AWS::SSM::Parameter` stands in its place.
 * @example
 * const { text, losses, refusals } = writeCloudFormation(deployment);
 */
export function writeCloudFormation(deployment: Deployment): Conversion {
  const notes = new ConversionNotes();
  const plan = planOf(deployment, notes, { duplicates: 'ignore' });
  const writer = new CloudFormationWriter(plan, notes);
  return notes.conclude(writer.names.tasks, () => yamlText(writer.template()));
}

class CloudFormationWriter {
  readonly names: CloudFormationNames;
  readonly #plan: Plan;
  readonly #byId: ReadonlyMap<string, PlannedTask>;
  readonly #signals: CloudFormationSignals;

  constructor(plan: Plan, notes: ConversionNotes) {
    this.#plan = plan;
    this.names = new CloudFormationNames(plan, Object.keys(PARAMETERS));
    this.#byId = new Map(plan.tasks.map((task) => [task.id, task]));
    this.#signals = new CloudFormationSignals(plan, this.names, (id) => isComponent(this.#byId.get(id)!));
    noteHosts(plan, isComponent, { notes, added: 'an instance', agent: "State Manager's agent" });
    for (const task of plan.tasks) this.#noteStandIn(task, notes);
    for (const value of plan.tasks.flatMap(({ values }) => values)) this.#noteAttribute(value, notes);
    const count = Object.keys(this.#resources()).length;
    if (count > MOST_RESOURCES)
      notes.refuse(`the template would have ${count} resources; CloudFormation takes at most ${MOST_RESOURCES}`);
  }

  template(): Fields {
    return {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'Written by makespan convert. CloudFormation enforces this order between software components.',
      ...(this.#signals.collectors.length > 0 ? { Metadata: LINTING } : {}),
      ...(this.#plan.hosts.length > 0 ? { Parameters: PARAMETERS } : {}),
      Resources: this.#resources(),
    };
  }

  #resources(): Fields {
    const resources: (readonly [string, Fields])[] = [];
    for (const { id, base } of this.#plan.hosts)
      if (base === null) resources.push([this.names.machine(id), instance(metadata('0s'))]);
    for (const handle of this.#signals.ownHandles) resources.push([handle, HANDLE]);
    const collectors = new Map(this.#signals.collectors.map((one) => [one.producer, one]));
    for (const task of this.#plan.tasks) {
      const collector = collectors.get(task.id);
      if (collector) resources.push([collector.handle, HANDLE]);
      resources.push([this.names.of(task.id), this.#resource(task)]);
      if (!collector) continue;
      const { handle, condition, count } = collector;
      resources.push([
        condition,
        { ...waitCondition({ handle, count, timeoutSeconds: LONGEST_SECONDS }), DependsOn: this.names.of(task.id) },
      ]);
    }
    return Object.fromEntries(resources);
  }

  #resource(task: PlannedTask): Fields {
    const wait = this.#plan.waits.get(task.id);
    if (wait) {
      const { count, timeoutSeconds } = wait;
      const after = this.#dependsOn(task, wait.handleTask);
      return { ...waitCondition({ handle: this.#signals.handleOf(wait), count, timeoutSeconds }), ...after };
    }
    if (this.#signals.isHandle(task.id)) return { ...HANDLE, ...this.#dependsOn(task) };
    if (isServer(task)) return this.#machine(task);
    return isComponent(task) ? this.#association(task) : this.#standIn(task);
  }

  #machine(task: PlannedTask): Fields {
    const name = this.names.of(task.id);
    const script = this.#script(task, [readyLine(name)]);
    const { Metadata } = metadataOf(task) as { readonly Metadata?: { readonly Makespan: Fields } };
    const { Type, Properties } = instance({}, { UserData: { 'Fn::Base64': { 'Fn::Join': ['\n', script] } } });
    return {
      Type: Type!,
      ...(Metadata ? { Metadata: { Makespan: { ...Metadata.Makespan, Boot: '0s' } } } : {}),
      CreationPolicy: { ResourceSignal: { Count: 1, Timeout: 'PT12H' } },
      ...this.#dependsOn(task),
      Properties: Properties!,
    };
  }

  #association(task: PlannedTask): Fields {
    const machine = { Ref: this.names.machine(task.host!.id) };
    const wait: Fields = task.task.tracked ? { WaitForSuccessTimeoutSeconds: LONGEST_SECONDS } : {};
    return {
      Type: 'AWS::SSM::Association',
      ...metadataOf(task),
      ...this.#dependsOn(task),
      Properties: {
        Name: 'AWS-RunShellScript',
        Targets: [{ Key: 'InstanceIds', Values: [machine] }],
        ...wait,
        Parameters: { commands: this.#script(task, this.#signals.linesOf(task)) },
      },
    };
  }

  #standIn(task: PlannedTask): Fields {
    const inputs = this.#valuesOf(task).map(({ from, provided }) => this.#read(from, provided).value);
    const what = task.task.type.trim() || 'task';
    const Value = inputs.length > 0 ? { 'Fn::Join': [' ', [what, ...inputs]] } : what;
    return {
      Type: 'AWS::SSM::Parameter',
      ...metadataOf(task),
      ...this.#dependsOn(task),
      Properties: { Type: 'String', Value },
    };
  }

  /** The lines of a script: its inputs, where the work goes, and what is said at the end. */
  #script(task: PlannedTask, last: readonly string[]): readonly YamlValue[] {
    const taken = new UniqueNames();
    const inputs = this.#valuesOf(task).flatMap(({ from, provided, input }): readonly YamlValue[] => {
      const { value, key } = this.#read(from, provided);
      const name = taken.take(`in_${input.replace(/\W/g, '_')}`);
      const pick = key === null ? '' : ` | python3 -c 'import json, sys; print(json.load(sys.stdin)["${key}"])'`;
      // Nothing in a quoted here-document means anything to the shell, and its data is JSON, which is one line.
      return [`${name}=$(cat <<'END'${pick}`, value, 'END', ')'];
    });
    const work = `# The work of ${task.id.replace(/[^\w .:/@-]/g, '_')} goes here.`;
    const said = last.map((line): YamlValue => ({ 'Fn::Sub': line }));
    return ['#!/bin/bash', 'set -e', ...inputs, work, ...said];
  }

  #valuesOf({ values }: PlannedTask): readonly PassedValue[] {
    return values.filter(({ from }) => !this.#signals.isHandle(from));
  }

  /** How a value is read, and under which key when it is one of several. */
  #read(from: string, provided: string): { readonly value: YamlValue; readonly key: string | null } {
    const collected = this.#signals.valueOf(from, provided);
    if (collected) return { value: { 'Fn::GetAtt': [collected.condition, 'Data'] }, key: collected.key };
    return { value: { 'Fn::GetAtt': [this.names.of(from), this.#attribute(from)] }, key: null };
  }

  #attribute(from: string): string {
    if (this.#plan.waits.has(from)) return 'Data';
    return isServer(this.#byId.get(from)!) ? 'PrivateIp' : 'Value';
  }

  /** Not what a reference says already: the machine of a component, the producers of its values. */
  #dependsOn(task: PlannedTask, handleTask: string | null = null): Fields {
    const readsNothing = this.#plan.waits.has(task.id) || this.#signals.isHandle(task.id);
    const read = readsNothing ? [] : this.#valuesOf(task).map(({ from }) => from);
    const implied = new Set([...read, ...(handleTask === null ? [] : [handleTask])]);
    if (isComponent(task) && task.host!.base !== null) implied.add(task.host!.base);
    const unsaid = [...task.after, ...task.values.map(({ from }) => from)].filter((id) => !implied.has(id));
    const after = [...new Set(unsaid)].map((id) => this.names.of(id));
    return after.length > 0 ? { DependsOn: after } : {};
  }

  #noteStandIn({ id, task, host }: PlannedTask, notes: ConversionNotes): void {
    if (host !== null || task.kind === 'milestone' || task.kind === 'wait' || this.#signals.isHandle(id)) return;
    notes.lose(
      `'${id}' (${task.type}) runs on no machine: AWS::SSM::Parameter stands in its place, put the resource there`,
    );
    if (!task.tracked) notes.refuse(`'${id}' is untracked and runs on no machine: CloudFormation has nothing like it`);
  }

  #noteAttribute({ from, provided }: PassedValue, notes: ConversionNotes): void {
    if (this.#signals.isHandle(from) || this.#signals.valueOf(from, provided)) return;
    const attribute = this.#attribute(from);
    if (attribute !== provided)
      notes.lose(`the value '${provided}' of '${from}' is read as its attribute '${attribute}'`);
  }
}

function isServer({ id, host }: PlannedTask): boolean {
  return host !== null && host.base === id;
}

function isComponent(task: PlannedTask): boolean {
  return task.host !== null && !isServer(task) && task.task.kind !== 'milestone' && task.task.kind !== 'wait';
}

function waitCondition(wait: {
  readonly handle: string;
  readonly count: number;
  readonly timeoutSeconds: number;
}): Fields {
  const Properties = {
    Handle: { Ref: wait.handle },
    Count: wait.count,
    Timeout: String(wait.timeoutSeconds),
  };
  return { Type: 'AWS::CloudFormation::WaitCondition', Properties };
}

function instance(meta: Fields, own: Fields = {}): Fields {
  const Properties = {
    ImageId: { Ref: 'ImageId' },
    InstanceType: { Ref: 'InstanceType' },
    IamInstanceProfile: { Ref: 'InstanceProfile' },
    ...own,
  };
  return { Type: 'AWS::EC2::Instance', ...meta, Properties };
}

function metadataOf({ task }: PlannedTask): Fields {
  if (task.kind === 'milestone') return metadata('0s');
  return task.duration === null ? {} : metadata(task.duration.expression);
}

function metadata(duration: string): Fields {
  return { Metadata: { Makespan: { Duration: duration } } };
}

const HANDLE: Fields = { Type: 'AWS::CloudFormation::WaitConditionHandle', ...metadata('0s') };
