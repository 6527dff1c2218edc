import { describe, expect, it } from 'vitest';
import { DeploymentBuilder, ROOT } from './builder.ts';
import type { Reason } from './deployment.ts';

const span = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 2 };
const because: Reason = { kind: 'explicit', via: 'after', span, value: null, when: null };

/** Two resources with a task each, a stack with one inside, and no edges. */
function twoTasks(): DeploymentBuilder {
  const builder = new DeploymentBuilder({ file: 'x', format: 'x', version: '1' });
  addBoth(builder, 'a');
  addBoth(builder, 'b');
  builder.addGroup({ id: 's', kind: 'stack', parent: ROOT });
  builder.addResource({ id: 's', name: 's', type: 'stack', stack: ROOT, when: null, span });
  addBoth(builder, 's/x', 's');
  return builder;
}

function addBoth(builder: DeploymentBuilder, id: string, stack = ROOT): void {
  builder.addResource({ id, name: id, type: 't', stack, when: null, span });
  builder.addTask({ id, type: 't', kind: 'create', group: stack, resource: id, span });
}

const task = { type: 't', kind: 'create', span } as const;

const refusals: readonly (readonly [string, (builder: DeploymentBuilder) => unknown, string])[] = [
  ['a task twice', (b) => b.addTask({ ...task, id: 'a', group: ROOT, resource: 'a' }), "task 'a' was added twice"],
  [
    'a resource twice',
    (b) => b.addResource({ id: 'a', name: 'a', type: 't', stack: ROOT, when: null, span }),
    "resource 'a' was added twice",
  ],
  ['a group twice', (b) => b.addGroup({ id: 's', kind: 'stack', parent: ROOT }), "group 's' was added twice"],
  [
    'a group without its parent',
    (b) => b.addGroup({ id: 'g', kind: 'host', parent: 'h' }),
    "group 'g' names parent 'h'",
  ],
  [
    'a task without its group',
    (b) => b.addTask({ ...task, id: 'c', group: 'g', resource: 'a' }),
    "task 'c' names group 'g'",
  ],
  [
    'a task without its resource',
    (b) => b.addTask({ ...task, id: 'c', group: ROOT, resource: 'r' }),
    "task 'c' names resource 'r'",
  ],
  ['a dependency on nothing', (b) => b.addDependency('z', 'a', because), "dependency z → a: 'z' was not added"],
  [
    'a name that plain objects have',
    (b) => b.addTask({ ...task, id: '__proto__', group: ROOT, resource: 'a' }),
    "'__proto__' is a reserved name",
  ],
  [
    'a signal to no handle',
    (b) => b.addSignal({ handle: 'h', sender: 'a', span }).build(),
    "the signal of 'a' names handle 'h'",
  ],
  [
    'a wait at no handle',
    (b) => b.addWait({ task: 'a', handle: 'h', count: 1, timeoutSeconds: null, span }).build(),
    "wait 'a' names handle 'h'",
  ],
  ['a handle of no task', (b) => b.addHandle({ id: 'h', task: 'z', span }).build(), "handle 'h' names task 'z'"],
  [
    'a read of no task',
    (b) => b.addRead({ task: 'a', of: { task: 'z' }, span }).build(),
    "the read of 'a' names task 'z'",
  ],
  [
    'a pool of no task',
    (b) => b.addPool({ id: 'p', capacity: 1, tasks: ['z'], holdsWhileWaiting: true, span }).build(),
    "pool 'p' names task 'z'",
  ],
  ['a value of no task', (b) => b.addProvided({ task: 'z', name: 'v', span }).build(), "value 'v' names task 'z'"],
  [
    'a task edge that the orchestrator’s graph lacks',
    (b) => b.addDependency('a', 'b', because).build(),
    'task edge a → b has no resource edge a → b',
  ],
  [
    'a task edge out of a stack whose node has no such edge',
    (b) => b.addDependency('s/x', 'a', because).build(),
    'task edge s/x → a has no resource edge s → a',
  ],
];

describe('builder', () => {
  it.each(refusals)('refuses %s, naming it', (_name, act, message) => {
    expect(() => act(twoTasks())).toThrow(message);
  });

  it('gives a task outside every machine a group of its own', () => {
    const { groups, tasks } = twoTasks().build();
    expect(tasks.getNodeAttribute('a', 'group')).toBe('a');
    expect(groups.get('a')).toMatchObject({ kind: 'single', parent: ROOT });
    expect(groups.get('s/x')).toMatchObject({ kind: 'single', parent: 's' });
  });

  it('keeps one edge for an ordered pair, with every reason', () => {
    const builder = twoTasks().addResourceDependency('a', 'b', because);
    builder.addDependency('a', 'b', because).addDependency('a', 'b', { ...because, kind: 'reference' });
    const { tasks } = builder.build();
    expect(tasks.size).toBe(1);
    expect(tasks.getEdgeAttribute(tasks.edge('a', 'b'), 'reasons').map(({ kind }) => kind)).toEqual([
      'explicit',
      'reference',
    ]);
  });

  it('accepts a task edge between stacks that their nodes have', () => {
    const builder = twoTasks().addResourceDependency('s', 'a', because).addDependency('s/x', 'a', because);
    expect(builder.build().tasks.size).toBe(1);
  });
});
