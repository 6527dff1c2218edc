import { describe, expect, it } from 'vitest';
import type { Deployment } from './deployment.ts';
import { taskListOf } from './task-list.ts';
import { drawnDeployment } from './testing/drawn-deployment.ts';

const drawings: readonly (readonly [name: string, drawing: string])[] = [
  ['no tasks', ''],
  ['tasks without edges', 'b\na'],
  ['an order', 'b\na\na -> b'],
  ['a pair stated twice, and another between', 'a\nb\nc\na -> c\nb -> c\na => c\na -> b'],
  ['machines', 'host vmA: base a1 a2\nhost vmB: [b] b1\na1 => b1'],
  ['a nested stack', 'stack inner: x y\nz\nx -> y\ny -> z'],
  ['a cycle', 'a\nb\na -> b\nb -> a'],
];

describe('the fine graph in lists', () => {
  it.each(drawings)('says what the graph says: %s', (_name, drawing) => {
    const deployment = drawnDeployment(drawing);
    const { ids, tasks, from, to } = taskListOf(deployment);
    const edges = from.map((source, at) => [ids[source], ids[to[at] as number]]);
    expect(ids).toEqual(deployment.tasks.nodes());
    expect(tasks).toEqual(deployment.tasks.mapNodes((_id, task) => task));
    expect(edges).toEqual(deployment.tasks.mapDirectedEdges((_edge, _reasons, source, target) => [source, target]));
  });

  it.each(drawings)('is the same for a copy, which only has the graph: %s', (_name, drawing) => {
    const deployment = drawnDeployment(drawing);
    expect(taskListOf({ ...deployment })).toEqual(taskListOf(deployment));
  });

  it('of a copy with another graph is that of the other graph', () => {
    const deployment = drawnDeployment('a\nb\na -> b');
    const tasks = deployment.tasks.copy();
    tasks.dropDirectedEdge('a', 'b');
    const copy: Deployment = { ...deployment, tasks };
    expect(taskListOf(copy).from).toEqual([]);
    expect(taskListOf(deployment).from).toEqual([0]);
  });

  it('knows whether a reason is under a condition', () => {
    const plain = 'condition big = true\na\nb\na -> b';
    expect(taskListOf(drawnDeployment(plain)).hasConditionalReason).toBe(false);
    const deployment = drawnDeployment(`${plain} when big`);
    expect(taskListOf(deployment).hasConditionalReason).toBe(true);
    expect(taskListOf({ ...deployment }).hasConditionalReason).toBe(true);
  });
});
