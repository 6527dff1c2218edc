import { DeploymentBuilder, ROOT } from '../../model/builder.ts';
import type { Deployment, Handle, HostRule, Pool, Signal, Task, Wait } from '../../model/deployment.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import type { Timing } from '../../model/timing/timing.ts';

const SPAN = { file: 'scenario.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A task as a test writes it: what it comes after, its time, and what it is of. */
export interface ScenarioTask
  extends Partial<
    Pick<Task, 'kind' | 'tracked' | 'when' | 'multiplicity' | 'turnName' | 'type' | 'retry' | 'undoDuration'>
  > {
  readonly takes?: string | number;
  readonly after?: readonly string[];
  readonly host?: string;
  /** The nested stack that it is a resource of. */
  readonly stack?: string;
}

export interface Scenario {
  readonly tasks: Readonly<Record<string, ScenarioTask>>;
  /** Nested stacks, outer before inner, and what the engine orders them after. */
  readonly stacks?: Readonly<Record<string, { readonly after?: readonly string[]; readonly in?: string }>>;
  /** What a task comes after that is of another stack: the stack's own order is in `stacks` and `afterStacks`. */
  readonly enters?: Readonly<Record<string, readonly string[]>>;
  /** What comes after a whole stack, by resource. */
  readonly afterStacks?: Readonly<Record<string, readonly string[]>>;
  readonly hosts?: Readonly<Record<string, HostRule>>;
  readonly handles?: Readonly<Record<string, Partial<Handle>>>;
  readonly signals?: readonly (Partial<Signal> & Pick<Signal, 'handle' | 'sender'>)[];
  readonly waits?: Readonly<Record<string, Partial<Wait> & Pick<Wait, 'handle' | 'count'>>>;
  readonly pools?: Readonly<Record<string, Partial<Pool> & Pick<Pool, 'capacity' | 'tasks'>>>;
  readonly conditions?: Readonly<Record<string, boolean>>;
  /** After how many seconds a stack is given up; `''` is the whole deployment. */
  readonly limits?: Readonly<Partial<Record<string, number>>>;
}

/** A deployment in a few lines, one resource a task, and the timing of each task. */
export function scenario(input: Scenario): { deployment: Deployment; timings: ReadonlyMap<string, Timing> } {
  const builder = new DeploymentBuilder({ file: 'scenario.yaml', format: 'test', version: '1' });
  const hosts = new Set(Object.values(input.tasks).flatMap(({ host }) => (host === undefined ? [] : [host])));
  for (const id of hosts) {
    builder.addGroup({ id, kind: 'host', parent: ROOT, host: input.hosts?.[id] ?? { order: 'free', capacity: null } });
  }
  for (const [id, { in: parent = ROOT }] of Object.entries(input.stacks ?? {})) {
    builder.addResource({ id, name: id, type: 'stack', stack: parent, when: null, span: SPAN });
    builder.addGroup({ id, kind: 'stack', parent, enforced: true, span: SPAN });
  }
  const timings = new Map<string, Timing>();
  for (const [id, { takes = 0, after: _after, host = ROOT, stack = ROOT, ...task }] of Object.entries(input.tasks)) {
    builder.addResource({ id, name: id, type: task.type ?? 'test', stack, when: null, span: SPAN });
    const group = host === ROOT ? stack : host;
    builder.addTask({ id, type: 'test', kind: 'component', group, resource: id, span: SPAN, ...task });
    const parsed = parseDuration(String(takes));
    if (!parsed.ok) throw new Error(`${id}: ${parsed.message}`);
    timings.set(id, { task: id, duration: parsed.duration, origin: 'set', source: 'test' });
  }
  for (const [id, { after = [] }] of Object.entries(input.tasks)) {
    for (const before of after) {
      const reason = { kind: 'explicit', via: 'after', span: SPAN, value: null, when: null } as const;
      builder.addResourceDependency(before, id, reason).addDependency(before, id, reason);
    }
  }
  const wholes = Object.entries(input.stacks ?? {}).map(([id, { after = [] }]) => [id, after] as const);
  for (const [id, after] of [...wholes, ...Object.entries(input.afterStacks ?? {})]) {
    const reason = { kind: 'explicit', via: 'after', span: SPAN, value: null, when: null } as const;
    for (const before of after) builder.addResourceDependency(before, id, reason);
  }
  for (const [id, after] of Object.entries(input.enters ?? {})) {
    const reason = { kind: 'sequence', via: 'flow', span: SPAN, value: null, when: null } as const;
    for (const before of after) builder.addDependency(before, id, reason);
  }
  addSignalling(builder, input);
  for (const [group, seconds] of Object.entries(input.limits ?? {})) builder.limitGroup(group, seconds as number);
  for (const [name, value] of Object.entries(input.conditions ?? {})) builder.addCondition({ name, value, span: SPAN });
  return { deployment: builder.build(), timings };
}

function addSignalling(builder: DeploymentBuilder, input: Scenario): void {
  const named = [...(input.signals ?? []), ...Object.values(input.waits ?? {})].map(({ handle }) => handle);
  const handles = new Set([...named.filter((name) => typeof name === 'string'), ...Object.keys(input.handles ?? {})]);
  for (const id of handles) builder.addHandle({ id, span: SPAN, ...input.handles?.[id] });
  for (const signal of input.signals ?? []) builder.addSignal({ span: SPAN, ...signal });
  for (const [task, wait] of Object.entries(input.waits ?? {})) {
    builder.addWait({ task, timeoutSeconds: null, span: SPAN, ...wait });
  }
  for (const [id, pool] of Object.entries(input.pools ?? {})) {
    builder.addPool({ id, holdsWhileWaiting: true, span: SPAN, ...pool });
  }
}

/** The example that everything must serve: two machines with three components each, `b1` after `a1`. */
export function seedExample(options: { readonly mutual?: boolean } = {}): Scenario {
  return {
    tasks: {
      'vmA.base': { takes: 6, host: 'vmA', kind: 'server' },
      'vmA.a1': { takes: 2, host: 'vmA', after: ['vmA.base'] },
      'vmA.a2': { takes: 4, host: 'vmA', after: ['vmA.a1'] },
      'vmA.a3': { takes: 4, host: 'vmA', after: ['vmA.a2', ...(options.mutual ? ['vmB.b2'] : [])] },
      'vmB.base': { takes: 4, host: 'vmB', kind: 'server' },
      'vmB.b1': { takes: 2, host: 'vmB', after: ['vmB.base', 'vmA.a1'] },
      'vmB.b2': { takes: 4, host: 'vmB', after: ['vmB.b1'] },
      'vmB.b3': { takes: 4, host: 'vmB', after: ['vmB.b2'] },
    },
  };
}
