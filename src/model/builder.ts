import type {
  Deployment,
  Group,
  Handle,
  NamedCondition,
  Pool,
  Read,
  Reason,
  Resource,
  Script,
  Signal,
  Task,
  TemplateIdentity,
  ValuePort,
  Wait,
} from './deployment.ts';
import { checkAgreement, checkReferences } from './invariants.ts';
import { StatedGraph } from './stated-graph.ts';
import { rememberTasks } from './task-list.ts';
import type { Unknown } from './unknown.ts';

/** The root of the group tree: the whole deployment. */
export const ROOT = '';

const NONE: string[] = [];

const RESERVED_NAMES: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The only maker of a `Deployment`. It owns the invariants: unique ids, no dangling ends, a group for each task, and
 * two graphs that agree. A broken invariant is a bug of the front-end, not of the template, so the builder throws;
 * a front-end checks names first and says what is wrong in the user's words.
 *
 * @example
 * const builder = new DeploymentBuilder({ file: 'a.yaml', format: 'native', version: '1' });
 * builder.addResource({ id: 'net', name: 'net', type: 'network', stack: ROOT, when: null, span });
 * builder.addTask({ id: 'net', type: 'network', kind: 'create', group: ROOT, resource: 'net', span });
 * const deployment = builder.build();
 */
export class DeploymentBuilder {
  readonly #template: TemplateIdentity;
  readonly #resources = new StatedGraph<Resource>();
  readonly #tasks = new StatedGraph<Task>();
  readonly #tasksOfResource = new Map<string, string[]>();
  readonly #groups = new Map<string, Group>();
  readonly #handles = new Map<string, Handle>();
  readonly #signals: Signal[] = [];
  readonly #waits = new Map<string, Wait>();
  readonly #reads: Read[] = [];
  readonly #scripts: Script[] = [];
  readonly #pools = new Map<string, Pool>();
  readonly #provides: ValuePort[] = [];
  readonly #consumes: ValuePort[] = [];
  readonly #conditions = new Map<string, NamedCondition>();
  readonly #unknowns: Unknown[] = [];

  constructor(template: TemplateIdentity) {
    this.#template = template;
    this.#groups.set(ROOT, { id: ROOT, kind: 'root', parent: null, enforced: false, host: null, span: null });
  }

  hasTask(id: string): boolean {
    return this.#tasks.has(id);
  }

  hasResource(id: string): boolean {
    return this.#resources.has(id);
  }

  hasGroup(id: string): boolean {
    return this.#groups.has(id);
  }

  hasHandle(id: string): boolean {
    return this.#handles.has(id);
  }

  /** How many signals were added so far: the position of the next. */
  get signalCount(): number {
    return this.#signals.length;
  }

