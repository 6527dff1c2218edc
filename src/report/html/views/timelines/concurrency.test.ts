import { describe, expect, it } from 'vitest';
import { concurrencyCurve } from './concurrency.ts';
import type { Bar } from './drawing.ts';

function bar(ready: number, start: number, end: number, waiting = false): Bar {
  const words = { task: `${ready}–${end}`, label: '', words: '', outcome: 'done', releasedBy: null } as const;
  return { ...words, lane: 0, lastInLane: false, ready, start, end, p10: null, p90: null, critical: false, waiting };
}

describe('what runs at once', () => {
  it('is counted apart by work, waiting and being held', () => {
    const curve = concurrencyCurve([bar(0, 0, 4), bar(0, 2, 6), bar(1, 1, 5, true)]);
    expect(curve.times).toEqual([0, 1, 2, 4, 5, 6]);
    expect(curve.working).toEqual([1, 1, 2, 1, 1, 0]);
    expect(curve.waiting).toEqual([0, 1, 1, 1, 0, 0]);
    expect(curve.held).toEqual([1, 1, 0, 0, 0, 0]);
    expect(curve.most).toBe(3);
  });

  it('is nothing without tasks', () => {
    expect(concurrencyCurve([])).toEqual({ times: [], working: [], waiting: [], held: [], most: 0 });
  });

  it('keeps its peak when there are more steps than pixels, and ends at nothing', () => {
    const many = Array.from({ length: 5000 }, (_, index) => bar(index, index, index + 0.5));
    const curve = concurrencyCurve([...many, bar(2500.2, 2500.2, 2500.3), bar(2500.2, 2500.2, 2500.3)]);
    expect(curve.times.length).toBeLessThanOrEqual(601);
    expect(curve.most).toBe(3);
    expect(curve.working.at(-1)).toBe(0);
  });
});
