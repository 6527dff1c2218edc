import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAcyclic } from '../graph/components.ts';
import { compileDigraph } from '../graph/digraph.ts';
import { reachableFrom } from '../graph/reachability.ts';
import type { Deployment } from './deployment.ts';
import { type OrderOptions, type TaskOrder, taskOrder } from './granularity.ts';
import { groupPath, unitOf } from './groups.ts';
import { drawnDeployment } from './testing/drawn-deployment.ts';

const HOSTS = ['A', 'B', 'C'];
const TASKS = HOSTS.flatMap((host) => [1, 2, 3].map((n) => `${host.toLowerCase()}${n}`));

/**
 * Three machines of three tasks, any dependencies between them, some tasks untracked (those have nothing after them).
 */
const drawing = fc
  .record({
    pairs: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 10 }),
    untracked: fc.subarray(TASKS, { maxLength: 3 }),
  })
  .map(({ pairs, untracked }) =>
    [
      ...HOSTS.map((host, index) => `host ${host}: ${TASKS.slice(3 * index, 3 * index + 3).join(' ')}`),
      untracked.length > 0 ? `untracked ${untracked.join(' ')}` : '',
      ...pairs
        .filter(([a, b]) => a !== b && !untracked.includes(TASKS[a]!))
        .map(([a, b]) => `${TASKS[a]} -> ${TASKS[b]}`),
    ].join('\n'),
  );

describe('granularity', () => {
  it('fine is the graph itself', () => {
    const order = taskOrder(drawnDeployment('host A: a1 a2\nb\na1 -> b'), 'fine');
    expect(order).toMatchObject({ nodeCount: 3, milestoneGroups: [], groupEdges: [] });
    expect([[...order.from], [...order.to]]).toEqual([[0], [2]]);
  });

  it('coarse lets every task of B wait for every tracked task of A, no more and no less', () => {
    fc.assert(
      fc.property(drawing, fc.boolean(), (text, countUntracked) => {
        const deployment = drawnDeployment(text);
        const order = taskOrder(deployment, 'host', { countUntracked });
        expect(relation(order)).toEqual(bruteForce(deployment, { countUntracked }));
      }),
    );
  });

  it('coarse is cyclic exactly when the pairs are', () => {
    fc.assert(
      fc.property(drawing, (text) => {
        const deployment = drawnDeployment(text);
        const order = taskOrder(deployment, 'host', { countUntracked: true });
        const acyclic = isAcyclic(compileDigraph(order.nodeCount, order.from, order.to));
        expect(acyclic).toBe(bruteForce(deployment, { countUntracked: true }).every((row, task) => !row[task]));
      }),
    );
  });

  it('its size grows with the tasks, not with their pairs', () => {
    const names = (letter: string): string => Array.from({ length: 200 }, (_, n) => letter + n).join(' ');
    const order = taskOrder(drawnDeployment(`host A: ${names('a')}\nhost B: ${names('b')}\na0 -> b0`), 'host');
    expect(order.nodeCount).toBe(404);
    expect(order.from.length).toBe(1 + 1 + 2 * 400);
  });
});

describe('groups', () => {
  const deployment = drawnDeployment('stack s: x y\nhost A: a1\nlone');

  it.each([
    ['a task of a machine acts in the machine', 'a1', 'A', 'A'],
    ['a task on its own acts alone', 'lone', 'lone', 'lone'],
    ['a task of a nested stack acts in the stack at that level only', 'x', 'x', 's'],
  ])('%s', (_name, task, host, stack) => {
    expect([unitOf(deployment, task, 'host'), unitOf(deployment, task, 'stack')]).toEqual([host, stack]);
  });

  it('a path leads from the innermost group outwards, without the root', () => {
    expect(groupPath(deployment, 'x').map(({ id }) => id)).toEqual(['x', 's']);
  });
});

/** Which task waits for which, through tasks and milestones. */
function relation(order: TaskOrder): boolean[][] {
  const graph = compileDigraph(order.nodeCount, order.from, order.to);
  return order.taskIds.map((_id, task) => {
    const reached = reachableFrom(graph, [task]);
    return order.taskIds.map((_other, other) => reached[other] === 1);
  });
}

/**
 * The definition, pair by pair: dependencies, and A × B for each pair of machines with one between them; then the
 * closure.
 */
function bruteForce(deployment: Deployment, { countUntracked = false }: OrderOptions): boolean[][] {
  const ids = deployment.tasks.nodes();
  const host = (id: string): string => unitOf(deployment, id, 'host');
  const pairs = new Set<string>();
  deployment.tasks.forEachDirectedEdge((_e, _a, from, to) => {
    if (host(from) !== host(to)) pairs.add(`${host(from)} ${host(to)}`);
  });
  const waits = ids.map((from) =>
    ids.map((to) => {
      const isTracked = countUntracked || deployment.tasks.getNodeAttribute(from, 'tracked');
      return deployment.tasks.hasDirectedEdge(from, to) || (isTracked && pairs.has(`${host(from)} ${host(to)}`));
    }),
  );
  for (let k = 0; k < ids.length; k += 1)
    for (const row of waits) if (row[k]) for (let to = 0; to < ids.length; to += 1) row[to] ||= waits[k]![to]!;
  return waits;
}
