import { describe, expect, it } from 'vitest';
import { compareFineOrder } from './fine-order.ts';
import { drawnDeployment } from './testing/drawn-deployment.ts';

function compare(first: string, second: string): object {
  const { tasks } = drawnDeployment(first);
  const names = new Map(tasks.nodes().map((id) => [id, id]));
  const { lost, added, missing } = compareFineOrder(drawnDeployment(first), drawnDeployment(second), names);
  return { lost, added, missing };
}

const SAME = { lost: [], added: [], missing: [] };

describe('the fine order of two deployments', () => {
  it('is what follows from dependencies, however it is written', () => {
    expect(compare('a\nb\nc\na -> b\nb -> c', 'c\nb\na\na -> b\nb -> c\na -> c')).toEqual(SAME);
  });

  it('names what only one of them orders', () => {
    expect(compare('a\nb\nc\na -> b\nb -> c', 'a\nb\nc\na -> b\nc -> b')).toEqual({
      lost: [
        ['a', 'c'],
        ['b', 'c'],
      ],
      added: [['c', 'b']],
      missing: [],
    });
  });

  it('goes through tasks that only one of them has', () => {
    expect(compare('a\nb\na -> b', 'a\nx\nb\na -> x\nx -> b')).toEqual(SAME);
    expect(compare('a\nx\nb\na -> x\nx -> b', 'a\nb\na -> b')).toEqual({ ...SAME, missing: ['x'] });
  });

  it('takes tasks on a cycle to come before each other, in whatever order they are listed', () => {
    const edges = 'a -> b\nb -> c\nc -> a\nd -> b\nc -> e';
    expect(compare(`a\nb\nc\nd\ne\n${edges}`, `e\nd\nb\nc\na\n${edges}`)).toEqual(SAME);
    expect(compare(`a\nb\nc\n${'a -> b\nb -> c\nc -> a'}`, 'a\nb\nc\na -> b\nb -> c')).toMatchObject({
      lost: expect.arrayContaining([
        ['c', 'a'],
        ['a', 'a'],
      ]),
    });
  });
});