  addGroup(group: Partial<Group> & Pick<Group, 'id' | 'kind' | 'parent'>): this {
    refuseDuplicate(this.#groups.has(group.id), 'group', group.id);
    if (group.parent === null || !this.#groups.has(group.parent)) {
      throw new Error(`group '${group.id}' names parent '${group.parent}', which was not added before it`);
    }
    // All names at once, then their values: a spread into an object that grows takes four times the memory.
    const { id, kind, parent } = group;
    this.#groups.set(id, Object.assign({ id, kind, parent, enforced: false, host: null, span: null }, group));
    return this;
  }

  addResource(resource: Omit<Resource, 'order'>): this {
    refuseReserved(resource.id);
    refuseDuplicate(this.#resources.has(resource.id), 'resource', resource.id);
    const { id, name, type, stack, when, span } = resource;
    const order = this.#resources.ids.length;
    this.#resources.addNode(id, Object.assign({ id, name, type, stack, when, span, order }, resource));
    this.#tasksOfResource.set(resource.id, NONE);
    return this;
  }

  /** A task given the root, a stack or a set as its group becomes a `single` group of its own below it. */
  addTask(task: Partial<Task> & Pick<Task, 'id' | 'type' | 'kind' | 'group' | 'resource' | 'span'>): this {
    refuseReserved(task.id);
    refuseDuplicate(this.#tasks.has(task.id), 'task', task.id);
    const ofResource = this.#tasksOfResource.get(task.resource);
    if (!ofResource)
      throw new Error(`task '${task.id}' names resource '${task.resource}', which was not added before it`);
    const { id, type, kind, resource, span } = task;
    const group = this.#groupFor(task);
    const order = this.#tasks.ids.length;
    const stated = {
      id,
      type,
      kind,
      group,
      resource,
      tracked: true,
      duration: null,
      multiplicity: 1,
      when: null,
      span,
      order,
    };
    this.#tasks.addNode(id, Object.assign(stated, task, { group }));
    // Most resources have one task: a list of just that length takes an eighth of one that is pushed to.
    if (ofResource === NONE) this.#tasksOfResource.set(task.resource, [task.id]);
    else ofResource.push(task.id);
    return this;
  }

  /** States that `dependent` resource comes after `prerequisite`; a second statement adds its reason. */
  addResourceDependency(prerequisite: string, dependent: string, reason: Reason): this {
    this.#resources.addEdge(prerequisite, dependent, reason);
    return this;
  }

  /** States that `dependent` task starts after `prerequisite` finished; a second statement adds its reason. */
  addDependency(prerequisite: string, dependent: string, reason: Reason): this {
    this.#tasks.addEdge(prerequisite, dependent, reason);
    return this;
  }

  addHandle(handle: Partial<Handle> & Pick<Handle, 'id' | 'span'>): this {
    refuseDuplicate(this.#handles.has(handle.id), 'handle', handle.id);
    const defaults = { task: null, trigger: 'level', duplicates: 'overwrite', initial: [], transport: null } as const;
    this.#handles.set(handle.id, { ...defaults, ...handle });
    return this;
  }

  addSignal(signal: Partial<Signal> & Pick<Signal, 'handle' | 'sender' | 'span'>): this {
    const defaults = { id: null, status: 'SUCCESS', at: 'end', optional: false, multiplicity: 1, when: null } as const;
    this.#signals.push({ ...defaults, ...signal });
    return this;
  }

  addWait(wait: Wait): this {
    refuseDuplicate(this.#waits.has(wait.task), 'wait', wait.task);
    this.#waits.set(wait.task, wait);
    return this;
  }

  addRead(read: Read): this {
    this.#reads.push(read);
    return this;
  }

  addScript(script: Script): this {
    this.#scripts.push(script);
    return this;
  }

  /**
   * States after how many seconds the engine gives up on a group that was added before; the root is the whole stack.
   */
  limitGroup(id: string, timeoutSeconds: NonNullable<Group['timeoutSeconds']>): this {
    const group = this.#groups.get(id);
    if (!group) throw new Error(`group '${id}' was not added before its timeout`);
    this.#groups.set(id, { ...group, timeoutSeconds });
    return this;
  }

  addPool(pool: Pool): this {
    refuseDuplicate(this.#pools.has(pool.id), 'pool', pool.id);
    this.#pools.set(pool.id, pool);
    return this;
  }

  addProvided(port: ValuePort): this {
    this.#provides.push(port);
    return this;
  }

  addConsumed(port: ValuePort): this {
    this.#consumes.push(port);
    return this;
  }

  addCondition(condition: NamedCondition): this {
    this.#conditions.set(condition.name, condition);
    return this;
  }

  addUnknown(unknown: Unknown): this {
    this.#unknowns.push(unknown);
    return this;
  }

  /** @throws Error when an invariant is broken; the message names the id. */
  build(): Deployment {
    const [resources, tasks] = [this.#resources, this.#tasks];
    const deployment: Deployment = {
      template: this.#template,
      get resources() {
        return resources.graph;
      },
      get tasks() {
        return tasks.graph;
      },
      tasksOfResource: this.#tasksOfResource,
      groups: this.#groups,
      handles: this.#handles,
      signals: this.#signals,
      waits: this.#waits,
      reads: this.#reads,
      scripts: this.#scripts,
      pools: this.#pools,
      provides: this.#provides,
      consumes: this.#consumes,
      conditions: this.#conditions,
      unknowns: this.#unknowns,
    };
    checkReferences(deployment, tasks, resources);
    checkAgreement(deployment, tasks, resources);
    rememberTasks(deployment, tasks);
    return deployment;
  }

  #groupFor(task: Pick<Task, 'id' | 'group' | 'span'>): string {
    const group = this.#groups.get(task.group);
    if (!group) throw new Error(`task '${task.id}' names group '${task.group}', which was not added before it`);
    if (group.kind === 'host' || group.kind === 'single') return group.id;
    this.addGroup({ id: task.id, kind: 'single', parent: group.id, span: task.span });
    return task.id;
  }
}

/** Names that graphology's edge maps, being plain objects, would take for their own members. */
export function isReservedName(id: string): boolean {
  return RESERVED_NAMES.has(id);
}

function refuseReserved(id: string): void {
  if (isReservedName(id)) throw new Error(`'${id}' is a reserved name`);
}

function refuseDuplicate(present: boolean, noun: string, id: string): void {
  if (present) throw new Error(`${noun} '${id}' was added twice`);
}
