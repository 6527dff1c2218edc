import { describe, expect, it } from 'vitest';
import { lineCost } from './line-cost.ts';

describe('the cost of a placing', () => {
  const cases: readonly (readonly [
    string,
    readonly number[],
    readonly number[],
    readonly [number, number][],
    number,
  ])[] = [
    [
      'parallel edges',
      [0, 0, 1, 1],
      [0, 1, 0, 1],
      [
        [0, 2],
        [1, 3],
      ],
      0,
    ],
    [
      'edges that cross',
      [0, 0, 1, 1],
      [0, 1, 0, 1],
      [
        [0, 3],
        [1, 2],
      ],
      1,
    ],
    [
      'edges that share an end',
      [0, 1, 1],
      [0, 0, 1],
      [
        [0, 1],
        [0, 2],
      ],
      0,
    ],
    [
      'a long edge over a short one',
      [0, 1, 2, 3],
      [0, 1, 0, 0.5],
      [
        [0, 3],
        [1, 2],
      ],
      1,
    ],
    [
      'edges that share no column',
      [0, 1, 1, 2],
      [0, 5, 0, 5],
      [
        [0, 1],
        [2, 3],
      ],
      0,
    ],
  ];

  it.each(cases)('counts %s', (_name, columns, rows, edges, crossings) => {
    const cost = lineCost(columns, rows, edges);
    expect(Math.floor(cost)).toBe(crossings);
  });

  it('is their length where edges are too many to compare', () => {
    const edges = Array.from({ length: 3000 }, (): readonly [number, number] => [0, 1]);
    expect(lineCost([0, 1], [0, 2], edges)).toBe(6000);
  });
});
